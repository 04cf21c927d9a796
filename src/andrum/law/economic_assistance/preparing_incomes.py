"""Incomes: which of them count in the month, in what groups, and by which rule."""

from typing import Any, Final, Literal, NamedTuple

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.draft import INTS, LONGEST, SPANS, Draft, ForAPerson, LeftOut, added, up_to
from andrum.law.economic_assistance.household import Household, Income, Member
from andrum.law.economic_assistance.kinds import INCOME_CODES, INCOME_KINDS
from andrum.law.economic_assistance.lines import IncomeLine
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.rules import incomes as rules
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.open_facts import ANY, Number
from andrum.law.vocabulary.spans import MAYBE, Span

PLACES: Final = 100
"""More than there are kinds of income: a line's place is the member's place times this, plus the kind's."""


Earner = tuple[int, Member, Number, Literal["adult", "child", "unknown"]]
"""A member as the rules of incomes see it: place, member, age, and sort; ``unknown`` where nobody knows the role."""


class Line(NamedTuple):
    """One income that counts."""

    about: str
    kind: str
    amount: Number


Plain = dict[int, IncomeLine[Any]]
Work = dict[str, list[Line]]
Groups = tuple[Plain, Work]


def prepare_incomes(household: Household, p: Parameters, draft: Draft, earners: dict[str, Earner]) -> None:
    """Write the lines of all incomes: by member, first those from employment and then the others by kind."""
    incomes = household.incomes
    if isinstance(incomes, Unknown):
        draft.open["incomes"] = incomes.reason
        draft.incomes.append(IncomeLine("", rules.UNKNOWN_KIND, "plain", ANY, 0, 0, 0))
        return
    groups: Groups = ({}, {})
    plain, work = groups
    year, month = p.control.year, p.control.month
    for income in incomes:
        kind, amount, paid = income.kind, income.amount, income.paid
        known = None if isinstance(kind, Unknown) else INCOME_KINDS.get(kind)
        if (
            known is not None
            and isinstance(amount, int)
            and not isinstance(paid, Unknown)
            and paid.year == year
            and paid.month == month
            and (income.net is True or not known.taxed)
            and known.is_counted
        ):
            _add(groups, earners[income.member], known.id, income.id, amount)
        else:
            _income(income, p, draft, earners, groups)
    draft.incomes.sort(key=lambda line: line.about)
    for name in sorted(work, key=lambda name: earners[name][0]):
        _work(earners[name], work[name], household, p, draft)
    for place in sorted(plain):
        line = plain[place]
        if " " in line.about:
            line.about = " ".join(sorted(line.about.split(" ")))
        draft.incomes.append(line)


def _add(groups: Groups, earner: Earner, kind: str, about: str, amount: Number) -> None:
    """One member's incomes of one kind are one line; all income from employment is taken together."""
    plain, work = groups
    if INCOME_KINDS[kind].treatment == "employment":
        work.setdefault(earner[1].id, []).append(Line(about, kind, amount))
        return
    place = earner[0] * PLACES + INCOME_CODES[kind]
    line = plain.get(place)
    if line is None:
        plain[place] = IncomeLine(about, rules.INCOME_RULES[kind], "plain", amount, 0, 0, 0)
    else:
        line.about = f"{line.about} {about}"
        line.amount = line.amount + amount


def _about(lines: list[Line]) -> str:
    return lines[0].about if len(lines) == 1 else " ".join(sorted(line.about for line in lines))


def _amount(lines: list[Line]) -> Number:
    return lines[0].amount if len(lines) == 1 else added(line.amount for line in lines)


