"""Whatever the registers answer: what is not known is never granted upon, and what is paid is never left out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from andrum.automation.domain import checks
from andrum.automation.domain import register_answers as registers
from andrum.automation.domain.answers import PAYERS, Answers, read_answers
from andrum.automation.domain.household import filled, household_of
from andrum.automation.domain.matching import Matched, match, said_incomes
from andrum.automation.domain.parameter_files import income_codes_for, limits_for
from andrum.automation.domain.reasons import Reason
from andrum.kernel.periods import Month
from andrum.law.service import Assessment, Outcome, assess

MONTH = Month(2026, 11)
CONTROL = MONTH.shift(-1)
NUMBER = "198503029806"
CODES, LIMITS = income_codes_for(MONTH), limits_for(MONTH)
SAID: Mapping[str, object] = {
    "application.kind": "continued", "application.changed": [], "housing.form": "rented", "housing.rent": 620_000,
    "housing.rooms": 1, "community.persons": 1,
    "member.a": {"id": "a", "role": "applicant", "born": "1985-03-02", "days": 30, "lunch_at_home": True,
                 "in_school": False, "living_at_home": True},
    "income.i1": {"id": "i1", "member": "a", "kind": "activity_support", "amount": 520_000, "paid": "2026-10-25",
                  "net": True},
    "cost.rent": {"id": "rent", "kind": "rent", "amount": 620_000, "due": "2026-11-28", "evidence": True},
    "asset.b1": {"id": "b1", "kind": "bank_account", "amount": 12_000},
}  # fmt: skip

codes = st.sampled_from([("FK", "AS"), ("FK", "FP"), ("FK", "BOB"), ("PM", "AP"), ("FK", "NYTT"), ("FK", "PROG")])
days = st.dates(date(2026, 9, 1), date(2026, 10, 31))
amounts = st.integers(0, 3_000_000)
moved = amounts | st.integers(-300_000, -1)
"""What is paid, or now and then taken back."""


def payments(payer_codes: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[registers.Payment, ...]]:
    one = st.builds(
        lambda code, paid, ore: registers.Payment(payer=code[0], code=code[1], paid=paid, net_ore=ore),
        payer_codes, days, moved,
    )  # fmt: skip
    return st.lists(one, max_size=4).map(tuple)


def part(data: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    failed = st.sampled_from(["TIMEOUT", "INTERNT_FEL"]).map(
        lambda code: registers.AgencyAnswer(error=registers.AgencyError("SSBT", code))
    )
    return data.map(lambda given: registers.AgencyAnswer(data=given)) | failed | st.just(registers.AgencyAnswer())


def _insurance(paid: tuple[registers.Payment, ...], state: str) -> registers.SocialInsurance:
    of = {name: tuple(row for row in paid if row.payer == name) for name in ("FK", "PM")}
    return registers.SocialInsurance(
        (registers.Supplier("FK", payments=of["FK"]), registers.Supplier("PM", state, of["PM"]))
    )


answers = st.builds(
    registers.RegisterAnswer,
    person_number=st.just(NUMBER), answered_at=st.just(datetime(2026, 11, 2, tzinfo=UTC)), correlation_id=st.just("x"),
    af=part(st.builds(registers.JobSeeker, is_job_seeker=st.booleans(), is_protected=st.booleans())),
    csn=part(st.builds(registers.StudySupport, payments(st.just(("CSN", "STUDB"))))),
    fk=part(st.builds(_insurance, payments(codes), st.sampled_from(["OK", "FELANDE", "OTILLGANGLIG"]))),
    skv=part(st.builds(registers.CapitalIncome, st.just(2025), amounts, amounts)),
    so=part(st.builds(registers.UnemploymentFund, st.just("Alfa"), payments(st.just(("SO", "A-KASSA"))))),
    tns=part(st.builds(registers.Vehicles, st.lists(st.just(registers.Vehicle("ABC123")), max_size=2).map(tuple))),
    miv=part(st.just(registers.Permits())),
)  # fmt: skip


def looked_at(
    answer: registers.RegisterAnswer, said: Mapping[str, object] = SAID
) -> tuple[Answers, Matched, Assessment, list[Reason]]:
    """The way of a run from the answers to the reasons, without a database."""
    read = read_answers({"a": answer}, control=CONTROL, codes=CODES)
    matched = match(said_incomes(said, CODES), read, control=CONTROL, codes=CODES, limits=LIMITS)
    values = dict(said)
    for fact in matched.facts:
        own = said.get(fact.name)
        values[fact.name] = filled(None, fact.unknown_reason, own) if fact.unknown_reason else fact.value
    household = household_of(values, month=str(MONTH), kind="continued", kinds=CODES.declared, surplus=0)
    case = checks.Case(
        kind="continued", month=str(MONTH), facts=values, members=("a",), is_protected=False, safety_concern=False,
        earlier_decision=True, decided_already=False, household_changed=False, draw=False, answers=read,
        differences=matched.differences,
    )  # fmt: skip
    assessment = assess(household)
    reasons = [
        *checks.about_the_case(case), *checks.about_assessment(assessment), *checks.about_assets(case, LIMITS),
        *checks.about_registers(case, LIMITS, CODES), *checks.about_vehicles(case),
    ]  # fmt: skip
    return read, matched, assessment, reasons


@given(answers)
def test_a_payer_that_fails_always_stops_the_automation_and_never_gives_a_grant(answer: registers.RegisterAnswer):
    read, _matched, assessment, reasons = looked_at(answer)
    if any(("a", agency.value) in read.failed for agency in PAYERS):
        assert reasons
        assert not (assessment.may_decide_alone and assessment.outcome is Outcome.GRANT)


@given(answers)
def test_any_agency_that_fails_is_told_of(answer: registers.RegisterAnswer):
    read, _matched, _assessment, reasons = looked_at(answer)
    assert not read.failed or reasons


@given(answers)
def test_what_may_be_decided_alone_counts_every_payment_and_invents_none(answer: registers.RegisterAnswer):
    read, _matched, assessment, reasons = looked_at(answer)
    if not reasons:
        assert assessment.may_decide_alone
        assert assessment.incomes == sum(row.amount for row in read.paid)


@given(answers)
def test_the_same_answers_give_the_same_reasons(answer: registers.RegisterAnswer):
    assert looked_at(answer)[3] == looked_at(answer)[3]


@given(answers)
def test_what_is_counted_is_never_less_than_what_the_registers_paid(answer: registers.RegisterAnswer):
    read, _matched, assessment, _reasons = looked_at(answer)
    rows = paid_in(answer, CONTROL)
    assert sum(row.amount for row in read.paid) >= sum(row.net_ore for row in rows)
    known = sum(max(row.net_ore, 0) for row in rows if CODES.find(row.payer, row.code))
    assert lowest(assessment.incomes) >= known  # whether a code nobody has heard of is an income, a person says


@given(answers, st.integers(0, 2_000_000))
def test_the_incomes_are_never_lower_than_what_both_sides_agree_on(answer: registers.RegisterAnswer, ore: int):
    said = {**SAID, "income.i1": {**SAID["income.i1"], "amount": ore}}  # type: ignore[dict-item]
    read, _matched, assessment, _reasons = looked_at(answer, said)
    support = sum(row.amount for row in read.paid if row.group == "activity_support")
    others = sum(row.amount for row in read.paid if row.group != "activity_support" and row.words)
    agreed = 0 if ("a", "FK") in read.silent else min(ore, support)
    assert lowest(assessment.incomes) >= agreed + others


def paid_in(answer: registers.RegisterAnswer, month: Month) -> list[registers.Payment]:
    """Every payment of the month that the answer holds, read without any of our own code."""
    rows: list[registers.Payment] = []
    if answer.fk.data is not None:
        rows += [row for supplier in answer.fk.data.suppliers for row in supplier.payments]
    for part in (answer.so, answer.csn):
        rows += part.data.payments if part.data is not None else ()
    return [row for row in rows if (row.paid.year, row.paid.month) == (month.year, month.month)]


def lowest(amount: object) -> int:
    """The least that an amount can be."""
    return amount if isinstance(amount, int) else int(amount.low)  # type: ignore[attr-defined]
