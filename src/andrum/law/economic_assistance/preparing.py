"""From the facts of a household to the lines that the rules read, with every unknown fact met on the way.

A fact that is unknown becomes the span of what it may be; what a person must weigh becomes a span from nothing to all.
"""

from typing import Any, Final

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.draft import ANY_COST, INTS, LONGEST, Draft, ForAPerson, LeftOut, up_to
from andrum.law.economic_assistance.household import Cost, Household, Member
from andrum.law.economic_assistance.kinds import COST_CODES
from andrum.law.economic_assistance.lines import NEVER_TOLERATED, ChildLine, CostLine
from andrum.law.economic_assistance.norm_tables import LUNCH_UNTIL
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.preparing_incomes import Earner, prepare_incomes
from andrum.law.economic_assistance.rules import costs as cost_rules
from andrum.law.economic_assistance.rules import norm as norm_rules
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.json_schema import MAX_PERSONS
from andrum.law.vocabulary.open_facts import ANY, Number
from andrum.law.vocabulary.spans import Span

WHOLE_MONTH: Final = norm_rules.WHOLE_MONTH
OTHER: Final = COST_CODES["other"]
RENT: Final = COST_CODES["rent"]
LODGER_RENT: Final = COST_CODES["lodger_rent"]
Groups = dict[int, CostLine[Any]]


def prepared(household: Household, p: Parameters) -> Draft:
    """Sort the facts of a household into lines."""
    draft = Draft()
    earners = _people(household, p, draft)
    if household.community_persons is not None:
        draft.community = draft.known_or(household.community_persons, "community.persons", Span(1, MAX_PERSONS))
    _costs(household, p, draft)
    prepare_incomes(household, p, draft, earners)
    if p.guidelines.count_surplus:
        draft.surplus = draft.known_or(household.surplus_last_month, "surplus_last_month", ANY)
    return draft


def _people(household: Household, p: Parameters, draft: Draft) -> dict[str, Earner]:
    found: dict[str, Earner] = {}
    adults = doubtful = 0
    children: list[tuple[int, str, Member]] = []
    for member in household.members:
        role = member.role
        if role == "applicant" or role == "co_applicant":  # noqa: PLR1714 - told apart by the type checker
            adults += 1
            born = member.born
            if isinstance(born, Unknown) or born > p.of_age_before:
                _adult(member, p, draft)
            found[member.id] = (adults if role == "co_applicant" else 0, member, 0, "adult")
            continue
        if isinstance(role, Unknown):
            draft.open[f"members.{member.id}.role"] = role.reason
            doubtful += 1
        born = member.born
        children.append((0 if isinstance(born, Unknown) else born.toordinal(), member.id, member))
    low, high = max(adults, 1), min(adults + doubtful, 2)
    draft.couple = low - 1 if low >= high else Span(low - 1, high - 1)
    children.sort()
    for place, (_, name, member) in enumerate(children, 3):
        age = _child(member, p, draft)
        found[name] = (place, member, age, "child" if member.role == "child" else "unknown")
    return found


def _age(member: Member, p: Parameters) -> int | None:
    """The age on the month's day, remembered by day of birth."""
    born = member.born
    if isinstance(born, Unknown):
        return None
    known = p.ages.get(born)
    if known is None:
        known = p.ages[born] = norm_rules.age(INTS, p.age_day, born.year, born.month, born.day)
    return known


def _adult(member: Member, p: Parameters, draft: Draft) -> None:
    born = member.born
    if isinstance(born, Unknown):
        draft.open[f"members.{member.id}.born"] = born.reason
    elif (_age(member, p) or 0) < p.majority:
        draft.for_a_person.append(ForAPerson("adult_under_age", member.id, "", 0))


def _child(member: Member, p: Parameters, draft: Draft) -> Number:
    """Write the child's line; its age, for the rules of incomes."""
    name, born = member.id, member.born
    known = _age(member, p)
    if isinstance(born, Unknown):
        draft.open[f"members.{name}.born"] = born.reason
    elif born > p.age_day and born > p.month.last_day:
        draft.left_out.append(LeftOut("members", name, "", 0, "unborn"))
        draft.children.append(ChildLine(name, 0, 0, 1))
        return 0
    age: Number = Span(0, p.pupil_until) if known is None else known
    days = _days(member, p, draft)
    if member.role != "child" or known is None or known >= p.majority:
        days = _days_of_one_of_age(member, known, days, p, draft)
    lunch: Number = 1
    if known is None or known < LUNCH_UNTIL:
        lunch = draft.yes_no(member.lunch_at_home, f"members.{name}.lunch_at_home")
    draft.children.append(ChildLine(name, age, days, lunch))
    return age


def _days(member: Member, p: Parameters, draft: Draft) -> Number:
    """Days here of 30; every day of a shorter month is the whole month too."""
    days = member.days
    if isinstance(days, Unknown):
        draft.open[f"members.{member.id}.days"] = days.reason
        return Span(0, WHOLE_MONTH)
    return WHOLE_MONTH if days >= p.days else days


