"""One person's incomes, changes of the minimum amount and housing cost, as lines."""

from collections.abc import Sequence
from typing import Any, Final

from andrum.law.home_care_fee.draft import MOST_TIMES, SPANS, Draft, LeftOut, up_to
from andrum.law.home_care_fee.household import FeeChange, FeeHousing, FeeIncome, FeePerson
from andrum.law.home_care_fee.kinds import FEE_KINDS, INCOME_PLACES
from andrum.law.home_care_fee.lines import ChangeLine, HousingLine, IncomeLine
from andrum.law.home_care_fee.parameters import MOST_SHARING
from andrum.law.home_care_fee.rules import fee_base, housing, minimum
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.open_facts import ANY, Number
from andrum.law.vocabulary.spans import UNBOUNDED, Span
from andrum.law.vocabulary.trace import Rule

OTHER: Final = INCOME_PLACES["other"]
EITHER_WAY: Final = Span(-UNBOUNDED, UNBOUNDED)
RULES: Final = {
    "person": (fee_base.INCOME_RULES, minimum.CHANGE_RULES, housing.HOUSING_RULES, fee_base.UNKNOWN_KIND,
               minimum.UNKNOWN_CHANGE),
    "partner": (fee_base.PARTNERS_INCOME_RULES, minimum.PARTNERS_CHANGE_RULES, housing.PARTNERS_HOUSING_RULES,
                fee_base.PARTNERS_UNKNOWN_KIND, minimum.PARTNERS_UNKNOWN_CHANGE),
}  # fmt: skip
COUNTED: Final[dict[str, dict[str | Unknown, tuple[Rule, int, bool]]]] = {
    who: {
        kind.id: (rules[0][kind.id], INCOME_PLACES[kind.id], kind.taxed)
        for kind in FEE_KINDS.incomes.values()
        if kind.treatment == "counted"
    }
    for who, rules in RULES.items()
}
"""Incomes that count without a person weighing them: rule, place, and whether only the amount after tax is right."""

NO_COST: Final = frozenset({"special_housing_fee", "none"})


def incomes_of(person: FeePerson, path: str, draft: Draft) -> Sequence[IncomeLine[Any]]:
    """The lines of all incomes, by key."""
    incomes = person.incomes
    if isinstance(incomes, Unknown):
        draft.open[f"{path}.incomes"] = incomes.reason
        return (IncomeLine("", RULES[path][3], OTHER, ANY, 12),)
    found: list[IncomeLine[Any]] = []
    plain = COUNTED[path]
    for income in incomes:
        entry, amount, times = plain.get(income.kind), income.amount, income.times
        if (
            entry is not None
            and isinstance(amount, int)
            and isinstance(times, int)
            and (income.net is True or not entry[2])
        ):
            found.append(IncomeLine(income.id, entry[0], entry[1], amount, times))
        else:
            found.extend(_income(income, path, draft))
    if len(found) > 1:
        found.sort(key=_about)
    return found


def _about(line: Any) -> str:  # noqa: ANN401 - any line
    about: str = line.about
    return about


def _income(income: FeeIncome, path: str, draft: Draft) -> Sequence[IncomeLine[Any]]:
    """An income that does not plainly count."""
    kind, place = income.kind, f"{path}.incomes.{income.id}"
    known = None if isinstance(kind, Unknown) else FEE_KINDS.incomes.get(kind)
    if known is not None and known.treatment == "not_counted":
        amount: Number = ANY if isinstance(income.amount, Unknown) else income.amount
        draft.left_out.append(LeftOut("incomes", income.id, known.words, amount, known.why_not))
        return ()
    amount = draft.known_or(income.amount, f"{place}.amount", ANY)
    times = draft.known_or(income.times, f"{place}.times", Span(0, MOST_TIMES))
    if isinstance(kind, Unknown):
        draft.open[f"{place}.kind"] = kind.reason
        return (IncomeLine(income.id, RULES[path][3], OTHER, up_to(amount), times),)
    if known is None or known.treatment == "person":
        rule = RULES[path][0][known.id if known else "other"]
        return (IncomeLine(income.id, rule, OTHER, draft.weigh("income_kind", income.id, kind, amount), times),)
    if known.taxed and income.net is not True:
        draft.open[f"{place}.net"] = income.net.reason if isinstance(income.net, Unknown) else "beloppet är före skatt"
        amount = up_to(amount)
    return (IncomeLine(income.id, RULES[path][0][known.id], INCOME_PLACES[known.id], amount, times),)


def changes_of(person: FeePerson, path: str, draft: Draft) -> Sequence[ChangeLine[Any]]:
    """The lines of all changes of the minimum amount, by key."""
    changes = person.changes
    if isinstance(changes, Unknown):
        draft.open[f"{path}.changes"] = changes.reason
        return (ChangeLine("", RULES[path][4], EITHER_WAY),)
    if not changes:
        return ()
    found = [line for change in changes for line in _change(change, path, draft)]
    found.sort(key=_about)
    return found


