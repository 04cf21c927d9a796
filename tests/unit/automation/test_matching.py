"""What is said beside what is paid: every payment counted once, what is not known unknown, every difference once."""

from dataclasses import replace

import pytest

from andrum.automation.domain import register_answers as registers
from andrum.automation.domain.reasons import Reason
from andrum.automation.queries.words import questions_for
from tests.unit.automation.told import answer, failed, paid, reasons_of, said, side_by_side

BOTH = {"members": ("a", "b")}


def codes_of(reasons: list) -> list[str]:
    return [reason.code for reason in reasons]


def test_what_agrees_is_counted_as_the_register_says_and_gives_no_reason():
    read, matched, counted = side_by_side(said("activity_support", 519_800), a=answer(paid("FK:AS", 520_000)))
    assert counted == {"i1": 520_000}
    assert not matched.differences
    assert codes_of(reasons_of(read, matched)) == ["income_changed"]  # nothing was paid the month before


def test_the_same_benefit_paid_twice_in_a_month_is_one_income_of_both():
    twice = answer(paid("FK:AS", 260_000, "2026-10-10"), paid("FK:AS", 260_000, "2026-10-25"))
    _read, matched, counted = side_by_side(said("activity_support", 520_000), a=twice)
    assert counted == {"i1": 520_000}
    assert not matched.differences


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-09-30", False), ("2026-10-01", True), ("2026-10-31", True), ("2026-11-01", False)],
)
def test_the_day_of_payment_decides_the_month(day: str, *, counts: bool):
    read, _matched, _counted = side_by_side({}, a=answer(paid("FK:AS", 520_000, day)))
    assert bool(read.paid) is counts


def test_a_correction_is_told_of_and_never_lowers_what_was_paid():
    read, matched, counted = side_by_side(
        said("activity_support", 520_000), a=answer(paid("FK:AS", 520_000), paid("FK:AS", -90_000, "2026-10-28"))
    )
    assert counted == {"i1": 520_000}
    (reason,) = [one for one in reasons_of(read, matched) if one.code == "register_correction"]
    assert reason.words == "Aktivitetsstöd: registret har dragit tillbaka 900\u00a0kr. Det är inte avräknat."


def test_a_correction_alone_counts_nothing_and_still_goes_to_a_person():
    read, matched, counted = side_by_side({}, a=answer(paid("FK:AS", -90_000)))
    assert counted == {"FK.a.AS": 0}
    assert "register_correction" in codes_of(reasons_of(read, matched))


def test_a_payment_that_is_announced_and_not_made_goes_to_a_person():
    coming = registers.SocialInsurance(
        (
            registers.Supplier(
                "FK", payments=(paid("FK:AS", 1),), preliminary=(paid("FK:AS", 1), paid("FK:FP", 250_000))
            ),
            registers.Supplier("PM"),
        )
    )
    read, matched, _counted = side_by_side({}, a=answer(fk=registers.AgencyAnswer(coming)))
    (reason,) = [one for one in reasons_of(read, matched) if one.code == "payment_expected"]
    assert reason.words == "Föräldrapenning: 2\u00a0500\u00a0kr är på väg men inte utbetalt."


def test_a_benefit_of_the_co_applicant_is_the_co_applicants():
    _read, matched, counted = side_by_side(
        said("parental_benefit", 410_000, name="i2", member="b"), a=answer(), b=answer(paid("FK:FP", 410_000))
    )
    assert counted == {"i2": 410_000}
    assert not matched.differences


def test_what_is_said_of_the_wrong_person_is_counted_once_and_told_once():
    read, matched, counted = side_by_side(
        said("activity_support", 520_000), a=answer(), b=answer(paid("FK:AS", 520_000))
    )
    assert counted == {"i1": 520_000}
    assert [row.value["member"] for row in matched.facts] == ["b"]  # type: ignore[index]
    (reason,) = [one for one in reasons_of(read, matched, **BOTH) if one.code == "income_differs"]
    assert reason.words == "Aktivitetsstöd: 5\u00a0200\u00a0kr är uppgett för en person men utbetalt till en annan."


def test_both_may_have_the_same_benefit():
    facts = {**said("activity_support", 520_000), **said("activity_support", 300_000, name="i2", member="b")}
    _read, matched, counted = side_by_side(facts, a=answer(paid("FK:AS", 520_000)), b=answer(paid("FK:AS", 300_000)))
    assert counted == {"i1": 520_000, "i2": 300_000}
    assert not matched.differences


def test_an_income_said_for_another_month_leaves_the_registers_payment_standing():
    _read, matched, counted = side_by_side(
        said("activity_support", 520_000, day="2026-09-25"), a=answer(paid("FK:AS", 530_000))
    )
    assert counted == {"i1": 520_000, "FK.a.AS": 530_000}
    assert [(row.said, row.registers) for row in matched.differences] == [(None, 530_000)]


