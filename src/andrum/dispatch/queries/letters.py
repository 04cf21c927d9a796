"""The letter of a decision, and a draft of one that is not made yet."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from andrum.accounts.service import Membership
from andrum.audit.service import Actor
from andrum.cases.service import Decision, Matter, participants_of
from andrum.dispatch.domain.accounts import Account, Payee
from andrum.dispatch.domain.errors import AccountError
from andrum.dispatch.domain.letter import DecisionText, letter_of
from andrum.dispatch.domain.letterhead import ROLES, LetterHead, head_data
from andrum.dispatch.domain.sender import DEMO, Sender, load_sender
from andrum.dispatch.domain.typesetting import JSON, typeset
from andrum.dispatch.models import Outgoing, OutgoingKind
from andrum.dispatch.queries.payees import payee_of
from andrum.kernel.clock import swedish_day

TEMPLATE = "decision.typ"
SENDER_FILE = "sender.yaml"
LetterMaker = Callable[[Decision], bytes]
_told: dict[str, LetterMaker] = {}


def register_letter_maker(*, kind: str, make: LetterMaker) -> None:
    """Let a room above make the letters of the decisions in its own kind of matter; the same bytes each time."""
    _told[kind] = make


def current_sender() -> Sender:
    """The municipality that sends: ``sender.yaml`` in its own folder.

    The made-up one stands in when no folder is named, and in a demonstration; never for a real municipality.

    Raises:
        DispatchError: when the file is missing or wrong.
    """
    folder = settings.ANDRUM_MUNICIPALITY
    path = Path(folder) / SENDER_FILE
    if not folder or (settings.ANDRUM_DEMO and not path.exists()):
        path = DEMO
    return load_sender(path)


def decision_letter_pdf(decision: Decision) -> bytes:
    """The letter of a decision as tagged PDF (PDF/UA-1); the same bytes each time for the same decision.

    The one that was kept when it was sent, or else typeset anew.
    """
    kept = Outgoing.objects.filter(
        decision=decision, kind=OutgoingKind.LETTER, document__isnull=False
    ).select_related("document").first()  # fmt: skip
    if kept is not None and kept.document is not None:
        return bytes(kept.document.content)
    own = _told.get(decision.matter.kind)
    return own(decision) if own is not None else _typeset(_text_of(decision))


def draft_letter_pdf(
    *, matter: Matter, month: str, outcome: str, amount_ore: int, reasons: str, calculation: Mapping[str, object],
    by: Actor, at: datetime, applied_ore: int | None = None,
) -> bytes:  # fmt: skip
    """What the letter would look like if this were decided now, marked «Utkast» on each page. Keeps nothing.

    Args:
        matter: The matter.
        month: ``2026-11``.
        outcome: ``granted``, ``partly_granted``, ``denied``, ``dismissed`` or ``written_off``.
        amount_ore: Amount in öre.
        reasons: The reasons as far as they are written.
        calculation: The assessment as JSON, with its receipt.
        by: Who would decide.
        at: Now.
        applied_ore: What was applied for, in öre.
    """
    decision = Decision(
        matter=matter, month=month, outcome=outcome, amount_ore=amount_ore, reasons=reasons, how="person",
        decided_by_kind=by.kind, decided_by_id=by.id, decided_by_name=by.name, calculation=calculation, decided_at=at,
        applied_ore=applied_ore,
    )  # fmt: skip
    return _typeset(_text_of(decision, is_draft=True))


def _typeset(text: DecisionText) -> bytes:
    return typeset(template=TEMPLATE, letter=letter_of(text, sender=current_sender()), at=text.head.decided_at)


def _text_of(decision: Decision, *, is_draft: bool = False) -> DecisionText:
    others = (
        participants_of(decision.matter).filter(role="co_applicant", to_date__isnull=True).order_by("from_date", "pk")
    )
    return DecisionText(
        head=_head_of(decision, roles=ROLES, is_draft=is_draft),
        outcome=decision.outcome, amount_ore=decision.amount_ore, applied_ore=decision.applied_ore, how=decision.how,
        mandate_ref=decision.mandate_ref, calculation=decision.calculation,
        pays_to=_pays_to(decision, is_draft=is_draft),
        also_for=tuple(participant.person.name for participant in others),
    )  # fmt: skip


def letterhead(decision: Decision, *, roles: Collection[str], is_draft: bool = False) -> dict[str, JSON]:
    """What every letter about a decision says, for a room above that makes its own letters.

    Args:
        decision: The decision; one that is not made yet has no role.
        roles: The roles by which such decisions are made; the first of ours that the one who decided had is said.
        is_draft: True marks each page «Utkast».

    Raises:
        DispatchError: when the municipality's ``sender.yaml`` is missing or wrong.
    """
    return head_data(_head_of(decision, roles=roles, is_draft=is_draft), sender=current_sender())


def _head_of(decision: Decision, *, roles: Collection[str], is_draft: bool) -> LetterHead:
    matter, decided_at = decision.matter, decision.decided_at
    return LetterHead(
        reference=matter.reference, unit=matter.unit.name, recipient=matter.applicant.name,
        address=matter.applicant.address, language=matter.applicant.language, month=decision.month,
        reasons=decision.reasons, decided_by=decision.decided_by_name, role=_role(decision, roles),
        decided_at=decided_at, appeal_by=Decision.appeal_by_when_got(swedish_day(decided_at)), is_draft=is_draft,
    )  # fmt: skip


def _role(decision: Decision, roles: Collection[str]) -> str:
    """The role that the one who decided had that day, in the unit before others; empty when nothing is known of it."""
    if decision.how != "person" or not decision.decided_by_id.isdigit():
        return ""
    day = swedish_day(decision.decided_at)
    rows = Membership.objects.filter(user=int(decision.decided_by_id), role__in=roles, from_date__lte=day).values_list(
        "role", "unit_id", "to_date"
    )
    held = [
        (unit != decision.matter.unit_id, role) for role, unit, to_date in rows if to_date is None or to_date >= day
    ]
    return min(held, key=lambda found: (found[0], list(ROLES).index(found[1])))[1] if held else ""


def _pays_to(decision: Decision, *, is_draft: bool) -> str | None:
    """The masked account that was ordered, empty for by hand, None when no payment is ordered."""
    if decision.amount_ore <= 0:
        return None
    if is_draft:
        return _masked(payee_of(decision=decision))
    order = Outgoing.objects.filter(decision=decision, kind=OutgoingKind.PAYMENT).first()
    if order is None:
        return None
    return _masked(Payee(name="", account=kept_account(order)))


def kept_account(order: Outgoing) -> Account | None:
    """The account that was ordered with a payment; None when there is none or it cannot be used any more."""
    kept = order.payload.get("account") if isinstance(order.payload, dict) else None
    try:
        return Account.from_json(kept) if kept else None
    except AccountError:
        return None


def _masked(payee: Payee) -> str:
    return payee.account.masked if payee.account else ""
