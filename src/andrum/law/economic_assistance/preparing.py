"""From the facts of a household to the lines that the rules read, with every unknown fact met on the way.

A fact that is unknown becomes the span of what it may be; what a person must weigh becomes a span from nothing to all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.household import Cost, Household, Income, Member
from andrum.law.economic_assistance.kinds import COST_CODES, INCOME_KINDS
from andrum.law.economic_assistance.lines import NEVER_TOLERATED, ChildLine, CostLine, IncomeLine, Lines, Treatment
from andrum.law.economic_assistance.norm_tables import LUNCH_UNTIL
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.rules import costs as cost_rules
from andrum.law.economic_assistance.rules import incomes as income_rules
from andrum.law.economic_assistance.rules import norm as norm_rules
from andrum.law.economic_assistance.schema import MAX_PERSONS
from andrum.law.vocabulary.arithmetic import Spans, WholeNumbers
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.spans import MAYBE, UNBOUNDED, Span
from andrum.law.vocabulary.trace import Rule

Number = int | Span
Code = Literal["income_kind", "cost_kind", "evidence", "asset", "adult_under_age", "child_of_age"]
WholeOrSpan = tuple[Number, ...]
_Line = tuple[str, str, Number]
ANY: Final = Span(0, UNBOUNDED)
LONGEST: Final = 1_200
WHOLE_MONTH: Final = 30
OTHER: Final = COST_CODES["other"]
RENT: Final = COST_CODES["rent"]
LODGER_RENT: Final = COST_CODES["lodger_rent"]
ANY_COST: Final = Span(0, len(COST_CODES) - 1)
INTS, SPANS = WholeNumbers(), Spans()


@dataclass(frozen=True, slots=True)
class ForAPerson:
    """Something in the household that a person must weigh."""

    code: Code
    about: str
    kind: str
    amount: Number


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is no part of the sum, and the reason in short."""

    part: Literal["incomes", "costs", "members"]
    about: str
    kind: str
    amount: Number
    why: Literal["month", "kind", "due", "unborn"]
    month: Month | None = None


@dataclass(slots=True)
class Draft:
    """The lines before they are written as whole numbers or as spans."""

    couple: Number = 0
    community: Number = 0
    surplus: Number = 0
    children: list[tuple[str, Number, Number, Number]] = field(default_factory=list)
    costs: list[tuple[str, Rule, Number, Number, Number]] = field(default_factory=list)
    incomes: list[tuple[str, Rule, Treatment, WholeOrSpan]] = field(default_factory=list)
    open: dict[str, str] = field(default_factory=dict)
    for_a_person: list[ForAPerson] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def whole(self) -> Lines[int]:
        """The lines in whole numbers. Raises TypeError when an amount is a span."""
        return Lines(
            _int(self.couple),
            _int(self.community),
            _int(self.surplus),
            [ChildLine(about, _int(a), _int(d), _int(lunch)) for about, a, d, lunch in self.children],
            [CostLine(about, rule, _int(k), _int(a), _int(over)) for about, rule, k, a, over in self.costs],
            [
                IncomeLine(about, rule, treatment, _int(n[0]), _int(n[1]), _int(n[2]), _int(n[3]))
                for about, rule, treatment, n in self.incomes
            ],
        )

    def spans(self) -> Lines[Span]:
        """The lines as spans."""
        of = Span.of
        return Lines(
            of(self.couple),
            of(self.community),
            of(self.surplus),
            [ChildLine(about, of(a), of(d), of(lunch)) for about, a, d, lunch in self.children],
            [CostLine(about, rule, of(k), of(a), of(over)) for about, rule, k, a, over in self.costs],
            [
                IncomeLine(about, rule, treatment, of(n[0]), of(n[1]), of(n[2]), of(n[3]))
                for about, rule, treatment, n in self.incomes
            ],
        )


def _int(number: Number) -> int:
    if isinstance(number, int):
        return number
    raise TypeError("a span is no whole number")


def _up_to(amount: Number) -> Span:
    return Span(0, amount if isinstance(amount, int) else amount.high)


def _sum(amounts: Iterable[Number]) -> Number:
    total: Number = 0
    for amount in amounts:
        total = total + amount
    return total


def prepared(household: Household, p: Parameters) -> Draft:
    """Sort the facts of a household into lines."""
    draft = Draft()
    members = _people(household, p, draft)
    if household.community_persons is not None:
        draft.community = _or_span(draft, household.community_persons, "community.persons", Span(1, MAX_PERSONS))
    _costs(household, p, draft)
    _incomes(household, p, draft, members)
    if p.guidelines.count_surplus:
        draft.surplus = _or_span(draft, household.surplus_last_month, "surplus_last_month", ANY)
    return draft