def test_several_lines_of_one_kind_that_add_up_to_the_payment_count_it_once():
    facts = {**said("parental_benefit", 200_000), **said("parental_benefit", 210_000, name="i2")}
    _read, matched, counted = side_by_side(facts, a=answer(paid("FK:FP", 410_000)))
    assert sum(counted.values()) == 410_000  # type: ignore[arg-type]
    assert not matched.differences


def test_loan_and_grant_from_csn_answer_one_line_of_study_support():
    both = answer(paid("CSN:GRUNDB", 380_000), paid("CSN:GRUNDL", 870_000))
    _read, matched, counted = side_by_side(said("study_support", 1_250_000), a=both)
    assert counted == {"i1": 380_000, "CSN.a.GRUNDL": 870_000}
    assert not matched.differences


def test_weekly_payments_from_an_unemployment_fund_are_one_income():
    weeks = [paid("SO:A-KASSA", 300_000, f"2026-10-{day}") for day in ("02", "09", "16", "23", "30")]
    _read, matched, counted = side_by_side(said("unemployment_benefit", 1_500_000), a=answer(*weeks))
    assert counted == {"i1": 1_500_000}
    assert not matched.differences


def test_an_unlisted_code_counts_and_goes_to_a_person():
    read, matched, counted = side_by_side({}, a=answer(paid("FK:NYTT", 100_000)))
    assert counted == {"FK.a.NYTT": 100_000}
    (reason,) = [one for one in reasons_of(read, matched) if one.code == "unknown_code"]
    assert "Försäkringskassan, kod NYTT" in reason.words


def test_a_line_left_blank_is_filled_in_by_the_register():
    _read, matched, counted = side_by_side(said("activity_support", None, day=None), a=answer(paid("FK:AS", 520_000)))
    assert counted == {"i1": 520_000}
    assert not matched.differences


def test_a_line_left_blank_that_no_register_knows_stays_unknown():
    _read, _matched, counted = side_by_side(said("activity_support", None, day=None), a=answer())
    assert counted == {"i1": None}


def test_a_blank_line_never_hides_what_is_said_in_another():
    facts = {**said("parental_benefit", 400_000), **said("parental_benefit", None, name="i2", day=None)}
    _read, matched, _counted = side_by_side(facts, a=answer())
    assert [(row.said, row.registers) for row in matched.differences] == [(400_000, 0)]


def test_nothing_said_is_told_apart_from_nothing_received():
    paid_out = answer(paid("FK:AS", 520_000))
    read, matched, _counted = side_by_side({}, a=paid_out)
    assert [(row.said, row.size, row.as_json()["said"]) for row in matched.differences] == [(None, 520_000, None)]
    (reason,) = [one for one in reasons_of(read, matched) if one.code == "income_differs"]
    assert reason.words == "Aktivitetsstöd: registren har 5\u00a0200\u00a0kr som den sökande inte har uppgett."
    read, matched, _counted = side_by_side(said("activity_support", 0), a=paid_out)
    assert [(row.said, row.size, row.as_json()["said"]) for row in matched.differences] == [(0, 520_000, 0)]
    (reason,) = [one for one in reasons_of(read, matched) if one.code == "income_differs"]
    assert reason.words == "Aktivitetsstöd: den sökande uppger 0\u00a0kr, registren 5\u00a0200\u00a0kr."


@pytest.mark.parametrize(
    ("facts", "answers", "asked"),
    [
        ({}, {"a": answer(paid("FK:AS", 520_000))}, "registren har 5\u00a0200\u00a0kr som du inte har uppgett"),
        (said("activity_support", 0), {"a": answer(paid("FK:AS", 520_000))},
         "du har uppgett 0\u00a0kr, registren har 5\u00a0200\u00a0kr"),
        (said("activity_support", 520_000), {"a": answer()},
         "du har uppgett 5\u00a0200\u00a0kr, registren har ingen utbetalning"),
        ({}, {"a": answer(), "b": answer(paid("FK:AS", 520_000))},
         "registren har 5\u00a0200\u00a0kr som ni inte har uppgett"),
        (said("activity_support", 520_000), {"a": answer(), "b": answer(paid("FK:AS", 520_000))},
         "ni har uppgett 5\u00a0200\u00a0kr för en person, men det är utbetalt till en annan"),
    ],
)  # fmt: skip
def test_the_applicant_is_asked_as_the_person_read_to(facts: dict, answers: dict, asked: str):
    read, matched, _counted = side_by_side(facts, **answers)
    (reason,) = [one for one in reasons_of(read, matched, members=tuple(answers)) if one.code == "income_differs"]
    (question,) = questions_for([], [Reason.of_json(reason.as_json()).as_json()])
    assert question == f"Uppgifterna skiljer sig åt. Aktivitetsstöd: {asked}. Vad stämmer?"


