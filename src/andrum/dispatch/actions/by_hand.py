"""What a person has to send, and what a person has sent."""

from datetime import date, datetime, timedelta

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import add_task, finish_task_with_key, mark_delivered, record_fact
from andrum.dispatch.domain.accounts import Account
from andrum.dispatch.domain.errors import DispatchError
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState
from andrum.dispatch.queries.payees import ACCOUNT_FACT
from andrum.kernel.clock import SWEDEN, swedish_day
from andrum.kernel.money import kronor
from andrum.kernel.words import marked as _

CAUSES = {
    "protected": (
        "Skyddade personuppgifter",
        "Skicka beslutet via Skatteverkets förmedlingsuppdrag",
        "Brevet skickas aldrig automatiskt. Lägg det i ett kuvert utan adress och följ rutinen för förmedling.",
    ),
    "refused": (
        "Brevlådan tog inte emot",
        "Skicka beslutet med post",
        "Den digitala brevlådan tog inte emot brevet. Skriv ut det och skicka det med vanlig post.",
    ),
}
"""Why a letter goes by hand: the cause in words, and the title and text of the task."""


@transaction.atomic
def hand_over_payment(*, outgoing: Outgoing, by: Actor, at: datetime) -> None:
    """Give a payment without an account to a person: the money must reach whoever has no bank account too."""
    _hand_over(
        outgoing=outgoing, by=by, at=at, kind="dispatch.payment_by_hand", cause="Kontonummer saknas",
        title=f"Betala ut {kronor(outgoing.amount_ore or 0)} för hand: kontonummer saknas",
        text="Det finns inget kontonummer som går att använda. Be personen om ett, eller betala ut på annat sätt.",
    )  # fmt: skip


@transaction.atomic
def hand_over_letter(*, outgoing: Outgoing, by: Actor, at: datetime, cause: str) -> None:
    """Give a letter to a person to send. ``cause`` is ``protected`` or ``refused``."""
    words, title, text = CAUSES[cause]
    if outgoing.decision_id is None:  # a paper that is no decision
        title = title.replace("beslutet", "handlingen")
    _hand_over(outgoing=outgoing, by=by, at=at, kind="dispatch.letter_by_hand", cause=words, title=title, text=text)


@transaction.atomic
def mark_sent_by_hand(*, outgoing: Outgoing, by: Actor, at: datetime, received_date: date | None = None) -> Outgoing:
    """Say that a person has sent the letter or paid the money.

    Args:
        outgoing: What was left to a person.
        by: Who says so.
        at: When.
        received_date: The day the person got the letter, when it is known: the time to appeal runs from it.

    Raises:
        DispatchError: when it is not left to a person, or the day lies ahead or before the decision.
    """
    outgoing = _left_to_a_person(outgoing)
    decision = outgoing.decision
    if received_date is not None and decision is not None:
        if not swedish_day(decision.decided_at) <= received_date <= swedish_day(at):
            raise DispatchError(
                _("Dagen kan inte stämma."), todo=_("Skriv dagen då brevet kom fram, från beslutsdagen till i dag.")
            )
        got_at = datetime(received_date.year, received_date.month, received_date.day, 12, tzinfo=SWEDEN)
        mark_delivered(decision=decision, delivered_at=max(got_at, decision.decided_at), by=by, at=at)
    outgoing.state, outgoing.sent_at, outgoing.receipt = OutgoingState.SENT, at, "För hand"
    outgoing.save(update_fields=["state", "sent_at", "receipt"])
    finish_task_with_key(key=_task_key(outgoing), by=by, at=at)
    record(
        kind="dispatch.sent_by_hand", by=by, at=at, subject=f"outgoing:{outgoing.pk}", matter=str(outgoing.matter_id),
        details={"kind": outgoing.kind, "amount_ore": outgoing.amount_ore},
    )  # fmt: skip
    return outgoing


@transaction.atomic
def pay_to_account(*, outgoing: Outgoing, account: Account, by: Actor, at: datetime) -> Outgoing:
    """Give a payment that was left to a person an account, and put it in the queue for the next file.

    The account is kept as a fact of the matter, with the one who wrote it.

    Raises:
        DispatchError: when it is no payment left to a person.
    """
    outgoing = _left_to_a_person(outgoing)
    if outgoing.kind != OutgoingKind.PAYMENT:
        raise DispatchError(_("Det är ingen betalning."), todo=_("Ladda om sidan."))
    record_fact(
        matter=outgoing.matter, name=ACCOUNT_FACT, value=account.as_fact(), source="caseworker", by=by, at=at,
        reason="Konto för utbetalning, uppgivet av den sökande",
    )  # fmt: skip
    outgoing.payload = {**outgoing.payload, "account": account.as_json()}
    outgoing.state, outgoing.cause = OutgoingState.QUEUED, ""
    outgoing.save(update_fields=["payload", "state", "cause"])
    finish_task_with_key(key=_task_key(outgoing), by=by, at=at)
    record(
        kind="dispatch.payment_requeued", by=by, at=at, subject=f"outgoing:{outgoing.pk}",
        matter=str(outgoing.matter_id), details={"amount_ore": outgoing.amount_ore},
    )  # fmt: skip
    return outgoing


def _left_to_a_person(outgoing: Outgoing) -> Outgoing:
    found = (
        Outgoing.objects.select_for_update(of=("self",), no_key=True)
        .select_related("decision", "matter")
        .get(pk=outgoing.pk)
    )
    if found.state != OutgoingState.BY_HAND:
        raise DispatchError(
            _("Utskicket väntar inte på en människa."), todo=_("Ladda om sidan och se vad som har hänt.")
        )
    return found


def _task_key(outgoing: Outgoing) -> str:
    return f"by_hand:{outgoing.key}"


def _hand_over(*, outgoing: Outgoing, by: Actor, at: datetime, kind: str, cause: str, title: str, text: str) -> None:
    outgoing.state = OutgoingState.BY_HAND
    outgoing.cause = cause
    outgoing.next_try_at = None
    outgoing.save(update_fields=["state", "cause", "next_try_at"])
    add_task(
        matter=outgoing.matter, title=title, text=text, by=by, at=at, key=_task_key(outgoing),
        due_date=swedish_day(at) + timedelta(days=1),
    )  # fmt: skip
    record(kind=kind, by=by, at=at, subject=f"outgoing:{outgoing.pk}", matter=str(outgoing.matter_id))