def _or_span(draft: Draft, value: int | Unknown, path: str, span: Span) -> Number:
    if isinstance(value, Unknown):
        draft.open[path] = value.reason
        return span
    return value


def _yes_no(draft: Draft, value: bool | Unknown, path: str) -> Number:
    if isinstance(value, Unknown):
        draft.open[path] = value.reason
        return MAYBE
    return int(value)


@dataclass(slots=True)
class _Person:
    """A member as the income rules see it."""

    place: int
    member: Member
    age: Number
    may_be_child: bool
    may_be_adult: bool


def _people(household: Household, p: Parameters, draft: Draft) -> dict[str, _Person]:
    found: dict[str, _Person] = {}
    adults = doubtful = 0
    children: list[tuple[int, str, Member]] = []
    for member in household.members:
        if member.role == "child":
            children.append((0 if isinstance(member.born, Unknown) else member.born.toordinal(), member.id, member))
        elif isinstance(member.role, Unknown):
            draft.open[f"members.{member.id}.role"] = member.role.reason
            doubtful += 1
            children.append((0, member.id, member))
        else:
            adults += 1
            _adult(member, p, draft)
            found[member.id] = _Person(1 if member.role == "co_applicant" else 0, member, 0, False, True)
    low, high = max(adults, 1), min(adults + doubtful, 2)
    draft.couple = low - 1 if low >= high else Span(low - 1, high - 1)
    children.sort()
    for place, (_, name, member) in enumerate(children, 2):
        found[name] = _Person(place, member, _child(member, p, draft), True, member.role != "child")
    return found


def _age(member: Member, p: Parameters) -> int | None:
    born = member.born
    if isinstance(born, Unknown):
        return None
    return norm_rules.age(INTS, p.age_day, born.year, born.month, born.day)


def _adult(member: Member, p: Parameters, draft: Draft) -> None:
    born = member.born
    if isinstance(born, Unknown):
        draft.open[f"members.{member.id}.born"] = born.reason
    elif p.month.year - born.year <= p.majority and (_age(member, p) or 0) < p.majority:
        draft.for_a_person.append(ForAPerson("adult_under_age", member.id, "", 0))


def _child(member: Member, p: Parameters, draft: Draft) -> Number:
    """Write the child's line; its age, for the rules of incomes."""
    path, born = f"members.{member.id}", member.born
    known = _age(member, p)
    if isinstance(born, Unknown):
        draft.open[f"{path}.born"] = born.reason
    elif born > p.month.last_day:
        draft.left_out.append(LeftOut("members", member.id, "", 0, "unborn"))
        draft.children.append((member.id, 0, 0, 1))
        return 0
    age: Number = Span(0, p.pupil_until) if known is None else known
    days = _or_span(draft, member.days, f"{path}.days", Span(0, WHOLE_MONTH))
    if isinstance(days, int) and days >= min(p.month.days, WHOLE_MONTH):
        days = WHOLE_MONTH
    if not isinstance(member.role, str) or (known is None or known >= p.majority):
        days = _days_of_one_of_age(member, known, days, p, draft)
    lunch: Number = 1
    if known is None or known < LUNCH_UNTIL:
        lunch = _yes_no(draft, member.lunch_at_home, f"{path}.lunch_at_home")
    draft.children.append((member.id, age, days, lunch))
    return age


def _days_of_one_of_age(member: Member, known: int | None, days: Number, p: Parameters, draft: Draft) -> Number:
    """One who is of age counts with the parents only as a pupil under 21; whoever may not be a child, perhaps."""
    if isinstance(member.role, Unknown):
        return _up_to(days)
    if known is None:
        if member.in_school is not True:
            days = _up_to(days)
            _yes_no(draft, member.in_school, f"members.{member.id}.in_school")
        return _up_to(days)
    if known < p.pupil_until and member.in_school is True:
        return days
    if known < p.pupil_until and isinstance(member.in_school, Unknown):
        draft.open[f"members.{member.id}.in_school"] = member.in_school.reason
        return _up_to(days)
    draft.for_a_person.append(ForAPerson("child_of_age", member.id, "", 0))
    return _up_to(days)


