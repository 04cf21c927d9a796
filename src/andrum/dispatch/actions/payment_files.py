"""Gather payments in a file and hand it to the bank, each payment in one file and each file once."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.module_loading import import_string

from andrum.audit.service import JSON, Actor, record
from andrum.dispatch.actions.by_hand import hand_over_payment
from andrum.dispatch.domain.bank_days import next_bank_day
from andrum.dispatch.domain.errors import DispatchError, ReceiverRefusedError, ReceiverUnavailableError
from andrum.dispatch.domain.payments import Payment, payment_file, total_of
from andrum.dispatch.domain.waiting import GIVE_UP_AFTER, wait_after
from andrum.dispatch.models import Outgoing, OutgoingState, PaymentFile
from andrum.dispatch.queries.letters import current_sender, kept_account
from andrum.dispatch.queries.outgoing import queued_payments
from andrum.dispatch.queries.receivers import payment_channel
from andrum.dispatch.queries.run_kinds import PAYMENTS
from andrum.kernel.clock import swedish_day
from andrum.kernel.words import marked as _
from andrum.runs.service import is_paused

MOST_IN_A_FILE = 1000
FORGOTTEN_AFTER = timedelta(minutes=15)
"""A file this old that nobody has tried to hand over has lost its job and is started again."""


@transaction.atomic
def collect_payment_file(*, by: Actor, at: datetime) -> PaymentFile | None:
    """Gather queued payments, oldest first, in one file that keeps to its schema; None when none are, or are paused.

    Two at once take different payments. A payment whose account cannot be used any more goes to a person.

    Raises:
        DispatchError: when the municipality's own data for the bank are missing or wrong; the queue stays as it is.
    """
    if is_paused(PAYMENTS):
        return None
    sender = current_sender()
    queue = (
        queued_payments()
        .select_for_update(skip_locked=True, no_key=True, of=("self",))
        .select_related("decision", "matter")
    )
    orders: list[Outgoing] = []
    payments: list[Payment] = []
    for order in queue[:MOST_IN_A_FILE]:
        payment = _payment(order)
        if payment is None:
            hand_over_payment(outgoing=order, by=by, at=at)
        else:
            orders.append(order)
            payments.append(payment)
    if not orders:
        return None
    execution_date = next_bank_day(swedish_day(at))
    message_id = f"ANDRUM-{swedish_day(at):%Y%m%d}-{orders[0].pk}"
    content = payment_file(
        message_id=message_id, payments=payments, sender=sender, execution_date=execution_date, at=at
    )
    file = PaymentFile.objects.create(
        message_id=message_id, content=content, sha256=hashlib.sha256(content).hexdigest(), count=len(payments),
        total_ore=total_of(payments), execution_date=execution_date, created_at=at,
    )  # fmt: skip
    _put_in(file, orders)
    record(
        kind="dispatch.payment_file_made", by=by, at=at, subject=f"payment_file:{file.pk}",
        details={"file": message_id, "count": file.count, "total_ore": file.total_ore, "sha256": file.sha256},
    )  # fmt: skip
    enqueue_file(file_id=file.pk, by=by, at=at)
    return file


def _payment(order: Outgoing) -> Payment | None:
    account = kept_account(order)
    if account is None or not order.amount_ore:
        return None
    month = order.decision.month if order.decision is not None else ""
    return Payment(
        key=f"ANDRUM-P{order.pk}", amount_ore=order.amount_ore, name=str(order.payload.get("name", "")),
        account=account, message=f"Ekonomiskt bistånd {month}",
    )  # fmt: skip


def _put_in(file: PaymentFile, orders: list[Outgoing]) -> None:
    """Mark the payments, and see to it that the file and the rows say the same; otherwise nothing happens at all."""
    ids = [order.pk for order in orders]
    rows = Outgoing.objects.filter(pk__in=ids, state=OutgoingState.QUEUED, payment_file__isnull=True)
    changed = rows.update(state=OutgoingState.IN_FILE, payment_file=file, cause="")
    total = Outgoing.objects.filter(payment_file=file).aggregate(total=Sum("amount_ore"))["total"]
    if (changed, total) != (file.count, file.total_ore):
        raise RuntimeError("The payment file and its payments do not add up.")


def deliver_payment_file(*, file_id: int, by: Actor, at: datetime) -> None:
    """Hand one payment file to the bank, once. It may be cut off anywhere and run again: the name makes it one."""
    file = PaymentFile.objects.get(pk=file_id)
    if file.delivered_at is not None or file.failed_at is not None:
        return
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        _keep_failed(file_id=file_id, cause="Filen är inte som den skapades", by=by, at=at)
        return
    try:
        receipt = payment_channel().deliver(name=f"{file.message_id}.xml", content=content)
    except ReceiverUnavailableError as error:
        _wait(file_id=file_id, cause=error.cause, by=by, at=at)
    except ReceiverRefusedError as error:
        _keep_failed(file_id=file_id, cause=error.cause, by=by, at=at)
    else:
        _keep_delivered(file_id=file_id, receipt=receipt, kind="dispatch.payment_file_delivered", by=by, at=at)


def _locked(file_id: int) -> PaymentFile:
    return PaymentFile.objects.select_for_update(no_key=True).defer("content").get(pk=file_id)


@transaction.atomic
def _keep_delivered(*, file_id: int, receipt: str, kind: str, by: Actor, at: datetime) -> None:
    file = _locked(file_id)
    if file.delivered_at is not None:
        return
    file.delivered_at, file.receipt, file.cause = at, receipt[:200], ""
    file.next_try_at = file.failed_at = None
    file.attempts += 1
    file.save(update_fields=["delivered_at", "receipt", "cause", "next_try_at", "failed_at", "attempts"])
    sent = Outgoing.objects.filter(payment_file=file, state=OutgoingState.IN_FILE)
    sent.update(state=OutgoingState.SENT, sent_at=at, receipt=file.message_id)
    details: dict[str, JSON] = {
        "file": file.message_id,
        "count": file.count,
        "total_ore": file.total_ore,
        "receipt": file.receipt,
    }
    record(kind=kind, by=by, at=at, subject=f"payment_file:{file.pk}", details=details)


@transaction.atomic
def _wait(*, file_id: int, cause: str, by: Actor, at: datetime) -> None:
    file = _locked(file_id)
    if file.delivered_at is not None or file.failed_at is not None:
        return
    file.attempts += 1
    if file.attempts >= GIVE_UP_AFTER:
        file.save(update_fields=["attempts"])
        _keep_failed(file_id=file_id, cause=cause, by=by, at=at)
        return
    file.cause, file.next_try_at = cause[:200], at + wait_after(file.attempts)
    file.save(update_fields=["attempts", "cause", "next_try_at"])
    details: dict[str, JSON] = {"file": file.message_id, "attempts": file.attempts}
    record(kind="dispatch.payment_file_waits", by=by, at=at, subject=f"payment_file:{file.pk}", details=details)


@transaction.atomic
def _keep_failed(*, file_id: int, cause: str, by: Actor, at: datetime) -> None:
    file = _locked(file_id)
    if file.delivered_at is not None or file.failed_at is not None:
        return
    file.failed_at, file.cause, file.next_try_at = at, cause[:200], None
    file.save(update_fields=["failed_at", "cause", "next_try_at"])
    details: dict[str, JSON] = {"file": file.message_id, "attempts": file.attempts}
    record(kind="dispatch.payment_file_failed", by=by, at=at, subject=f"payment_file:{file.pk}", details=details)


@transaction.atomic
def try_file_again(*, file: PaymentFile, by: Actor, at: datetime) -> None:
    """Hand a file that waits or failed over once more, under the same name, because a person asked for it.

    Raises:
        DispatchError: when it is delivered already.
    """
    changed = PaymentFile.objects.filter(pk=file.pk, delivered_at__isnull=True).update(
        failed_at=None, next_try_at=at + FORGOTTEN_AFTER, attempts=0
    )
    if not changed:
        raise DispatchError(_("Filen är redan lämnad till banken."), todo=_("Ladda om sidan."))
    record(kind="dispatch.payment_file_tried_again", by=by, at=at, subject=f"payment_file:{file.pk}")
    enqueue_file(file_id=file.pk, by=by, at=at)


@transaction.atomic
def keep_file_delivered_by_hand(*, file: PaymentFile, by: Actor, at: datetime) -> None:
    """Say that a person has put a failed file in the bank's own service.

    Raises:
        DispatchError: when the file is not one that was left to a person.
    """
    if not PaymentFile.objects.filter(pk=file.pk, failed_at__isnull=False, delivered_at__isnull=True).exists():
        raise DispatchError(_("Filen väntar inte på en människa."), todo=_("Ladda om sidan och se vad som har hänt."))
    _keep_delivered(file_id=file.pk, receipt="Lämnad för hand", kind="dispatch.payment_file_by_hand", by=by, at=at)


def enqueue_file(*, file_id: int, by: Actor, at: datetime) -> None:  # noqa: ARG001 - the shape of every action
    """Put the job in the queue, in the caller's transaction."""
    import_string("andrum.dispatch.jobs.deliver_payment_file").enqueue(file_id)


@transaction.atomic
def resume_files(*, by: Actor, at: datetime) -> int:
    """Enqueue files whose time to try again has come, and forgotten ones. Returns how many."""
    due = PaymentFile.objects.select_for_update(skip_locked=True, no_key=True).filter(
        Q(next_try_at__lte=at) | Q(next_try_at__isnull=True, created_at__lte=at - FORGOTTEN_AFTER),
        delivered_at__isnull=True, failed_at__isnull=True,
    ).order_by("id")  # fmt: skip
    ids = list(due.values_list("pk", flat=True)[:50])
    PaymentFile.objects.filter(pk__in=ids).update(next_try_at=at + FORGOTTEN_AFTER)
    for file_id in ids:
        enqueue_file(file_id=file_id, by=by, at=at)
    return len(ids)


@transaction.atomic
def note_download(*, file: PaymentFile, by: Actor, at: datetime) -> None:
    """Keep in the log that somebody took the file out of the house."""
    details: dict[str, JSON] = {"file": file.message_id, "sha256": file.sha256}
    record(kind="dispatch.payment_file_downloaded", by=by, at=at, subject=f"payment_file:{file.pk}", details=details)
