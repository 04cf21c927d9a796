"""The checks of a run: everything that must be true before a case may be decided without a person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from andrum.automation.domain.answers import Answers, Paid, payer_agency
from andrum.automation.domain.matching import Difference
from andrum.automation.domain.parameter_files import IncomeCodes, Limits
from andrum.automation.domain.reasons import Reason, whole_kronor
from andrum.automation.domain.register_answers import AGENCY_WORDS, Agency
from andrum.kernel.periods import Month, age_on
from andrum.law.service import Assessment, Outcome

JSON = object
HOUSEHOLD_PAGES: Final = {"co_applicant": "vem du bor med", "children": "barnen", "others": "andra i bostaden"}
CHECKING: Final = (Agency.AF, Agency.SKV, Agency.TNS, Agency.MIV)
"""Agencies that pay nothing but tell what a check needs."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that the checks look at, as plain values.

    ``facts`` holds the value that counts of each fact. ``earlier_decision`` is True when a person, or the automation,
    has granted for one of the months before. ``draw`` is True when the case is drawn for the check of evidence.
    ``today`` is the day of the run: what is paid later in the control month is not known yet.
    """

    kind: str
    month: str
    facts: Mapping[str, JSON]
    members: Sequence[str]
    is_protected: bool
    safety_concern: bool
    earlier_decision: bool
    decided_already: bool
    household_changed: bool
    draw: bool
    is_closed: bool = False
    is_withdrawn: bool = False
    today: date = date.max
    has_unread_message: bool = False
    by_caseworker: tuple[str, ...] = ()
    answers: Answers = field(default_factory=lambda: Answers({}))
    differences: Sequence[Difference] = ()


def about_the_case(case: Case) -> Iterator[Reason]:
    """What the case is, before any amount is looked at."""
    if case.is_protected:
        yield Reason("protected_identity", "Någon i ärendet har skyddade personuppgifter.")
    if case.safety_concern or case.facts.get("safety.concern") is True:
        yield Reason("safety_concern", "Det finns oro för någons säkerhet.", ("safety.concern",))
    if case.facts.get("children.needs_flagged") is True:
        yield Reason("children_needs", "Barnen kan behöva något särskilt.", ("children.needs_flagged",))
    yield from _wishes(case)
    yield from _standing(case)
    if case.kind != "continued":
        yield Reason("new_application", "Det är en ny ansökan.", ("application.kind",))
    elif not case.earlier_decision:
        yield Reason("no_earlier_decision", "Ingen av de närmast föregående månaderna är beviljad.")
    yield from _changes(case)
    if case.by_caseworker:
        yield Reason("caseworker_fact", "En handläggare har ändrat uppgifter för månaden.", case.by_caseworker)
    if case.draw:
        yield Reason("evidence_check", "Ansökan är lottad till kontroll av underlag.")


def _standing(case: Case) -> Iterator[Reason]:
    if case.is_withdrawn:
        yield Reason("withdrawn", "Ansökan är återtagen.")
    if case.is_closed:
        yield Reason("matter_closed", "Ärendet är avslutat.")
    if case.decided_already:
        yield Reason("already_decided", "Månaden har redan ett beslut. Skriv av ärendet, eller ompröva beslutet.")
    control = Month.parse(case.month).shift(-1)
    if case.today <= control.last_day:
        yield Reason("month_not_over", f"{control.in_words.capitalize()} är inte slut: fler utbetalningar kan komma.")


def _wishes(case: Case) -> Iterator[Reason]:
    if case.facts.get("contact.wants_person") is True:
        yield Reason("person_wanted", "Den sökande vill prata med en människa.", ("contact.wants_person",))
    if case.has_unread_message:
        yield Reason("unread_message", "Den sökande har skrivit och väntar på svar.")


def _changes(case: Case) -> Iterator[Reason]:
    changed = case.facts.get("application.changed")
    pages = [str(page) for page in changed] if isinstance(changed, list) else []
    words = [HOUSEHOLD_PAGES[page] for page in pages if page in HOUSEHOLD_PAGES]
    if words or case.household_changed:
        what = f": {', '.join(words)}" if words else ""
        yield Reason("household_changed", f"Hushållet har ändrats{what}.", ("application.changed",))
    if "payout" in pages:
        yield Reason(
            "account_changed", "Pengarna ska sättas in på ett annat konto än förra gången.", ("payment.account",)
        )
    if "housing" in pages:
        yield Reason("housing_changed", "Bostaden eller vad den kostar har ändrats.", ("housing.form", "housing.rent"))


def about_registers(case: Case, limits: Limits, codes: IncomeCodes) -> Iterator[Reason]:
    """What the registers say that must be looked at, and what they did not say."""
    if not limits.is_confirmed:
        yield Reason("parameter_unconfirmed", "Kommunens gränser för automatiken är inte kontrollerade ännu.")
    for (member, agency), why in sorted(case.answers.failed.items()):
        if agency in CHECKING:
            yield Reason("register_missing", why, (f"register.{member}.{agency}",))
    for difference in case.differences:
        what = codes.words_of(difference.group)
        yield Reason(
            "income_differs",
            _difference_in_words(difference, what),
            difference.about,
            difference_asked(difference, what),
        )
    yield from _compared(case, limits, codes)
    yield from _payments(case)
    for member in case.members:
        yield from _of_member(case, member, limits)
    yield from _not_asked(case, limits)


def _difference_in_words(difference: Difference, what: str) -> str:
    registers = whole_kronor(difference.registers)
    if difference.said_of:
        return f"{what}: {registers} är uppgett för en person men utbetalt till en annan."
    if difference.said is None:
        return f"{what}: registren har {registers} som den sökande inte har uppgett."
    if not difference.registers:
        return f"{what}: den sökande uppger {whole_kronor(difference.said)}, registren har ingen utbetalning."
    return f"{what}: den sökande uppger {whole_kronor(difference.said)}, registren {registers}."


def difference_asked(difference: Difference, what: str) -> str:
    """The same to the applicant; ``ni`` where it is about another in the household."""
    registers, you = whole_kronor(difference.registers), "du" if difference.member == "a" else "ni"
    if difference.said_of:
        return f"{what}: ni har uppgett {registers} för en person, men det är utbetalt till en annan."
    if difference.said is None:
        return f"{what}: registren har {registers} som {you} inte har uppgett."
    said = f"{what}: {you} har uppgett {whole_kronor(difference.said)}"
    return f"{said}, registren har {registers if difference.registers else 'ingen utbetalning'}."


def _payments(case: Case) -> Iterator[Reason]:
    """Payments that a person must look at: of an unknown kind, corrected, or announced and not yet made."""
    for row in case.answers.paid:
        if not row.is_listed:
            what = f"Registret har en utbetalning som en handläggare måste bedöma: {_named(row)}."
            yield Reason("unknown_code", what, (f"income.{row.key}",))
        if row.corrected:
            what = f"{_named(row)}: registret har dragit tillbaka {whole_kronor(-row.corrected)}. Det är inte avräknat."
            yield Reason("register_correction", what, (f"income.{row.key}",))
    for row in case.answers.expected:
        what = f"{_named(row)}: {whole_kronor(row.amount)} är på väg men inte utbetalt."
        yield Reason("payment_expected", what, (f"register.{row.member}.{payer_agency(row.payer)}",))


def _named(row: Paid) -> str:
    return row.words or f"{AGENCY_WORDS.get(row.payer, row.payer)}, kod {row.code[:40]}"


def _not_asked(case: Case, limits: Limits) -> Iterator[Reason]:
    """Members whom the registers are not asked about though they may have incomes of their own there."""
    last = Month.parse(case.month).last_day
    for name, value in sorted(case.facts.items()):
        if not name.startswith("member.") or not isinstance(value, Mapping) or value.get("id") in case.members:
            continue
        born = _day(value.get("born"))
        age = age_on(born=born, day=last) if born else None
        if value.get("role") != "child":
            yield Reason("not_asked", "Registren är inte tillfrågade om alla vuxna i hushållet.", (name,))
        elif age is None or age >= limits.child_asked_from_age:
            yield Reason(
                "not_asked", f"Ett barn har fyllt {limits.child_asked_from_age} år. Registren är inte tillfrågade om "
                "barnets egna bidrag.", (name,),
            )  # fmt: skip


def _day(text: JSON) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _compared(case: Case, limits: Limits, codes: IncomeCodes) -> Iterator[Reason]:
    now, before = _sums(case.answers.paid), _sums(case.answers.before)
    for key in sorted({*now, *before}):
        new, old = now.get(key, 0), before.get(key, 0)
        size = abs(new - old)
        if size <= limits.change_tolerance_ore or size * 100 <= limits.change_tolerance_percent * old:
            continue
        what = "är ny" if not old else "har upphört" if not new else "har ändrats"
        agencies = sorted({payer_agency(payer) for payer in codes.payers_of(key[1]) or {key[1].partition(":")[0]}})
        yield Reason(
            "income_changed",
            f"{codes.words_of(key[1])} {what}: {whole_kronor(old)} månaden före, {whole_kronor(new)} nu.",
            tuple(f"register.{key[0]}.{agency}" for agency in agencies),
        )


def _sums(rows: Iterable[Paid]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for row in rows:
        sums[row.member, row.group] = sums.get((row.member, row.group), 0) + row.amount
    return sums


def _of_member(case: Case, member: str, limits: Limits) -> Iterator[Reason]:
    answer = case.answers.by_member.get(member)
    if answer is None:
        return
    seeks = case.facts.get("self_support.situation") == "unemployed"
    if member == "a" and seeks and answer.af.data is not None and not answer.af.data.is_job_seeker:
        yield Reason("not_job_seeker", "Den sökande säger sig söka arbete men är inte inskriven som arbetssökande.",
                     ("self_support.situation", f"register.{member}.AF"))  # fmt: skip
    if answer.skv.data is not None:
        most = max(answer.skv.data.income_ore, answer.skv.data.surplus_ore)
        if most >= limits.capital_income_ore:
            yield Reason("capital_income", f"Skatteverket har inkomst av kapital på {whole_kronor(most)}.",
                         (f"register.{member}.SKV",))  # fmt: skip
    if answer.af.data is not None and answer.af.data.is_protected and not case.is_protected:
        yield Reason("protected_identity", "Ett register säger att någon har skyddade personuppgifter.")


def about_vehicles(case: Case) -> Iterator[Reason]:
    """More vehicles in the register than are said."""
    owned = sum(len(one.tns.data.owned) for one in case.answers.by_member.values() if one.tns.data is not None)
    said = sum(
        name.startswith("asset.") and isinstance(value, Mapping) and value.get("kind") == "vehicle"
        for name, value in case.facts.items()
    )
    if owned > said:
        yield Reason("vehicle_not_said", f"Transportstyrelsen har {owned} fordon, den sökande säger {said}.",
                     tuple(f"register.{member}.TNS" for member in case.answers.by_member),
                     f"Transportstyrelsen har {owned} fordon, du har uppgett {said or 'inget'}.")  # fmt: skip


def about_assets(case: Case, limits: Limits) -> Iterator[Reason]:
    """Assets that are large together."""
    amounts = [value.get("amount") for name, value in case.facts.items()
               if name.startswith("asset.") and isinstance(value, Mapping)]  # fmt: skip
    total = sum(amount for amount in amounts if isinstance(amount, int))
    if total >= limits.large_assets_ore:
        yield Reason("large_assets", f"Tillgångarna är tillsammans {whole_kronor(total)}.", ("assets",))


def about_assessment(assessment: Assessment) -> Iterator[Reason]:
    """What the calculation says must go to a person."""
    for missing in assessment.missing:
        yield Reason("fact_missing", f"Det saknas: {missing.words}. {missing.reason}", (missing.path,))
    for found in assessment.for_a_person:
        code = {"evidence": "evidence_missing", "asset": "large_assets"}.get(found.code, "needs_weighing")
        yield Reason(code, found.words, (found.about,))
    if assessment.outcome is Outcome.DENY:
        yield Reason("refusal", "Inkomsterna räcker enligt beräkningen. Ett avslag beslutas av en handläggare.")
    elif assessment.outcome is Outcome.GRANT and assessment.capped:
        names = ", ".join(cost.words for cost in assessment.capped)
        yield Reason("partial_grant", f"Allt som söks godtas inte: {names}.",
                     tuple(key for cost in assessment.capped for key in cost.about))  # fmt: skip
    if assessment.unconfirmed:
        yield Reason("parameter_unconfirmed", "Beräkningen bygger på belopp som inte är bekräftade ännu.",
                     assessment.unconfirmed)  # fmt: skip
    if assessment.outcome is Outcome.HAND_OVER and not (
        assessment.missing or assessment.for_a_person or assessment.unconfirmed
    ):
        yield Reason("needs_weighing", "Beräkningen ger inte ett enda svar.")
