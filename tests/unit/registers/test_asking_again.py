"""When a question is asked again, when it is not, and when nobody is asked for a while. Nobody sleeps here."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError, register_answers
from andrum.integrations.registers.breaker import Breaker
from andrum.integrations.registers.transport import TransportError
from tests.unit.registers.world import NUMBER, Clock, ask, client, line, service, with_everything

Agency = register_answers.Agency
DOWN = TransportError("no_contact")


def test_a_question_that_fails_is_asked_again_after_longer_and_longer(tmp_path: Path):
    clock = Clock()
    way, script = line(DOWN, DOWN, service(with_everything(tmp_path)))
    answer = ask(client(way, clock))
    assert answer.person_number == NUMBER
    assert (len(script.sent), clock.waits) == (3, [0.5, 1.0])


def test_the_wait_has_chance_in_it_so_that_many_do_not_come_at_once(tmp_path: Path):
    from andrum.integrations.registers.client import SsbtekRegisters

    waits = []
    for chance in (0.0, 1.0):
        way, _script = line(DOWN, service(with_everything(tmp_path)))
        ids = iter("ab")
        ask(
            SsbtekRegisters(
                way, sleep=waits.append, chance=lambda value=chance: value, new_id=lambda own=ids: next(own)
            )
        )
    assert waits == [0.25, 0.75]


def test_when_all_tries_have_failed_the_run_is_told_why():
    way, script = line(DOWN)
    with pytest.raises(RegistersUnavailableError) as told:
        ask(client(way))
    assert (told.value.code, len(script.sent)) == ("no_contact", 3)


@pytest.mark.parametrize("code", ["certificate_expired", "own_certificate_refused", "too_large", "http_404"])
def test_what_asking_again_does_not_mend_is_asked_once(code: str):
    way, script = line(TransportError(code, is_temporary=False))
    with pytest.raises(RegistersUnavailableError) as told:
        ask(client(way))
    assert (told.value.code, len(script.sent)) == (code, 1)


def test_a_fault_is_not_asked_again_at_once(tmp_path: Path):
    (tmp_path / "faults").write_text("fault")
    way, script = line(service(tmp_path))
    with pytest.raises(RegistersUnavailableError):
        ask(client(way))
    assert len(script.sent) == 1


def test_nonsense_is_asked_again_and_then_told_of():
    way, script = line(b"<nonsense")
    with pytest.raises(GarbledAnswerError):
        ask(client(way))
    assert len(script.sent) == 3


def test_an_answer_about_another_person_is_never_asked_for_again(tmp_path: Path):
    (tmp_path / "faults").write_text("wrong_person")
    way, script = line(service(tmp_path))
    with pytest.raises(GarbledAnswerError):
        ask(client(way))
    assert len(script.sent) == 1


def test_an_agency_that_did_not_answer_in_time_is_asked_once_more_alone(tmp_path: Path):
    (with_everything(tmp_path / "slow") / "faults").write_text("CSN timeout")
    way, script = line(service(tmp_path / "slow"), service(with_everything(tmp_path / "well")))
    answer = ask(client(way))
    assert all(part.data is not None for part in answer.by_agency().values())
    assert script.sent[1].count(b'inkludera="true"') == 1


def test_an_agencys_own_error_is_not_asked_about_again(tmp_path: Path):
    (tmp_path / "faults").write_text("CSN error")
    way, script = line(service(tmp_path))
    assert ask(client(way)).csn.error is not None
    assert len(script.sent) == 1


def test_what_the_others_said_stands_when_the_second_question_fails(tmp_path: Path):
    (with_everything(tmp_path) / "faults").write_text("CSN timeout")
    way, _script = line(service(tmp_path), DOWN)
    answer = ask(client(way))
    assert answer.fk.data is not None
    assert answer.csn.error == register_answers.AgencyError("SSBT", "TIMEOUT")


def test_one_that_has_failed_many_times_is_left_alone_and_then_tried_by_one(tmp_path: Path):
    clock = Clock()
    way, script = line(DOWN, DOWN, DOWN, DOWN, service(with_everything(tmp_path)))
    registers = client(way, clock)
    for _question in range(2):
        with pytest.raises(RegistersUnavailableError):
            ask(registers)
    assert len(script.sent) == 4
    with pytest.raises(RegistersUnavailableError) as told:
        ask(registers)
    assert (told.value.code, len(script.sent)) == ("paused", 4)
    clock.now += 61
    assert ask(registers).fk.data is not None
    assert ask(registers).fk.data is not None


def test_an_agency_that_has_failed_many_times_is_left_out_and_said_to_be(tmp_path: Path):
    clock = Clock()
    (with_everything(tmp_path) / "faults").write_text("SKV error")
    way, script = line(service(tmp_path))
    registers = client(way, clock)
    for _question in range(4):
        ask(registers)
    paused = ask(registers)
    assert paused.skv.error == register_answers.AgencyError("SSBT", "PAUSED")
    assert paused.fk.data is not None
    assert script.sent[-1].count(b'inkludera="false"') == 1
    clock.now += 61
    (tmp_path / "faults").unlink()
    assert ask(registers).skv.data is not None
    assert ask(registers).skv.data is not None


@pytest.mark.parametrize("missing", ["purpose", "legal_basis", "matter_reference", "asked_by"])
def test_a_question_without_reason_is_never_sent(missing: str):
    way, script = line(DOWN)
    said = dict.fromkeys(("purpose", "legal_basis", "matter_reference", "asked_by"), "x") | {missing: ""}
    from tests.unit.registers.world import NOW, QUESTION

    with pytest.raises(RegistersUnavailableError):
        client(way).ask(
            person_number=NUMBER, from_date=QUESTION.from_date, to_date=QUESTION.to_date, asked_at=NOW, **said
        )
    assert script.sent == []


def test_a_number_that_is_no_number_is_never_sent():
    way, script = line(DOWN)
    with pytest.raises(RegistersUnavailableError) as told:
        ask(client(way), number="850302-9806")
    assert (told.value.code, script.sent) == ("question_incomplete", [])


@given(st.lists(st.sampled_from(["ok", "fail", "wait"]), max_size=60))
def test_a_breaker_never_lets_more_through_than_it_may(steps: list[str]):
    breaker, now, in_a_row, opened = Breaker(3, 60.0), 0.0, 0, None
    for step in steps:
        if step == "wait":
            now += 61.0
            continue
        may = breaker.may_try(now)
        assert may == (opened is None or now >= opened + 60.0)
        if not may:
            continue
        if step == "ok":
            breaker.succeeded()
            in_a_row, opened = 0, None
        else:
            breaker.failed(now)
            in_a_row += 1
            opened = now if in_a_row >= 3 else None
