"""A prepared case in a person's hands: take it, let it go, change a fact and see the result move."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from andrum.audit.service import JSON, Actor, record
from andrum.automation.domain.calculation import calculation_of, proposal_of
from andrum.automation.domain.errors import HandOverClosedError
from andrum.automation.models import HandOver
from andrum.automation.queries.situation import situation_of
from andrum.cases.service import Fact, FactValue, record_facts, release_hold, take_hold, undo_fact
from andrum.kernel.errors import NotAllowedError

HOLD_SECONDS: Final = 900
UNDONE: Final = "Ändringen togs tillbaka."


@transaction.atomic
def take_hand_over(*, hand_over: HandOver, by: Actor, at: datetime) -> HandOver:
    """Work with a prepared case: it is one's own, and nobody else, nor the automation, touches the matter meanwhile.

    Taking it again lengthens the time.

    Raises:
        HandOverClosedError: when it is decided, or replaced by a newer one.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    _tell("automation.hand_over_taken", locked, by=by, at=at)
    return locked


@transaction.atomic
def release_hand_over(*, hand_over: HandOver, by: Actor, at: datetime) -> HandOver:
    """Let a prepared case go back to the worklist. One that another has is left as it is."""
    locked = locked_hand_over(hand_over)
    release_hold(matter=locked.matter, by=by, at=at)
    if locked.closed_at is None and str(locked.taken_by_id) == by.id:
        locked.taken_by_id, locked.taken_at = None, None
        locked.save(update_fields=["taken_by", "taken_at"])
        _tell("automation.hand_over_released", locked, by=by, at=at)
    return locked


@transaction.atomic
def change_fact(*, hand_over: HandOver, fact: FactValue, by: Actor, at: datetime) -> HandOver:
    """Keep a caseworker's value of a fact, with the reason, and assess anew. Gives the case with its new proposal.

    Raises:
        FactError: when value or reason is missing.
        HandOverClosedError: when the case is decided, or replaced by a newer one.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    own = replace(fact, source="caseworker", source_detail="", month=locked.month)
    record_facts(matter=locked.matter, facts=[own], by=by, at=at)
    return assess_anew(hand_over=locked, why=own.name, by=by, at=at)


@transaction.atomic
def undo_change(
    *, hand_over: HandOver, fact_id: int, by: Actor, at: datetime, reason: str = UNDONE
) -> HandOver:  # fmt: skip
    """Take a caseworker's value back, and assess anew: what counted before it counts again.

    Raises:
        FactError: when it is not a caseworker's current value.
        HandOverClosedError: when the case is decided, or replaced by a newer one.
        HeldError: when somebody else, or the automation, works with the matter now.
        NotAllowedError: when the fact is not one of the matter's.
    """
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    fact = Fact.objects.filter(pk=fact_id, matter=locked.matter_id, month=locked.month).first()
    if fact is None:
        raise NotAllowedError
    undo_fact(fact=fact, reason=reason, by=by, at=at)
    return assess_anew(hand_over=locked, why=fact.name, by=by, at=at)


@transaction.atomic
def assess_anew(*, hand_over: HandOver, why: str, by: Actor, at: datetime) -> HandOver:
    """Compute the case from the facts as they are now, and keep the new proposal beside the reasons it stopped for."""
    situation = situation_of(matter=hand_over.matter, month=hand_over.month, kind=hand_over.run.application.kind)
    assessment, before = situation.assessment, amount_in(hand_over.proposal)
    hand_over.household = dict(situation.household)
    hand_over.proposal = {**proposal_of(assessment), "calculation": calculation_of(assessment)}
    hand_over.missing = [{"path": it.path, "words": it.words, "reason": it.reason} for it in assessment.missing]
    hand_over.save(update_fields=["household", "proposal", "missing"])
    _tell("automation.assessed_anew", hand_over, by=by, at=at, fact=why, before=before,
          after=amount_in(hand_over.proposal), rulebook=assessment.rulebook_version)  # fmt: skip
    return hand_over


def open_and_held(*, hand_over: HandOver, by: Actor, at: datetime) -> HandOver:
    """The open case under lock, its matter held by ``by``, who has taken it. Call inside a transaction.

    Raises:
        HandOverClosedError: when it is decided, or replaced by a newer one.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    locked = locked_hand_over(hand_over)
    if locked.closed_at is not None:
        raise HandOverClosedError
    take_hold(matter=locked.matter, by=by, at=at, seconds=HOLD_SECONDS)
    if by.kind == "person" and str(locked.taken_by_id) != by.id:
        locked.taken_by_id, locked.taken_at = int(by.id), at
        locked.save(update_fields=["taken_by", "taken_at"])
    return locked


def locked_hand_over(hand_over: HandOver) -> HandOver:
    """The row as it is now, locked until the transaction is over."""
    return (
        HandOver.objects.select_for_update(of=("self",))
        .select_related("matter__applicant", "matter__unit", "run__application__co_applicant")
        .get(pk=hand_over.pk)
    )


def amount_in(proposal: object) -> JSON:
    """What a proposal comes to, in öre or as an interval, for the log."""
    calculation = proposal.get("calculation") if isinstance(proposal, Mapping) else None
    grant: JSON = calculation.get("grant") if isinstance(calculation, Mapping) else None
    return grant


def _tell(kind: str, hand_over: HandOver, *, by: Actor, at: datetime, **details: JSON) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"hand_over:{hand_over.pk}", matter=str(hand_over.matter_id),
        details={"month": hand_over.month, **details},
    )  # fmt: skip
