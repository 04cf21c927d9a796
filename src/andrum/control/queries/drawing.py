"""The review of a decision as the published seed draws it."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from andrum.automation.service import Run
from andrum.cases.service import Decision
from andrum.control.domain.parameters import Parameters
from andrum.control.models import Review, ReviewState, Stratum
from andrum.kernel.draws import is_drawn


def drawn_review(
    *, decision: Decision, run: Run | None, stratum: Stratum, share: Fraction, risks: list[str], day: date, seed: str,
    parameters: Parameters, at: datetime,
) -> Review:  # fmt: skip
    """The review of a decision, drawn by the seed of its day; not kept yet."""
    key = f"control:decision:{decision.pk}"
    drawn = is_drawn(seed=seed, key=key, share=share)
    return Review(
        decision=decision, run=run, matter_id=decision.matter_id, stratum=stratum, risks=risks,
        decided_at=decision.decided_at, seed_day=day, seed=seed, key=key, numerator=share.numerator,
        denominator=share.denominator, parameters=parameters.version, is_drawn=drawn,
        state=ReviewState.WAITING if drawn else ReviewState.NOT_DRAWN, created_at=at,
        due_date=day + timedelta(days=parameters.review_days) if drawn else None,
    )  # fmt: skip
