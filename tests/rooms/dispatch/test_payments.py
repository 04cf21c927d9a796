"""Each payment reaches the bank in exactly one file, and each file once."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import IntegrityError, transaction

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.service import Matter, Outcome, Task, current_facts, record_fact
from andrum.dispatch import jobs
from andrum.dispatch.actions.by_hand import mark_sent_by_hand, pay_to_account
from andrum.dispatch.actions.payment_files import (
    deliver_payment_file,
    keep_file_delivered_by_hand,
    resume_files,
    try_file_again,
)
from andrum.dispatch.domain.accounts import Account
from andrum.dispatch.service import (
    DispatchError,
    Outgoing,
    OutgoingState,
    PaymentFile,
    ReceiverRefusedError,
    ReceiverUnavailableError,
    cancel_payment,
    collect_payment_file,
    order_payment,
    ordered_ore,
)
from tests.cast import NOW, Cast
from tests.rooms.dispatch.conftest import MONTH, Decide

NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
LATER = NOW + timedelta(hours=1)


class Channel:
    """A bank that keeps files by name, and can be told to fail."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.calls = 0
        self.error: Exception | None = None

    def deliver(self, *, name: str, content: bytes) -> str:
        self.calls += 1
        if self.error is not None:
            raise self.error
        kept = self.files.setdefault(name, content)
        return hashlib.sha256(kept).hexdigest()[:32]


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Channel:
    channel = Channel()
    monkeypatch.setattr("andrum.dispatch.actions.payment_files.payment_channel", lambda: channel)
    return channel


@pytest.fixture
def ordered(decided: Decide) -> Outgoing:
    return order_payment(decision=decided(), amount_ore=512300, by=SYSTEM, at=NOW)


def tasks(matter: Matter) -> list[Task]:
    return list(Task.objects.filter(matter=matter, done_at__isnull=True))


def collect() -> PaymentFile:
    file = collect_payment_file(by=SYSTEM, at=NOW)
    assert file is not None
    return file


def test_queued_payments_go_in_one_file_with_control_sums_and_the_next_bank_day(ordered: Outgoing):
    file = collect()
    root = ET.fromstring(bytes(file.content))  # noqa: S314 - our own file
    assert root.findtext(".//p:GrpHdr/p:NbOfTxs", "", NS) == "1"
    assert root.findtext(".//p:GrpHdr/p:CtrlSum", "", NS) == "5123.00"
    assert root.findtext(".//p:ReqdExctnDt/p:Dt", "", NS) == "2026-11-03"
    assert root.findtext(".//p:CdtTrfTxInf/p:Cdtr/p:Nm", "", NS) == "Alva Ek"
    assert root.findtext(".//p:CdtTrfTxInf/p:CdtrAcct/p:Id/p:Othr/p:Id", "", NS) == "6000123456789"
    ordered.refresh_from_db()
    assert (ordered.state, ordered.payment_file_id) == (OutgoingState.IN_FILE, file.pk)


def test_a_payment_is_never_in_two_files(ordered: Outgoing):
    collect()
    assert collect_payment_file(by=SYSTEM, at=LATER) is None
    assert PaymentFile.objects.count() == 1


def test_an_empty_queue_makes_no_file(cast: Cast):
    assert collect_payment_file(by=SYSTEM, at=NOW) is None


def test_a_file_is_delivered_once_however_often_the_job_runs(ordered: Outgoing, bank: Channel):
    file = collect()
    for _ in range(3):
        deliver_payment_file(file_id=file.pk, by=SYSTEM, at=LATER)
    file.refresh_from_db()
    ordered.refresh_from_db()
    assert (bank.calls, list(bank.files)) == (1, [f"{file.message_id}.xml"])
    assert (ordered.state, ordered.sent_at) == (OutgoingState.SENT, LATER)
    assert file.receipt
    assert AuditEvent.objects.filter(kind="dispatch.payment_file_delivered").count() == 1


