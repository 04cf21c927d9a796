"""What every change of a prepared case starts with: the open case under lock, the matter held, and computed anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from andrum.audit.service import JSON, Actor, record
from andrum.automation.domain.calculation import calculation_of, proposal_of
from andrum.automation.domain.errors import HandOverClosedError
from andrum.automation.models import HandOver
from andrum.automation.queries.locking import locked_hand_over
from andrum.automation.queries.situation import situation_of
from andrum.cases.service import take_hold

HOLD_SECONDS: Final = 900


@transaction.atomic
def assess_anew(*, hand_over: HandOver, why: str, by: Actor, at: datetime) -> HandOver:
    """Compute the case from the facts as they are now, and keep the new proposal beside the reasons it stopped for."""
    situation = situation_of(matter=hand_over.matter, month=hand_over.month, kind=hand_over.run.application.kind)
    assessment, before = situation.assessment, _amount_in(hand_over.proposal)
    hand_over.household = dict(situation.household)
    hand_over.proposal = {**proposal_of(assessment), "calculation": calculation_of(assessment)}
    hand_over.missing = [{"path": it.path, "words": it.words, "reason": it.reason} for it in assessment.missing]
    hand_over.save(update_fields=["household", "proposal", "missing"])
    tell(kind="automation.assessed_anew", hand_over=hand_over, by=by, at=at, fact=why, before=before,
          after=_amount_in(hand_over.proposal), rulebook=assessment.rulebook_version)  # fmt: skip
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


def _amount_in(proposal: object) -> JSON:
    """What a proposal comes to, in öre or as an interval, for the log."""
    calculation = proposal.get("calculation") if isinstance(proposal, Mapping) else None
    grant: JSON = calculation.get("grant") if isinstance(calculation, Mapping) else None
    return grant


def tell(*, kind: str, hand_over: HandOver, by: Actor, at: datetime, **details: JSON) -> None:
    """Keep in the log what was done with the case."""
    record(
        kind=kind, by=by, at=at, subject=f"hand_over:{hand_over.pk}", matter=str(hand_over.matter_id),
        details={"month": hand_over.month, **details},
    )  # fmt: skip