def _change(change: FeeChange, path: str, draft: Draft) -> Sequence[ChangeLine[Any]]:
    kind, place = change.kind, f"{path}.changes.{change.id}"
    known = None if isinstance(kind, Unknown) else FEE_KINDS.changes.get(kind)
    if known is not None and not known.sign:
        draft.left_out.append(LeftOut("changes", change.id, known.words, 0, known.why_not))
        return ()
    given: int | Unknown | None = change.amount
    if given is None and known is not None:
        given = draft.p.guidelines.standard[known.id]
    amount = draft.known_or(Unknown("beloppet saknas") if given is None else given, f"{place}.amount", ANY)
    if isinstance(kind, Unknown):
        draft.open[f"{place}.kind"] = kind.reason
        most = Span.of(amount).high
        return (ChangeLine(change.id, RULES[path][4], Span(-most, most)),)
    if known is None:
        return (ChangeLine(change.id, RULES[path][4], draft.weigh("change_kind", change.id, kind, amount)),)
    rule = RULES[path][1][known.id]
    if draft.p.guidelines.treatment[known.id] == "person":
        return (ChangeLine(change.id, rule, draft.weigh("change_kind", change.id, kind, amount * known.sign)),)
    if known.sign < 0:
        return (ChangeLine(change.id, rule, amount * -1),)
    return _rise(change, rule, amount, place, draft)


def _rise(
    change: FeeChange, rule: Any, amount: Number, place: str, draft: Draft  # noqa: ANN401 - a Rule
) -> Sequence[ChangeLine[Any]]:  # fmt: skip
    """32 kap. 9 §: a lasting need of an amount that is not insignificantly higher; the municipality draws the line."""
    least = draft.p.guidelines.raise_from
    if change.lasting is False or Span.of(amount).high < least:
        why = "är inte varaktigt" if change.lasting is False else "är inte ett oväsentligt högre belopp"
        words = FEE_KINDS.changes[str(change.kind)].words
        draft.left_out.append(LeftOut("changes", change.id, words, amount, why))
        return ()
    counted: Number = amount
    if not isinstance(amount, int) and amount.low < least:
        counted = SPANS.choose(amount >= least, amount, 0)
    if isinstance(change.lasting, Unknown):
        draft.open[f"{place}.lasting"] = change.lasting.reason
        counted = up_to(counted)
    return (ChangeLine(change.id, rule, counted),)


def housing_of(person: FeePerson, path: str, draft: Draft) -> tuple[Sequence[HousingLine[Any]], Number]:
    """The parts of the housing cost, and how many share it."""
    home, rules = person.housing, RULES[path][2]
    form, place = home.form, f"{path}.housing"
    if form in NO_COST:
        return (HousingLine("", rules[housing.RENT], housing.RENT, 0),), 1
    if isinstance(form, Unknown):
        draft.open[f"{place}.form"] = form.reason
        return (HousingLine("", rules[housing.RENT], housing.RENT, ANY),), 1
    shared = _shared_by(home, place, draft)
    if form == "other":
        rent = ANY if isinstance(home.rent, Unknown) else home.rent
        amount = draft.weigh("housing_form", person.id, form, rent)
        return (HousingLine("", rules[housing.RENT], housing.RENT, amount),), shared
    names: tuple[tuple[str, int], ...] = (("rent", housing.RENT),)
    if form == "owned_house":
        names = (("interest", housing.INTEREST), ("ground_rent", housing.GROUND_RENT),
                 ("property_fee", housing.PROPERTY_FEE), ("area", housing.RUNNING))  # fmt: skip
    elif form == "owned_flat":
        names = (("rent", housing.RENT), ("interest", housing.INTEREST))
    lines = [_part(path, person, name, number, draft) for name, number in names]
    if form != "owned_house":
        included = draft.yes_no(home.electricity_included, f"{place}.electricity_included")
        if included != 0:
            lines.append(HousingLine("", rules[housing.ELECTRICITY], housing.ELECTRICITY, included * -1))
    return lines, shared


def _part(path: str, person: FeePerson, name: str, number: int, draft: Draft) -> HousingLine[Any]:
    most = Span(0, 10_000) if number == housing.RUNNING else ANY
    amount = draft.known_or(getattr(person.housing, name), f"{path}.housing.{name}", most)
    return HousingLine("", RULES[path][2][number], number, amount)


def _shared_by(home: FeeHousing, place: str, draft: Draft) -> Number:
    """How many share the cost; a couple that lives together is two, when nothing else is said."""
    if home.shared_by is None:
        return draft.together + 1
    return draft.known_or(home.shared_by, f"{place}.shared_by", Span(1, MOST_SHARING))