def _costs(household: Household, p: Parameters, draft: Draft) -> None:
    if isinstance(household.costs, Unknown):
        draft.open["costs"] = household.costs.reason
        draft.costs.append(("", cost_rules.UNKNOWN_KIND, ANY_COST, ANY, NEVER_TOLERATED))
        return
    groups: dict[int, list[tuple[str, Number]]] = {}
    for cost in household.costs:
        _cost(cost, household, p, draft, groups)
    for code in sorted(groups):
        lines = groups[code]
        if len(lines) == 1:
            about, amount = lines[0]
        else:
            about, amount = " ".join(sorted(name for name, _ in lines)), _sum(ore for _, ore in lines)
        over: Number = NEVER_TOLERATED
        if code == RENT:
            over = _or_span(
                draft, household.housing.months_over_ceiling, "housing.months_over_ceiling", Span(0, LONGEST)
            )
        draft.costs.append((about, cost_rules.COST_RULES[code], code, amount, over))


def _cost(
    cost: Cost, household: Household, p: Parameters, draft: Draft, groups: dict[int, list[tuple[str, Number]]]
) -> None:
    kind, path = cost.kind, f"costs.{cost.id}"
    amount = _or_span(draft, cost.amount, f"{path}.amount", ANY)
    if isinstance(cost.due, Unknown):
        draft.open[f"{path}.due"] = cost.due.reason
        amount = _up_to(amount)
    elif cost.due is not None and not p.due[0] <= Month.of(cost.due) <= p.due[1]:
        name = "" if isinstance(kind, Unknown) else kind
        draft.left_out.append(LeftOut("costs", cost.id, name, amount, "due", Month.of(cost.due)))
        return
    if isinstance(kind, Unknown):
        draft.open[f"{path}.kind"] = kind.reason
        draft.costs.append((cost.id, cost_rules.UNKNOWN_KIND, ANY_COST, _up_to(amount), Span(0, NEVER_TOLERATED)))
        return
    code = COST_CODES.get(kind)
    if code is None or p.guidelines.treatment[kind] == "person":
        draft.for_a_person.append(ForAPerson("cost_kind", cost.id, kind, amount))
        amount = _up_to(amount)
    elif cost.evidence is not True:
        above = p.guidelines.evidence_above[kind]
        if above is not None and (amount if isinstance(amount, int) else amount.high) > above:
            draft.for_a_person.append(ForAPerson("evidence", cost.id, kind, amount))
            amount = _up_to(amount)
    if code is None:
        draft.costs.append((cost.id, cost_rules.NOT_LISTED, OTHER, amount, 0))
        return
    if code == RENT and household.housing.form != "rented":
        code = _rent_of_another_form(cost, household, draft, amount)
        if code is None:
            return
    groups.setdefault(code, []).append((cost.id, amount))


def _rent_of_another_form(cost: Cost, household: Household, draft: Draft, amount: Number) -> int | None:
    """The rent of a lodger has the lodger's ceiling; None when nobody knows how the household lives."""
    form = household.housing.form
    if isinstance(form, Unknown):
        draft.open["housing.form"] = form.reason
        over = _or_span(draft, household.housing.months_over_ceiling, "housing.months_over_ceiling", Span(0, LONGEST))
        rents = Span(min(RENT, LODGER_RENT), max(RENT, LODGER_RENT))
        alone = [it.kind for it in _known(household.costs)].count("rent") == 1 and not any(
            it.kind == "lodger_rent" for it in _known(household.costs)
        )
        months = Span.of(over).hull(NEVER_TOLERATED)
        draft.costs.append((cost.id, cost_rules.COST_RULES[RENT], rents, amount if alone else _up_to(amount), months))
        return None
    return LODGER_RENT if form == "lodger" else RENT


def _known(lines: tuple[Cost, ...] | Unknown) -> tuple[Cost, ...]:
    return () if isinstance(lines, Unknown) else lines


def _incomes(household: Household, p: Parameters, draft: Draft, people: dict[str, _Person]) -> None:
    if isinstance(household.incomes, Unknown):
        draft.open["incomes"] = household.incomes.reason
        draft.incomes.append(("", income_rules.UNKNOWN_KIND, "plain", (ANY, 0, 0, 0)))
        return
    groups: dict[tuple[int, str, str], list[_Line]] = {}
    for income in household.incomes:
        _income(income, p, draft, people, groups)
    for key in sorted(groups):
        _, treatment, name = key
        lines = groups[key]
        if treatment == "employment":
            _work(people[name], lines, household, p, draft)
        else:
            _plain(lines, draft)


def _plain(lines: list[_Line], draft: Draft) -> None:
    kind = lines[0][1]
    rule = income_rules.INCOME_RULES[kind if kind in INCOME_KINDS else "other"]
    draft.incomes.append((_about(lines), rule, "plain", (_sum(line[2] for line in lines), 0, 0, 0)))


def _about(lines: list[_Line]) -> str:
    return lines[0][0] if len(lines) == 1 else " ".join(sorted(line[0] for line in lines))


