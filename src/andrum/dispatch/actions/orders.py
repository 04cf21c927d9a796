"""Order what is to go out, inside the transaction of the decision."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Decision, Document, finish_task_with_key
from andrum.dispatch.actions.by_hand import hand_over_payment
from andrum.dispatch.actions.delivery import enqueue
from andrum.dispatch.domain.accounts import Payee
from andrum.dispatch.domain.errors import DispatchError
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState
from andrum.dispatch.queries.payees import ordered_ore, payee_of
from andrum.kernel.money import kronor
from andrum.kernel.words import marked as _
from andrum.people.service import Person


@transaction.atomic
def order_letter(*, decision: Decision, by: Actor, at: datetime) -> Outgoing:
    """Order the letter of a decision, once, in the decision's own transaction. The same call again does nothing."""
    outgoing, created = Outgoing.objects.get_or_create(
        key=f"letter:decision:{decision.pk}",
        defaults={
            "kind": OutgoingKind.LETTER,
            "matter_id": decision.matter_id,
            "decision": decision,
            "ordered_at": at,
            "ordered_by": by.name,
        },
    )
    if created:
        _record("dispatch.letter_ordered", outgoing=outgoing, by=by, at=at)
        enqueue(outgoing_id=outgoing.pk, by=by, at=at)
    return outgoing


@transaction.atomic
def order_paper(*, document: Document, person: Person, key: str, by: Actor, at: datetime) -> Outgoing:
    """Order that a kept document goes to a person as it is, once for each ``key``. The same call again does nothing."""
    outgoing, created = Outgoing.objects.get_or_create(
        key=f"paper:{key}",
        defaults={
            "kind": OutgoingKind.LETTER,
            "matter_id": document.matter_id,
            "document": document,
            "payload": {"person": person.pk, "to": person.name, "title": document.title},
            "ordered_at": at,
            "ordered_by": by.name,
        },
    )
    if created:
        _record("dispatch.letter_ordered", outgoing=outgoing, by=by, at=at)
        enqueue(outgoing_id=outgoing.pk, by=by, at=at)
    return outgoing


@transaction.atomic
def order_payment(
    *, decision: Decision, amount_ore: int, by: Actor, at: datetime, payee: Payee | None = None
) -> Outgoing:
    """Order the payment of a decision, once. Without a payee it goes to the applicant's account among the facts.

    A changed decision pays only what its month has not been paid before.

    Raises:
        DispatchError: when there is nothing to pay, or more than the decision grants for the month in all.
    """
    if not 0 < amount_ore <= decision.amount_ore:
        raise DispatchError(
            _("Beloppet stämmer inte med beslutet."),
            saved=_("Ingen betalning har beställts."),
            todo=_("Kontrollera beloppet."),
        )
    earlier = ordered_ore(matter=decision.matter, month=decision.month, apart_from=decision)
    if earlier + amount_ore > decision.amount_ore:
        raise DispatchError(
            _("{amount} är redan beställt för månaden."), saved=_("Ingen ny betalning har beställts."),
            todo=_("Betala bara det som fattas."), values={"amount": kronor(earlier)},
        )  # fmt: skip
    payee = payee or payee_of(decision=decision)
    outgoing, created = Outgoing.objects.get_or_create(
        key=f"payment:decision:{decision.pk}",
        defaults={
            "kind": OutgoingKind.PAYMENT,
            "matter_id": decision.matter_id,
            "decision": decision,
            "amount_ore": amount_ore,
            "payload": {"name": payee.name, "account": payee.account.as_json() if payee.account else None},
            "ordered_at": at,
            "ordered_by": by.name,
        },
    )
    if created:
        _record("dispatch.payment_ordered", outgoing=outgoing, by=by, at=at)
        if payee.account is None:
            hand_over_payment(outgoing=outgoing, by=by, at=at)
    return outgoing


@transaction.atomic
def cancel_payment(*, outgoing: Outgoing, reason: str, by: Actor, at: datetime) -> Outgoing:
    """Stop a payment that no file holds yet; after that it cannot be stopped.

    Raises:
        DispatchError: when it is in a file or sent, or no reason is given.
    """
    if not reason.strip():
        raise DispatchError(_("Skälet saknas."), todo=_("Skriv varför betalningen stoppas."))
    changed = Outgoing.objects.filter(
        pk=outgoing.pk, kind=OutgoingKind.PAYMENT, state__in=(OutgoingState.QUEUED, OutgoingState.BY_HAND)
    ).update(state=OutgoingState.CANCELLED, cause=reason.strip()[:200])
    if not changed:
        raise DispatchError(
            _("Betalningen går inte att stoppa: den är lämnad till banken eller stoppad redan."),
            todo=_("Kontakta banken om den är fel."),
        )
    outgoing.refresh_from_db()
    finish_task_with_key(key=f"by_hand:{outgoing.key}", by=by, at=at)
    _record("dispatch.payment_cancelled", outgoing=outgoing, by=by, at=at)
    return outgoing


def _record(kind: str, *, outgoing: Outgoing, by: Actor, at: datetime) -> None:
    details = {"key": outgoing.key, "decision": outgoing.decision_id, "amount_ore": outgoing.amount_ore}
    record(kind=kind, by=by, at=at, subject=f"outgoing:{outgoing.pk}", matter=str(outgoing.matter_id), details=details)
