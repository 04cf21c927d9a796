"""Send letters, and wait when the receiver does not answer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from andrum.audit.service import Actor, gather, record
from andrum.cases.service import Decision, add_document, mark_delivered
from andrum.dispatch.actions.by_hand import hand_over_letter
from andrum.dispatch.domain.errors import DispatchError, ReceiverRefusedError, ReceiverUnavailableError
from andrum.dispatch.domain.waiting import GIVE_UP_AFTER, wait_after
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState
from andrum.dispatch.ports import Recipient
from andrum.dispatch.queries.letters import decision_letter_pdf
from andrum.dispatch.queries.payees import is_protected, recipient, recipient_of
from andrum.dispatch.queries.receivers import mailbox
from andrum.dispatch.queries.run_kinds import LETTERS
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.people.service import Person
from andrum.runs.service import is_paused

FORGOTTEN_AFTER = timedelta(minutes=15)
"""A queued letter this old has lost its job (a restored backup, say) and is started again."""

CHANGING = ("state", "attempts")
"""What another may have changed while the letter was made and handed over; the rest of the row never changes."""


def deliver_letter(*, outgoing_id: int, by: Actor, at: datetime) -> None:
    """Send one letter, once. It may be cut off anywhere and run again.

    The letter is rendered (the same bytes each time), the mailbox takes it (idempotent by key), and one transaction
    keeps document, receipt and day of delivery. A letter that names a protected identity goes to a person instead.
    While letters are paused it stays in the queue.
    """
    outgoing = Outgoing.objects.select_related("decision__matter__applicant", "decision__matter__unit", "matter").get(
        pk=outgoing_id
    )
    decision = outgoing.decision
    if outgoing.kind != OutgoingKind.LETTER or outgoing.state in _DONE or is_paused(LETTERS):
        return
    if decision is None:
        _deliver_paper(outgoing=outgoing, by=by, at=at)
        return
    try:
        pdf = decision_letter_pdf(decision)
    except DispatchError as error:
        wait(outgoing=outgoing, cause=error.what, by=by, at=at)
        return
    protected = is_protected(decision.matter)
    title = f"Beslut {outgoing.matter.reference}"
    try:
        receipt, refused = _hand_to_mailbox(
            outgoing.key, "" if protected else title, to=recipient_of(decision), pdf=pdf
        )
    except ReceiverUnavailableError as error:
        wait(outgoing=outgoing, cause=error.cause, by=by, at=at)
        return
    with transaction.atomic(), gather():
        outgoing.refresh_from_db(
            from_queryset=Outgoing.objects.select_for_update(of=("self",), no_key=True), fields=CHANGING
        )
        if outgoing.state in _DONE:
            return
        outgoing.document = add_document(
            matter=outgoing.matter, kind="decision_letter", title=_title(decision),
            media_type="application/pdf", content=pdf, source="andrum", by=by, at=at, key=outgoing.key,
        )  # fmt: skip
        if protected or refused:
            outgoing.save(update_fields=["document"])
            hand_over_letter(outgoing=outgoing, by=by, at=at, cause="protected" if protected else "refused")
            return
        _keep_sent(outgoing=outgoing, receipt=receipt, by=by, at=at)


def _hand_to_mailbox(key: str, title: str, *, to: Recipient, pdf: bytes) -> tuple[str, bool]:
    """Receipt, and whether the mailbox refused. Without a title nothing is handed over."""
    if not title:
        return "", False
    try:
        return mailbox().deliver(key=key, recipient=to, title=title, pdf=pdf), False
    except ReceiverRefusedError:
        return "", True


def _deliver_paper(*, outgoing: Outgoing, by: Actor, at: datetime) -> None:
    """Send a kept document as it is, once; the mailbox takes it by key, so that it may be cut off anywhere."""
    document = outgoing.document
    person = Person.objects.filter(pk=outgoing.payload.get("person")).first()
    if document is None or person is None:
        return
    protected = person.is_protected or is_protected(outgoing.matter)
    title = f"{document.title} {outgoing.matter.reference}"
    try:
        receipt, refused = _hand_to_mailbox(
            outgoing.key, "" if protected else title, to=recipient(person), pdf=bytes(document.content)
        )
    except ReceiverUnavailableError as error:
        wait(outgoing=outgoing, cause=error.cause, by=by, at=at)
        return
    with transaction.atomic(), gather():
        outgoing.refresh_from_db(
            from_queryset=Outgoing.objects.select_for_update(of=("self",), no_key=True), fields=CHANGING
        )
        if outgoing.state in _DONE:
            return
        if protected or refused:
            hand_over_letter(outgoing=outgoing, by=by, at=at, cause="protected" if protected else "refused")
            return
        _keep_sent(outgoing=outgoing, receipt=receipt, by=by, at=at)


def _title(decision: Decision) -> str:
    """What the letter is called among the documents; a decision that is about no month is just that."""
    return f"Beslut för {Month.parse(decision.month).in_words}" if decision.month else "Beslut"


_DONE = (OutgoingState.SENT, OutgoingState.BY_HAND, OutgoingState.CANCELLED)


def _keep_sent(*, outgoing: Outgoing, receipt: str, by: Actor, at: datetime) -> None:
    outgoing.state = OutgoingState.SENT
    outgoing.sent_at, outgoing.receipt, outgoing.next_try_at, outgoing.cause = at, receipt, None, ""
    outgoing.attempts += 1
    outgoing.save(update_fields=["state", "sent_at", "receipt", "next_try_at", "cause", "attempts", "document"])
    if outgoing.decision is not None:
        mark_delivered(decision=outgoing.decision, delivered_at=at, by=by, at=at)
    record(
        kind="dispatch.letter_sent", by=by, at=at, subject=f"outgoing:{outgoing.pk}", matter=str(outgoing.matter_id),
        details={"receipt": receipt, "attempts": outgoing.attempts, "document": outgoing.document_id},
    )  # fmt: skip


@transaction.atomic
def wait(*, outgoing: Outgoing, cause: str, by: Actor, at: datetime) -> None:
    """Say that the receiver does not answer, and when the next try is; after many tries say that a person must look."""
    outgoing = Outgoing.objects.select_for_update(of=("self",), no_key=True).get(pk=outgoing.pk)
    if outgoing.state in _DONE:
        return
    outgoing.attempts += 1
    gave_up = outgoing.attempts >= GIVE_UP_AFTER
    outgoing.state = OutgoingState.FAILED if gave_up else OutgoingState.WAITING
    outgoing.cause = cause[:200]
    outgoing.next_try_at = None if gave_up else at + wait_after(outgoing.attempts)
    outgoing.save(update_fields=["state", "attempts", "cause", "next_try_at"])
    record(
        kind="dispatch.failed" if gave_up else "dispatch.waits", by=by, at=at, subject=f"outgoing:{outgoing.pk}",
        matter=str(outgoing.matter_id), details={"attempts": outgoing.attempts},
    )  # fmt: skip


@transaction.atomic
def try_again(*, outgoing: Outgoing, by: Actor, at: datetime) -> None:
    """Start what waits or failed again, now, because a person asked for it.

    Raises:
        DispatchError: when it is sent already or goes by hand.
    """
    changed = Outgoing.objects.filter(
        pk=outgoing.pk, kind=OutgoingKind.LETTER, state__in=(OutgoingState.WAITING, OutgoingState.FAILED)
    ).update(state=OutgoingState.QUEUED, next_try_at=None, attempts=0)
    if not changed:
        raise DispatchError(_("Utskicket kan inte skickas på nytt."), todo=_("Ladda om sidan och se vad som har hänt."))
    record(kind="dispatch.tried_again", by=by, at=at, subject=f"outgoing:{outgoing.pk}", matter=str(outgoing.matter_id))
    enqueue(outgoing_id=outgoing.pk, by=by, at=at)


def enqueue(*, outgoing_id: int, by: Actor, at: datetime) -> None:  # noqa: ARG001 - the shape of every action
    """Put the job in the queue, in the caller's transaction. By name: jobs call actions, never the other way round."""
    import_string("andrum.dispatch.jobs.deliver").enqueue(outgoing_id)


@transaction.atomic
def resume_waiting(*, by: Actor, at: datetime) -> int:
    """Enqueue letters whose time to try again has come, and forgotten ones; none while they are paused. How many."""
    if is_paused(LETTERS):
        return 0
    due = Outgoing.objects.select_for_update(skip_locked=True, no_key=True).filter(
        Q(state=OutgoingState.WAITING, next_try_at__lte=at)
        | Q(state=OutgoingState.QUEUED, next_try_at__isnull=True, ordered_at__lte=at - FORGOTTEN_AFTER)
        | Q(state=OutgoingState.QUEUED, next_try_at__lte=at),
        kind=OutgoingKind.LETTER,
    ).order_by("id")[:200]  # fmt: skip
    ids = [outgoing.pk for outgoing in due]
    Outgoing.objects.filter(pk__in=ids).update(state=OutgoingState.QUEUED, next_try_at=at + FORGOTTEN_AFTER)
    for outgoing_id in ids:
        enqueue(outgoing_id=outgoing_id, by=by, at=at)
    return len(ids)
