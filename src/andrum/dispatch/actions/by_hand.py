"""What a person has to send."""

from datetime import datetime, timedelta

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import add_task
from andrum.dispatch.models import Outgoing, OutgoingState
from andrum.kernel.clock import swedish_day
from andrum.kernel.money import kronor


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
    if cause == "protected":
        words = "Skyddade personuppgifter"
        title = "Skicka beslutet via Skatteverkets förmedlingsuppdrag"
        text = "Brevet skickas aldrig automatiskt. Lägg det i ett kuvert utan adress och följ rutinen för förmedling."
    else:
        words = "Brevlådan tog inte emot"
        title = "Skicka beslutet med post"
        text = "Den digitala brevlådan tog inte emot brevet. Skriv ut det och skicka det med vanlig post."
    _hand_over(outgoing=outgoing, by=by, at=at, kind="dispatch.letter_by_hand", cause=words, title=title, text=text)


def _hand_over(*, outgoing: Outgoing, by: Actor, at: datetime, kind: str, cause: str, title: str, text: str) -> None:
    outgoing.state = OutgoingState.BY_HAND
    outgoing.cause = cause
    outgoing.next_try_at = None
    outgoing.save(update_fields=["state", "cause", "next_try_at"])
    add_task(
        matter=outgoing.matter, title=title, text=text, by=by, at=at, key=f"by_hand:{outgoing.key}",
        due_date=swedish_day(at) + timedelta(days=1),
    )  # fmt: skip
    record(kind=kind, by=by, at=at, subject=f"outgoing:{outgoing.pk}", matter=str(outgoing.matter_id))