def _days_of_one_of_age(member: Member, known: int | None, days: Number, p: Parameters, draft: Draft) -> Number:
    """One who is of age counts with the parents only as a pupil under 21; whoever may not be a child, perhaps."""
    if isinstance(member.role, Unknown):
        return up_to(days)
    is_young = known is None or known < p.pupil_until
    if is_young and isinstance(member.in_school, Unknown):
        draft.open[f"members.{member.id}.in_school"] = member.in_school.reason
        return up_to(days)
    if known is None:
        return up_to(days)
    if is_young and member.in_school is True:
        return days
    draft.for_a_person.append(ForAPerson("child_of_age", member.id, "", 0))
    return up_to(days)


def _costs(household: Household, p: Parameters, draft: Draft) -> None:
    costs = household.costs
    if isinstance(costs, Unknown):
        draft.open["costs"] = costs.reason
        draft.costs.append(CostLine("", cost_rules.UNKNOWN_KIND, ANY_COST, ANY, NEVER_TOLERATED))
        return
    groups: Groups = {}
    first, last = p.due
    is_rented = household.housing.form == "rented"
    for cost in costs:
        kind, amount, due = cost.kind, cost.amount, cost.due
        code = None if isinstance(kind, Unknown) else COST_CODES.get(kind)
        if (
            code is not None
            and isinstance(amount, int)
            and cost.evidence is True
            and p.accepted[code]
            and (due is None or (not isinstance(due, Unknown) and first <= due.year * 12 + due.month <= last))
            and (code != RENT or is_rented)
        ):
            _add(groups, code, cost.id, amount)
        else:
            _cost(cost, household, p, draft, groups)
    if RENT in groups:
        groups[RENT].months_over = _months_over(household, draft)
    draft.costs.sort(key=lambda line: line.about)
    for code in sorted(groups):
        line = groups[code]
        if " " in line.about:
            line.about = " ".join(sorted(line.about.split(" ")))
        draft.costs.append(line)


def _add(groups: Groups, code: int, about: str, amount: Number) -> None:
    """Costs of one kind are one line: the ceiling is for all of them together."""
    line = groups.get(code)
    if line is None:
        groups[code] = CostLine(about, cost_rules.COST_RULES[code], code, amount, NEVER_TOLERATED)
    else:
        line.about = f"{line.about} {about}"
        line.applied = line.applied + amount


def _months_over(household: Household, draft: Draft) -> Number:
    return draft.known_or(household.housing.months_over_ceiling, "housing.months_over_ceiling", Span(0, LONGEST))


def _cost(cost: Cost, household: Household, p: Parameters, draft: Draft, groups: Groups) -> None:
    """A cost that is not plainly accepted."""
    kind, path, due = cost.kind, f"costs.{cost.id}", cost.due
    amount: Number = ANY if isinstance(cost.amount, Unknown) else cost.amount
    if due is not None and not isinstance(due, Unknown) and not p.due[0] <= due.year * 12 + due.month <= p.due[1]:
        name = "" if isinstance(kind, Unknown) else kind
        draft.left_out.append(LeftOut("costs", cost.id, name, amount, "due", Month.of(due)))
        return
    draft.known_or(cost.amount, f"{path}.amount", ANY)
    if isinstance(due, Unknown):
        draft.open[f"{path}.due"] = due.reason
        amount = up_to(amount)
    if isinstance(kind, Unknown):
        draft.open[f"{path}.kind"] = kind.reason
        months = Span(0, NEVER_TOLERATED)
        draft.costs.append(CostLine(cost.id, cost_rules.UNKNOWN_KIND, ANY_COST, up_to(amount), months))
        return
    code = COST_CODES.get(kind)
    amount = _what_a_person_weighs(cost, kind, amount, p, draft)
    if code is None:
        draft.costs.append(CostLine(cost.id, cost_rules.NOT_LISTED, OTHER, amount, 0))
    elif code == RENT and isinstance(household.housing.form, Unknown):
        draft.open["housing.form"] = household.housing.form.reason
        draft.costs.append(_rent_of_unknown_form(cost, household, draft, amount))
    else:
        code = LODGER_RENT if code == RENT and household.housing.form == "lodger" else code
        _add(groups, code, cost.id, amount)


def _what_a_person_weighs(cost: Cost, kind: str, amount: Number, p: Parameters, draft: Draft) -> Number:
    """The cost as it is when its kind is accepted with the evidence at hand; else from nothing to all of it."""
    code = COST_CODES.get(kind)
    if code is None or not p.accepted[code]:
        draft.for_a_person.append(ForAPerson("cost_kind", cost.id, kind, amount))
        return up_to(amount)
    above = p.guidelines.evidence_above[kind]
    if cost.evidence is not True and above is not None and Span.of(amount).high > above:
        draft.for_a_person.append(ForAPerson("evidence", cost.id, kind, amount))
        return up_to(amount)
    return amount


def _rent_of_unknown_form(cost: Cost, household: Household, draft: Draft, amount: Number) -> CostLine[Span]:
    """The rent of a tenant or of a lodger; with other rents beside it their ceiling may be used up already."""
    costs = () if isinstance(household.costs, Unknown) else household.costs
    others = [it for it in costs if it is not cost and (isinstance(it.kind, Unknown) or "rent" in it.kind)]
    months = Span.of(_months_over(household, draft)).hull(NEVER_TOLERATED)
    rents = Span(min(RENT, LODGER_RENT), max(RENT, LODGER_RENT))
    applied = up_to(amount) if others else Span.of(amount)
    return CostLine(cost.id, cost_rules.COST_RULES[RENT], rents, applied, months)