def _income(income: Income, p: Parameters, draft: Draft, earners: dict[str, Earner], groups: Groups) -> None:
    """An income that does not plainly count."""
    kind, paid, path = income.kind, income.paid, f"incomes.{income.id}"
    known = None if isinstance(kind, Unknown) else INCOME_KINDS.get(kind)
    amount: Number = ANY if isinstance(income.amount, Unknown) else income.amount
    if known is not None and known.treatment == "not_counted":
        draft.left_out.append(LeftOut("incomes", income.id, known.id, amount, "kind"))
        return
    if not isinstance(paid, Unknown) and (paid.year != p.control.year or paid.month != p.control.month):
        name = "" if isinstance(kind, Unknown) else kind
        draft.left_out.append(LeftOut("incomes", income.id, name, amount, "month", Month.of(paid)))
        return
    draft.known_or(income.amount, f"{path}.amount", ANY)
    if isinstance(paid, Unknown):
        draft.open[f"{path}.paid"] = paid.reason
        amount = up_to(amount)
    if isinstance(kind, Unknown):
        draft.open[f"{path}.kind"] = kind.reason
        draft.incomes.append(IncomeLine(income.id, rules.UNKNOWN_KIND, "plain", up_to(amount), 0, 0, 0))
    elif known is None or known.treatment == "person":
        draft.for_a_person.append(ForAPerson("income_kind", income.id, kind, amount))
        rule = rules.INCOME_RULES[known.id if known else "other"]
        draft.incomes.append(IncomeLine(income.id, rule, "plain", up_to(amount), 0, 0, 0))
    else:
        if known.taxed and income.net is not True:
            net = income.net
            draft.open[f"{path}.net"] = net.reason if isinstance(net, Unknown) else "beloppet är före skatt"
            amount = up_to(amount)
        _add(groups, earners[income.member], kind, income.id, amount)


def _work(earner: Earner, lines: list[Line], household: Household, p: Parameters, draft: Draft) -> None:
    """Income from employment: a child's own, or an adult's with or without the special calculation rule."""
    _, member, age, sort = earner
    kinds = {line.kind for line in lines}
    kind = lines[0].kind if len(kinds) == 1 else ""
    about, amount = _about(lines), _amount(lines)
    if sort != "adult":
        childs = MAYBE if sort == "unknown" else _is_childs_work(member, age, p, draft)
        earned: Number = 0
        if childs != 0 and p.guidelines.count_childrens_earnings:
            path = f"members.{member.id}.earned_earlier_this_year"
            earned = draft.known_or(member.earned_earlier_this_year, path, ANY)
        if sort == "unknown":
            amount = up_to(amount)
        rule = rules.CHILDS_WORK_RULES[kind] if kind else rules.CHILDS_WORK
        draft.incomes.append(IncomeLine(about, rule, "childs_work", amount, 0, childs, earned))
        return
    eligible = _is_eligible(member.id, household, p, draft)
    if eligible == 0:
        for one in sorted(kinds):
            of_kind = [line for line in lines if line.kind == one]
            rule = rules.INCOME_RULES[one]
            draft.incomes.append(IncomeLine(_about(of_kind), rule, "plain", _amount(of_kind), 0, 0, 0))
        return
    rule = rules.EMPLOYMENT_RULES[kind] if kind else rules.EMPLOYMENT
    draft.incomes.append(IncomeLine(about, rule, "employment", amount, eligible, 0, 0))


def _is_childs_work(member: Member, age: Number, p: Parameters, draft: Draft) -> Number:
    path = f"members.{member.id}"
    at_home = draft.yes_no(member.living_at_home, f"{path}.living_at_home")
    in_school: Number = 0
    if not isinstance(age, int) or p.majority <= age < p.pupil_until:
        in_school = draft.yes_no(member.in_school, f"{path}.in_school")
    if isinstance(age, int) and isinstance(at_home, int) and isinstance(in_school, int):
        return rules.is_childs_work(INTS, p, age, in_school, at_home)
    return rules.is_childs_work(SPANS, p, Span.of(age), Span.of(in_school), Span.of(at_home))


def _is_eligible(name: str, household: Household, p: Parameters, draft: Draft) -> Number:
    history = household.special_calculation_rule.get(name)
    if history is None or not p.share:
        return 0
    path, started = f"special_calculation_rule.{name}", history.started
    since: Number = -1
    if isinstance(started, Unknown):
        draft.open[f"{path}.started"] = started.reason
        since = Span(-1, LONGEST)
    elif started is not None:
        since = (p.month.year - started.year) * 12 + p.month.month - started.month
        if since >= 0:
            return rules.special_rule_applies(INTS, p, 0, since)
    in_row = draft.known_or(history.assistance_months_in_row, f"{path}.assistance_months_in_row", Span(0, LONGEST))
    if isinstance(in_row, int) and isinstance(since, int):
        return rules.special_rule_applies(INTS, p, in_row, since)
    found = rules.special_rule_applies(SPANS, p, Span.of(in_row), Span.of(since))
    return found.low if found.is_exact else found
