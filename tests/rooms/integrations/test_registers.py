"""The made-up registers: the same question the same answer, and faults that an operator can set."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cast import ALVA_NUMBER, NOW

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError, register_answers
from andrum.integrations.registers.simulated import SimulatedRegisters

PERSONS = """
persons:
  "{number}":
    payments:
      - {{payer: FK, code: AS, net_ore: 520000, day: 31, amounts: {{"2026-09": 400000}}}}
      - {{payer: SO, code: A-KASSA, net_ore: 100000, from: "2026-10"}}
    capital: {{tax_year: 2025, income_ore: 700}}
    vehicles: [{{registration: ABC123, year: 2011}}]
"""


def asked(folder: Path, *, at: datetime = NOW, number: str = str(ALVA_NUMBER)) -> register_answers.RegisterAnswer:
    return SimulatedRegisters(folder, sleep=lambda _seconds: None).ask(
        person_number=number, from_date=date(2026, 9, 1), to_date=date(2026, 11, 30), purpose="Handläggning",
        legal_basis="15 kap. 10 § SoL", matter_reference="EB-2026-000001", asked_at=at,
    )  # fmt: skip


def with_persons(folder: Path) -> Path:
    (folder / "persons.yaml").write_text(PERSONS.format(number=ALVA_NUMBER))
    return folder


def test_a_person_has_the_payments_of_each_month_until_the_day_of_the_question(tmp_path: Path):
    answer = asked(with_persons(tmp_path))
    assert answer.fk.data is not None
    assert answer.so.data is not None
    paid = [(row.paid, row.net_ore) for one in answer.fk.data.suppliers for row in one.payments]
    assert paid == [(date(2026, 9, 30), 400_000), (date(2026, 10, 31), 520_000)]
    assert [row.paid for row in answer.so.data.payments] == [date(2026, 10, 25)]
    assert answer.tns.data == register_answers.Vehicles((register_answers.Vehicle("ABC123", year=2011),))


def test_the_same_question_has_the_same_answer(tmp_path: Path):
    assert asked(with_persons(tmp_path)) == asked(tmp_path)


def test_one_who_is_not_known_has_answers_without_payments_from_all_seven(tmp_path: Path):
    answer = asked(with_persons(tmp_path), number="199001019828")
    assert all(part.data is not None and part.error is None for part in answer.by_agency().values())
    assert answer.csn.data == register_answers.StudySupport()


def test_the_demo_has_its_own_persons_when_the_folder_has_none(tmp_path: Path):
    answer = asked(tmp_path)
    assert answer.fk.data is not None
    assert answer.fk.data.suppliers[0].payments


@pytest.mark.parametrize("line", ["down", "down # underhåll"])
def test_a_service_that_is_down_answers_nothing(tmp_path: Path, line: str):
    (tmp_path / "faults").write_text(line)
    with pytest.raises(RegistersUnavailableError):
        asked(tmp_path)


def test_a_garbled_answer_is_told_of(tmp_path: Path):
    (tmp_path / "faults").write_text("garbled")
    with pytest.raises(GarbledAnswerError):
        asked(tmp_path)


def test_a_slow_service_is_slow_and_then_answers(tmp_path: Path):
    (tmp_path / "faults").write_text("slow 3")
    waits: list[float] = []
    answer = SimulatedRegisters(tmp_path, sleep=waits.append).ask(
        person_number=str(ALVA_NUMBER), from_date=date(2026, 9, 1), to_date=date(2026, 9, 30), purpose="x",
        legal_basis="y", matter_reference="z", asked_at=datetime(2026, 11, 2, tzinfo=UTC),
    )  # fmt: skip
    assert waits == [3.0]
    assert answer.person_number == str(ALVA_NUMBER)


def test_one_agency_can_fail_while_the_others_answer(tmp_path: Path):
    (tmp_path / "faults").write_text("SO error\nCSN nothing\nFK partial\n")
    answer = asked(with_persons(tmp_path))
    assert answer.so.error is not None
    assert (answer.csn.data, answer.csn.error) == (None, None)
    assert answer.fk.data is not None
    assert [one.state for one in answer.fk.data.suppliers] == ["OK", "OTILLGANGLIG"]
    assert answer.skv.data is not None


@pytest.mark.parametrize(
    "text",
    [
        "persons: [", "persons: []", "{}", 'persons: {"198503029806": 7}', 'persons: {"198503029806": {vehicles: 1}}',
        'persons: {"198503029806": {payments: [{payer: FK}]}}', 'persons: {"198503029806": {faults: {XX: error}}}',
        'persons: {"198503029806": {payments: [{payer: FK, code: AS, net_ore: "5"}]}}',
        'persons: {"198503029806": {vehicles: [{registration: A, wings: 2}]}}',
    ],
)  # fmt: skip
def test_a_file_of_persons_that_is_wrong_is_a_garbled_answer_never_an_empty_one(tmp_path: Path, text: str):
    (tmp_path / "persons.yaml").write_text(text)
    with pytest.raises(GarbledAnswerError):
        asked(tmp_path)
