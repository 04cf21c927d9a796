"""The check that benchmarks and faults rest on: it finds what is wrong, and is silent when nothing is."""

from pathlib import Path

import pytest
from bench.invariants import problems

from andrum.audit.service import AuditEvent
from andrum.automation.service import Run, RunState
from andrum.dispatch.service import Outgoing, PaymentFile
from tests.rooms.automation.stage import *  # noqa: F403 - the fixture of registers
from tests.rooms.automation.stage import NOVEMBER, Cast, ToldRegisters, apply, granted_before, mandate_on, run_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(cast: Cast, registers: ToldRegisters) -> Outgoing:
    """One automated decision with its letter and payment; gives the payment."""
    granted_before(cast)
    mandate_on(cast)
    run_of(apply(cast, NOVEMBER), NOVEMBER)
    return Outgoing.objects.filter(kind="payment").latest("pk")


def found(text: str, *, applications: int = 2) -> bool:
    return any(text in line for line in problems(applications=applications))


def test_nothing_is_said_when_all_is_well(decided: Outgoing):
    assert problems(applications=2) == []


def test_an_application_that_is_missing_is_found(decided: Outgoing):
    assert found("3 expected", applications=3)


def test_an_application_that_was_left_on_the_way_is_found(decided: Outgoing):
    Run.objects.filter(state=RunState.HANDED_OVER).update(state=RunState.WAITING)
    assert found("1 applications neither decided nor handed over")


def test_a_payment_that_stands_in_two_files_is_found(decided: Outgoing):
    for number in range(2):
        PaymentFile.objects.create(
            message_id=f"prov{number}", content=f"<EndToEndId>ANDRUM-P{decided.pk}</EndToEndId>".encode(), sha256="0",
            count=1, total_ore=1, execution_date=NOVEMBER.date(), created_at=NOVEMBER,
        )  # fmt: skip
    assert found("2 times in the payment files")


def test_a_letter_that_lies_twice_in_the_mailbox_is_found(
    decided: Outgoing, settings: object, tmp_path: Path
):  # fmt: skip
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    for folder in ("mailbox", "again"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter-decision-1.pdf").write_bytes(b"%PDF")
    assert found("2 times in the mailbox")


def test_a_hole_in_the_log_is_found(decided: Outgoing, monkeypatch: pytest.MonkeyPatch):
    last = AuditEvent.objects.latest("seq")
    monkeypatch.setattr("andrum.audit.queries.event_hash", lambda **event: "0" * 64 if event["seq"] == last.seq else "")
    assert found("the log's chain is broken")
