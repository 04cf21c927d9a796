"""What each agency says becomes what the case rests on: exact amounts, days, and why nothing is known."""

from datetime import date
from pathlib import Path

import pytest

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError, register_answers
from andrum.integrations.registers.answering import read
from andrum.integrations.registers.asking import Question
from andrum.integrations.registers.in_process import InProcessRegisters
from tests.cast import NOW
from tests.unit.registers.world import LATE, NUMBER, QUESTION, answer_bytes, ask, with_everything

AGENCIES = tuple(register_answers.Agency)
Payment = register_answers.Payment


def answered(folder: Path, question: Question = QUESTION) -> register_answers.RegisterAnswer:
    return read(answer_bytes(folder, question), question=question, at=NOW)


def test_every_agency_is_read(tmp_path: Path):
    answer = answered(with_everything(tmp_path))
    assert answer.af.data == register_answers.JobSeeker(
        is_job_seeker=True, registered=date(2026, 1, 7), extent="100", unemployment_fund="Påhittad a-kassa",
        last_activity_report=date(2026, 10, 12),
    )  # fmt: skip
    assert answer.skv.data == register_answers.CapitalIncome(tax_year=2025, income_ore=70_000, surplus_ore=1_200)
    assert answer.tns.data == register_answers.Vehicles(
        (register_answers.Vehicle("ABC123", "Volvo", 2011, "PERSONBIL", "V70"),)
    )
    assert answer.miv.data == register_answers.Permits(
        (register_answers.Permit("UAT", "BEV", decided=date(2020, 5, 12), is_permanent=True),)
    )
    assert answer.correlation_id == QUESTION.correlation


def test_amounts_are_exact_and_payments_end_with_the_day_of_the_question(tmp_path: Path):
    answer = answered(with_everything(tmp_path))
    assert answer.fk.data
    assert answer.so.data
    assert answer.csn.data
    paid = {one.name: [(row.code, row.paid, row.net_ore) for row in one.payments] for one in answer.fk.data.suppliers}
    assert paid["FK"] == [("AS", date(2026, 9, 30), 400_000), ("AS", date(2026, 10, 31), 520_050)]
    assert paid["PM"] == [("AP", date(2026, 9, 18), 780_000), ("AP", date(2026, 10, 18), 780_000)]
    assert [(row.code, row.net_ore) for row in answer.so.data.payments] == [("A-KASSA", 100_025)]
    assert [(row.code, row.net_ore) for row in answer.csn.data.payments] == [("GRUNDB", 380_000)] * 2


def test_one_who_is_not_known_has_answers_without_payments_from_all_seven(tmp_path: Path):
    answer = ask(InProcessRegisters(tmp_path), number="199001019828")
    assert all(part.data is not None and part.error is None for part in answer.by_agency().values())
    assert answer.csn.data == register_answers.StudySupport()


def test_the_demo_has_its_own_persons_when_the_folder_has_none(tmp_path: Path):
    answer = ask(InProcessRegisters(tmp_path))
    assert answer.fk.data is not None
    assert answer.fk.data.suppliers[0].payments


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize(
    ("what", "source", "code"),
    [("error", "", "BT0001"), ("timeout", "SSBT", "TIMEOUT"), ("garbled", "", "UNREADABLE")],
)
def test_one_agency_can_fail_while_the_others_answer(
    tmp_path: Path, agency: register_answers.Agency, what: str, source: str, code: str
):
    (with_everything(tmp_path) / "faults").write_text(f"{agency.value} {what}")
    parts = answered(tmp_path).by_agency()
    assert parts[agency].error == register_answers.AgencyError(source or agency.value, code)
    assert parts[agency].data is None
    assert all(part.data is not None for other, part in parts.items() if other is not agency)


@pytest.mark.parametrize("agency", AGENCIES)
def test_an_agency_that_says_nothing_is_missing_not_empty(tmp_path: Path, agency: register_answers.Agency):
    (with_everything(tmp_path) / "faults").write_text(f"{agency.value} nothing")
    assert answered(tmp_path).by_agency()[agency] == register_answers.AgencyAnswer()


@pytest.mark.parametrize("agency", ["AF", "CSN", "SKV", "SO", "MIV"])
def test_an_agency_that_tells_of_somebody_else_spoils_the_whole_answer(tmp_path: Path, agency: str):
    (with_everything(tmp_path) / "faults").write_text(f"{agency} wrong_person")
    with pytest.raises(GarbledAnswerError) as told:
        answered(tmp_path)
    assert told.value.code == "wrong_person"


@pytest.mark.parametrize(
    ("fault", "code"),
    [("wrong_person", "wrong_person"), ("no_question", "no_question"), ("other_question", "other_question"),
     ("garbled", "not_xml"), ("entities", "document_type")],
)  # fmt: skip
def test_an_answer_that_is_not_to_the_question_is_not_believed(tmp_path: Path, fault: str, code: str):
    (with_everything(tmp_path) / "faults").write_text(fault)
    with pytest.raises(GarbledAnswerError) as told:
        answered(tmp_path)
    assert told.value.code == code


def test_half_of_fk_can_be_away(tmp_path: Path):
    (with_everything(tmp_path) / "faults").write_text("FK partial")
    answer = answered(tmp_path)
    assert answer.fk.data is not None
    assert [one.state for one in answer.fk.data.suppliers] == ["OK", "OTILLGANGLIG"]


def test_a_fault_tells_its_code(tmp_path: Path):
    (tmp_path / "faults").write_text("fault")
    with pytest.raises(RegistersUnavailableError) as told:
        answered(tmp_path)
    assert told.value.code == "fault:SSBT0001"


@pytest.mark.parametrize(
    "text",
    [
        "persons: [", "persons: []", "{}", 'persons: {"198503029806": 7}', 'persons: {"198503029806": {vehicles: 1}}',
        'persons: {"198503029806": {payments: [{payer: FK}]}}', 'persons: {"198503029806": {faults: {XX: error}}}',
        'persons: {"198503029806": {payments: [{payer: FK, code: AS, net_ore: "5"}]}}',
        'persons: {"198503029806": {payments: [{payer: XX, code: AS, net_ore: 5}]}}',
        'persons: {"198503029806": {vehicles: [{registration: A, wings: 2}]}}',
    ],
)  # fmt: skip
def test_a_file_of_persons_that_is_wrong_is_a_fault_never_an_empty_answer(tmp_path: Path, text: str):
    (tmp_path / "persons.yaml").write_text(text)
    with pytest.raises(RegistersUnavailableError):
        answered(tmp_path)


def test_what_is_paid_later_is_not_told_before(tmp_path: Path):
    with_everything(tmp_path)
    early, late = ask(InProcessRegisters(tmp_path)), ask(InProcessRegisters(tmp_path), at=LATE)
    assert early.fk.data
    assert late.fk.data
    assert len(late.fk.data.suppliers[1].payments) == len(early.fk.data.suppliers[1].payments) + 1
    assert late.person_number == NUMBER