def test_a_job_cut_off_after_the_bank_took_the_file_delivers_no_second_one(ordered: Outgoing, bank: Channel):
    file = collect()
    bank.deliver(name=f"{file.message_id}.xml", content=bytes(file.content))  # and then the power went
    deliver_payment_file(file_id=file.pk, by=SYSTEM, at=LATER)
    assert len(bank.files) == 1
    file.refresh_from_db()
    assert file.delivered_at == LATER


def test_a_bank_that_does_not_answer_is_waited_for_and_the_file_goes_by_itself(ordered: Outgoing, bank: Channel):
    file = collect()
    bank.error = ReceiverUnavailableError("Disken är full")
    deliver_payment_file(file_id=file.pk, by=SYSTEM, at=NOW)
    file.refresh_from_db()
    assert file.cause == "Disken är full"
    assert file.next_try_at is not None
    bank.error = None
    assert resume_files(by=SYSTEM, at=file.next_try_at) == 1
    deliver_payment_file(file_id=file.pk, by=SYSTEM, at=LATER)
    file.refresh_from_db()
    assert (file.delivered_at, file.cause) == (LATER, "")


def test_a_refused_file_goes_to_a_person_who_can_try_again_or_say_it_is_done(
    ordered: Outgoing, bank: Channel, cast: Cast
):
    file = collect()
    bank.error = ReceiverRefusedError("Avtalet saknas")
    deliver_payment_file(file_id=file.pk, by=SYSTEM, at=NOW)
    file.refresh_from_db()
    assert (file.failed_at, file.cause) == (NOW, "Avtalet saknas")
    assert resume_files(by=SYSTEM, at=NOW + timedelta(days=3)) == 0
    try_file_again(file=file, by=actor_of(cast.hugo), at=LATER)
    deliver_payment_file(file_id=file.pk, by=SYSTEM, at=LATER)
    keep_file_delivered_by_hand(file=file, by=actor_of(cast.hugo), at=LATER)
    ordered.refresh_from_db()
    assert ordered.state == OutgoingState.SENT
    with pytest.raises(DispatchError):
        keep_file_delivered_by_hand(file=file, by=actor_of(cast.hugo), at=LATER)
    with pytest.raises(DispatchError):
        try_file_again(file=file, by=actor_of(cast.hugo), at=LATER)


def test_a_file_changed_around_the_lock_is_not_sent(ordered: Outgoing, bank: Channel, monkeypatch: pytest.MonkeyPatch):
    file = collect()
    real = PaymentFile.objects.get(pk=file.pk)
    real.sha256 = "0" * 64
    monkeypatch.setattr("andrum.dispatch.actions.payment_files.PaymentFile.objects.get", lambda **_: real)
    deliver_payment_file(file_id=file.pk, by=SYSTEM, at=LATER)
    assert bank.calls == 0
    assert PaymentFile.objects.filter(failed_at=LATER).count() == 1


