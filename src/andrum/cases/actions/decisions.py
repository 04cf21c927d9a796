"""Decide, tell when the decision was delivered, and communicate before it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from andrum.audit.service import Actor, record
from andrum.cases.actions.holds import refuse_if_held
from andrum.cases.domain.appeals import appeal_by
from andrum.cases.domain.errors import DecisionError
from andrum.cases.domain.events import DecisionMade
from andrum.cases.domain.facts import JSON
from andrum.cases.models import Communication, Decision, Matter, Outcome, Task
from andrum.cases.queries.decisions import decision_digest
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _


@transaction.atomic
def decide(
    *, matter: Matter, month: str, outcome: str, amount_ore: int, reasons: str, how: str, mandate_ref: str = "",
    calculation: Mapping[str, JSON], rulebook_version: str, applied_ore: int | None, by: Actor, at: datetime, key: str,
    changes: Decision | None = None,
) -> Decision:  # fmt: skip
    """Make a decision, once for each ``key``; asked again with the same key and content it gives the first one back.

    A month has one decision, unless the new one ``changes`` the one that holds (FL 36-39 §§).

    Raises:
        DecisionError: when reasons or mandate are missing, or the amount does not fit the outcome.
        HeldError: when somebody else holds the matter.
        ConflictError: when the key was used for another decision, or the month already has one.
    """
    same = Decision.objects.filter(idempotency_key=key).first()
    if same is not None:
        return _the_same(same, matter=matter, month=month, outcome=outcome, amount_ore=amount_ore)
    _check(outcome=outcome, amount_ore=amount_ore, reasons=reasons, how=how, mandate_ref=mandate_ref, by=by)
    if changes is not None and (changes.matter_id, changes.month) != (matter.pk, month):
        raise DecisionError(_("Beslutet som ändras gäller ett annat ärende eller en annan månad."))
    refuse_if_held(matter=matter, by=by, at=at)
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                matter=matter, month=month, outcome=outcome, amount_ore=amount_ore, reasons=reasons.strip(), how=how,
                decided_by_kind=by.kind, decided_by_id=by.id, decided_by_name=by.name, mandate_ref=mandate_ref,
                calculation=calculation, rulebook_version=rulebook_version, applied_ore=applied_ore, decided_at=at,
                idempotency_key=key, changes=changes,
            )  # fmt: skip
    except IntegrityError:
        if (same := Decision.objects.filter(idempotency_key=key).first()) is not None:
            return _the_same(same, matter=matter, month=month, outcome=outcome, amount_ore=amount_ore)
        raise ConflictError(
            _("Månaden har redan ett beslut i ärendet."), saved=_("Inget nytt beslut har fattats."),
            todo=_("Öppna beslutet. Är det fel kan du ompröva det."),
        ) from None  # fmt: skip
    Task.objects.filter(matter=matter, kind="decision_due", month=month, done_at__isnull=True).update(
        done_at=at, done_by=by.name
    )
    record(
        kind="cases.decided", by=by, at=at, subject=f"decision:{decision.pk}", matter=str(matter.pk),
        details={
            "month": month, "outcome": outcome, "amount_ore": amount_ore, "how": how, "mandate": mandate_ref,
            "changes": changes.pk if changes else None, "sha256": decision_digest(decision),
        },
    )  # fmt: skip
    publish(DecisionMade(decision_id=decision.pk, matter_id=matter.pk, month=month, how=how))
    return decision


@transaction.atomic
def mark_delivered(*, decision: Decision, delivered_at: datetime, by: Actor, at: datetime) -> Decision:
    """Say when the person got the decision, and so until when it can be appealed (FL 44 §). The first time counts."""
    last_day = appeal_by(swedish_day(delivered_at))
    is_first = Decision.objects.filter(pk=decision.pk, delivered_at__isnull=True).update(
        delivered_at=delivered_at, appeal_by_date=last_day
    )
    decision.refresh_from_db(fields=["delivered_at", "appeal_by_date"])
    if is_first:
        record(
            kind="cases.decision_delivered", by=by, at=at, subject=f"decision:{decision.pk}",
            matter=str(decision.matter_id), details={"appeal_by": str(last_day)},
        )  # fmt: skip
    return decision


@transaction.atomic
def communicate(*, matter: Matter, month: str, text: str, answer_by: date, by: Actor, at: datetime) -> Communication:
    """Keep what the person was told before an adverse decision, and until when to answer (FL 25 §)."""
    if not text.strip() or answer_by < swedish_day(at):
        raise DecisionError(
            _("Underrättelsen saknar text eller har en svarsdag som har varit."), todo=_("Rätta och försök igen.")
        )
    sent = Communication.objects.create(
        matter=matter, month=month, text=text.strip(), sent_at=at, sent_by=by.name, answer_by=answer_by
    )
    record(
        kind="cases.communicated", by=by, at=at, subject=f"communication:{sent.pk}", matter=str(matter.pk),
        details={"month": month, "answer_by": str(answer_by)},
    )  # fmt: skip
    return sent


@transaction.atomic
def answer_communication(*, communication: Communication, answer: str, by: Actor, at: datetime) -> Communication:
    """Keep the person's answer, also one given orally (SoL 14 kap. 8 §). The first answer counts."""
    if not Communication.objects.filter(pk=communication.pk, answered_at__isnull=True).update(
        answered_at=at, answer=answer.strip()
    ):
        raise DecisionError(_("Det finns redan ett svar."), todo=_("Skriv en journalanteckning om det som är nytt."))
    record(
        kind="cases.communication_answered", by=by, at=at, subject=f"communication:{communication.pk}",
        matter=str(communication.matter_id),
    )  # fmt: skip
    communication.refresh_from_db()
    return communication


def _the_same(decision: Decision, *, matter: Matter, month: str, outcome: str, amount_ore: int) -> Decision:
    kept = (decision.matter_id, decision.month, decision.outcome, decision.amount_ore)
    if kept != (matter.pk, month, outcome, amount_ore):
        raise ConflictError(
            _("Ett annat beslut har redan fattats med samma underlag."), todo=_("Öppna ärendet och se vilket.")
        )
    return decision


def _check(*, outcome: str, amount_ore: int, reasons: str, how: str, mandate_ref: str, by: Actor) -> None:
    if outcome not in Outcome.values:
        raise DecisionError(_("Utfallet finns inte."), todo=_("Välj ett av utfallen."))
    if outcome != "granted" and not reasons.strip():
        raise DecisionError(
            _("Beslutet saknar motivering (32 § förvaltningslagen)."), todo=_("Skriv skälen för beslutet.")
        )
    if amount_ore < 0 or (amount_ore and outcome not in {"granted", "partly_granted"}):
        raise DecisionError(_("Beloppet passar inte med utfallet."), todo=_("Kontrollera belopp och utfall."))
    if (how == "automated") != (by.kind == "machine") or (how == "automated" and not mandate_ref):
        raise DecisionError(_("Ett automatiskt beslut behöver ett mandat från nämnden, och ett manuellt en person."))