def _income(
    income: Income,
    p: Parameters,
    draft: Draft,
    people: dict[str, _Person],
    groups: dict[tuple[int, str, str], list[_Line]],
) -> None:
    kind, paid, path = income.kind, income.paid, f"incomes.{income.id}"
    known = None if isinstance(kind, Unknown) else INCOME_KINDS.get(kind)
    if known is not None and known.treatment == "not_counted":
        amount = ANY if isinstance(income.amount, Unknown) else income.amount
        draft.left_out.append(LeftOut("incomes", income.id, known.id, amount, "kind"))
        return
    if not isinstance(paid, Unknown) and (paid.year != p.control.year or paid.month != p.control.month):
        amount = ANY if isinstance(income.amount, Unknown) else income.amount
        name = "" if isinstance(kind, Unknown) else kind
        draft.left_out.append(LeftOut("incomes", income.id, name, amount, "month", Month.of(paid)))
        return
    amount = _or_span(draft, income.amount, f"{path}.amount", ANY)
    if isinstance(paid, Unknown):
        draft.open[f"{path}.paid"] = paid.reason
        amount = _up_to(amount)
    person = people[income.member]
    if isinstance(kind, Unknown):
        draft.open[f"{path}.kind"] = kind.reason
        draft.incomes.append((income.id, income_rules.UNKNOWN_KIND, "plain", (_up_to(amount), 0, 0, 0)))
    elif known is None or known.treatment == "person":
        draft.for_a_person.append(ForAPerson("income_kind", income.id, kind, amount))
        groups.setdefault((person.place, f"plain {kind}", income.member), []).append((income.id, kind, _up_to(amount)))
    else:
        if known.taxed and income.net is not True:
            net = income.net
            draft.open[f"{path}.net"] = net.reason if isinstance(net, Unknown) else "beloppet är före skatt"
            amount = _up_to(amount)
        treatment = "employment" if known.treatment == "employment" else f"plain {kind}"
        groups.setdefault((person.place, treatment, income.member), []).append((income.id, kind, amount))


def _work(person: _Person, lines: list[_Line], household: Household, p: Parameters, draft: Draft) -> None:
    """Income from employment: a child's own, or an adult's with or without the special calculation rule."""
    kinds = {line[1] for line in lines}
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    about, amount = _about(lines), _sum(line[2] for line in lines)
    if person.may_be_child:
        childs = _is_childs_work(person, p, draft)
        earned: Number = 0
        if childs != 0 and p.guidelines.count_childrens_earnings:
            path = f"members.{person.member.id}.earned_earlier_this_year"
            earned = _or_span(draft, person.member.earned_earlier_this_year, path, ANY)
        if person.may_be_adult:
            amount = _up_to(amount)
        rule = income_rules.CHILDS_WORK_RULES[kind] if kind else income_rules.CHILDS_WORK
        draft.incomes.append((about, rule, "childs_work", (amount, 0, childs, earned)))
        return
    eligible = _is_eligible(person.member.id, household, p, draft)
    if eligible == 0:
        for one in sorted(kinds):
            _plain([line for line in lines if line[1] == one], draft)
        return
    rule = income_rules.EMPLOYMENT_RULES[kind] if kind else income_rules.EMPLOYMENT
    draft.incomes.append((about, rule, "employment", (amount, eligible, 0, 0)))


def _is_childs_work(person: _Person, p: Parameters, draft: Draft) -> Number:
    if person.may_be_adult:
        return MAYBE
    member, path = person.member, f"members.{person.member.id}"
    at_home = _yes_no(draft, member.living_at_home, f"{path}.living_at_home")
    in_school: Number = 0
    if not isinstance(person.age, int) or p.majority <= person.age < p.pupil_until:
        in_school = _yes_no(draft, member.in_school, f"{path}.in_school")
    if isinstance(person.age, int) and isinstance(at_home, int) and isinstance(in_school, int):
        return income_rules.is_childs_work(INTS, p, person.age, in_school, at_home)
    return income_rules.is_childs_work(SPANS, p, Span.of(person.age), Span.of(in_school), Span.of(at_home))


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
            return income_rules.special_rule_applies(INTS, p, 0, since)
    in_row = _or_span(draft, history.assistance_months_in_row, f"{path}.assistance_months_in_row", Span(0, LONGEST))
    if isinstance(in_row, int) and isinstance(since, int):
        return income_rules.special_rule_applies(INTS, p, in_row, since)
    found = income_rules.special_rule_applies(SPANS, p, Span.of(in_row), Span.of(since))
    return found.low if found.is_exact else found