@pytest.mark.parametrize("change", [{"content": b"x"}, {"total_ore": 1}, {"sha256": "0" * 64}])
def test_the_database_refuses_a_changed_file(ordered: Outgoing, change: dict[str, Any]):
    file = collect()
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentFile.objects.filter(pk=file.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentFile.objects.filter(pk=file.pk)._raw_delete("default")


def test_the_database_refuses_another_amount_or_another_file_for_an_ordered_payment(ordered: Outgoing):
    collect()
    for change in ({"amount_ore": 1}, {"payment_file": None, "state": OutgoingState.QUEUED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Outgoing.objects.filter(pk=ordered.pk).update(**change)


def test_a_payment_without_an_account_goes_to_a_person_and_reaches_a_file_when_there_is_one(
    matter: Matter, decided: Decide, cast: Cast
):
    record_fact(
        matter=matter, name="payment.account", unknown_reason="inget konto", source="caseworker",
        reason="har inget", by=actor_of(cast.cilla), at=NOW,
    )  # fmt: skip
    order = order_payment(decision=decided(), amount_ore=512300, by=SYSTEM, at=NOW)
    assert order.state == OutgoingState.BY_HAND
    assert [task.title for task in tasks(matter) if "för hand" in task.title]
    pay_to_account(outgoing=order, account=Account.parse("6000-55555"), by=actor_of(cast.cilla), at=LATER)
    assert not [task for task in tasks(matter) if "för hand" in task.title]
    assert collect().count == 1
    assert current_facts(matter=matter, month="2026-12")["payment.account"][0].value == {
        "clearing": "6000", "number": "55555",
    }  # fmt: skip


def test_money_paid_by_hand_is_marked_once_and_never_comes_in_a_file(matter: Matter, decided: Decide, cast: Cast):
    record_fact(
        matter=matter, name="payment.account", value="trasigt", source="caseworker", reason="x",
        by=actor_of(cast.cilla), at=NOW,
    )  # fmt: skip
    order = order_payment(decision=decided(), amount_ore=512300, by=SYSTEM, at=NOW)
    mark_sent_by_hand(outgoing=order, by=actor_of(cast.cilla), at=LATER)
    with pytest.raises(DispatchError):
        mark_sent_by_hand(outgoing=order, by=actor_of(cast.cilla), at=LATER)
    with pytest.raises(DispatchError):
        pay_to_account(outgoing=order, account=Account.parse("6000-55555"), by=actor_of(cast.cilla), at=LATER)
    assert collect_payment_file(by=SYSTEM, at=LATER) is None


def test_a_payment_can_be_stopped_until_a_file_holds_it(ordered: Outgoing, decided: Decide, cast: Cast):
    with pytest.raises(DispatchError):
        cancel_payment(outgoing=ordered, reason=" ", by=actor_of(cast.eva), at=NOW)
    cancel_payment(outgoing=ordered, reason="Fel belopp", by=actor_of(cast.eva), at=NOW)
    assert collect_payment_file(by=SYSTEM, at=NOW) is None
    other = order_payment(decision=decided(month="2026-12", key="k2"), amount_ore=100, by=SYSTEM, at=NOW)
    collect()
    with pytest.raises(DispatchError, match="lämnad till banken"):
        cancel_payment(outgoing=other, reason="Fel", by=actor_of(cast.eva), at=LATER)


def test_a_changed_decision_pays_only_what_is_missing(matter: Matter, decided: Decide):
    first = decided(amount_ore=300000, outcome=Outcome.PARTLY_GRANTED, reasons="Del.")
    order_payment(decision=first, amount_ore=300000, by=SYSTEM, at=NOW)
    second = decided(amount_ore=500000, key="k2", changes=first)
    with pytest.raises(DispatchError, match="redan beställt"):
        order_payment(decision=second, amount_ore=500000, by=SYSTEM, at=NOW)
    order_payment(decision=second, amount_ore=200000, by=SYSTEM, at=NOW)
    assert ordered_ore(matter=matter, month=MONTH) == 500000


@pytest.mark.parametrize("amount", [0, -1, 512301])
def test_an_amount_that_the_decision_does_not_hold_is_refused(decided: Decide, amount: int):
    with pytest.raises(DispatchError):
        order_payment(decision=decided(), amount_ore=amount, by=SYSTEM, at=NOW)


def test_a_payment_is_ordered_once(decided: Decide):
    decision = decided()
    first = order_payment(decision=decision, amount_ore=512300, by=SYSTEM, at=NOW)
    assert order_payment(decision=decision, amount_ore=512300, by=SYSTEM, at=LATER) == first


def test_without_the_municipalitys_own_bank_data_payments_stay_in_the_queue(
    ordered: Outgoing, settings: Any, tmp_path: Path
):
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    with pytest.raises(DispatchError):
        collect_payment_file(by=SYSTEM, at=NOW)
    ordered.refresh_from_db()
    assert ordered.state == OutgoingState.QUEUED


def test_the_duty_gathers_all_there_is_and_then_nothing(ordered: Outgoing):
    assert (jobs.collect_payments(), jobs.collect_payments()) == (1, 0)