def test_an_agency_in_error_makes_what_it_would_say_unknown():
    read, _matched, counted = side_by_side(said("activity_support", 520_000), a=answer(fk=failed()))
    assert counted == {"i1": None, "FK.a": None}
    assert read.failed["a", "FK"] == "Försäkringskassan svarade inte i tid."


def test_one_of_the_two_behind_forsakringskassan_may_be_away_and_the_other_still_counts():
    half = registers.SocialInsurance(
        (
            registers.Supplier("FK", payments=(paid("FK:AS", 520_000), paid("FK:BOB", 90_000))),
            registers.Supplier("PM", state="OTILLGANGLIG"),
        )
    )
    facts = {**said("activity_support", 520_000), **said("pension", 700_000, name="i2")}
    read, _matched, counted = side_by_side(facts, a=answer(fk=registers.AgencyAnswer(half)))
    assert counted == {"i1": 520_000, "FK.a.BOB": 90_000, "i2": None, "PM.a": None}
    assert read.failed["a", "FK"] == "Pensionsmyndigheten svarade inte."


@pytest.mark.parametrize("suppliers", [(), (registers.Supplier("FK", deviations=("INTERNT_FEL",)),)])
def test_a_supplier_that_is_left_out_or_doubtful_is_silent(suppliers: tuple[registers.Supplier, ...]):
    _read, _matched, counted = side_by_side(
        {}, a=answer(fk=registers.AgencyAnswer(registers.SocialInsurance(suppliers)))
    )
    assert counted == {"FK.a": None}


def test_a_person_no_register_knows_has_one_unknown_income_and_not_four():
    nothing = registers.AgencyAnswer
    read, _matched, counted = side_by_side({}, a=answer(fk=nothing(), so=nothing(), csn=nothing()))
    assert counted == {"SSBT.a": None}
    assert {agency for _member, agency in read.failed} == {"FK", "SO", "CSN"}


def test_an_income_no_register_pays_is_left_as_it_is_said():
    _read, matched, counted = side_by_side(said("salary", 800_000), a=answer())
    assert counted == {"i1": 800_000}
    assert not matched.differences


def test_what_is_said_of_a_child_nobody_has_asked_about_stands():
    _read, matched, counted = side_by_side(said("study_support", 125_000, member="k1"), a=answer())
    assert counted == {"i1": 125_000}
    assert not matched.differences


def test_a_protected_identity_in_a_register_is_the_first_reason():
    shy = registers.AgencyAnswer(registers.JobSeeker(is_job_seeker=True, is_protected=True))
    read, matched, _counted = side_by_side({}, a=replace(answer(), af=shy))
    assert codes_of(reasons_of(read, matched)) == ["protected_identity"]


def test_a_fund_that_does_not_say_that_it_has_answered_has_not_answered():
    fund = registers.UnemploymentFund("Alfa", statuses=("OK", "EJ SVAR"))
    read, _matched, counted = side_by_side({}, a=replace(answer(), so=registers.AgencyAnswer(fund)))
    assert read.silent == {("a", "SO"): "A-kassan svarade inte."}
    assert counted == {"SO.a": None}


@pytest.mark.parametrize(
    ("code", "words"),
    [("UNREADABLE", "Svaret från CSN går inte att läsa."), ("BT0001", "CSN svarade med ett fel (BT0001)."),
     ("PAUSED", "CSN har inte svarat på många frågor i rad och är inte tillfrågad.")],
)  # fmt: skip
def test_why_an_agency_is_silent_is_said_in_words(code: str, words: str):
    wrong = replace(answer(), csn=registers.AgencyAnswer(error=registers.AgencyError("SSBT", code)))
    read, _matched, _counted = side_by_side({}, a=wrong)
    assert read.failed["a", "CSN"] == words


def test_a_payment_that_csn_plans_and_has_not_made_goes_to_a_person():
    planned = registers.StudySupport(preliminary=(paid("CSN:GRUNDB", 380_000, "2026-10-30"),))
    read, matched, _counted = side_by_side({}, a=replace(answer(), csn=registers.AgencyAnswer(planned)))
    assert "payment_expected" in codes_of(reasons_of(read, matched))


def test_what_an_applicant_calls_other_is_not_something_that_registers_would_know_of():
    _read, matched, counted = side_by_side(said("other", 100_000), a=answer())
    assert not matched.differences
    assert counted == {"i1": 100_000}
