"""What the machine decides alone: only by a mandate that is listed, dated and on, read in the same transaction."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor
from andrum.cases.service import Matter
from andrum.fees.actions.deciding import decide_fee
from andrum.fees.actions.reviews import close_review
from andrum.fees.domain.events import FeesDecided
from andrum.fees.models import (
    Cause,
    FeeDecision,
    FeeMandate,
    FeeReview,
    IncomeStatement,
    MandateCode,
    Way,
)
from andrum.fees.queries.calculating import UNUSABLE, Calculated, calculate
from andrum.fees.queries.duties import notice_is_due
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.mandates import mandate_in_force
from andrum.fees.queries.statements import KEY
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError
from andrum.kernel.events import publish
from andrum.kernel.periods import Month


@transaction.atomic
def decide_confirmed(*, statement: IncomeStatement, by: Actor, at: datetime) -> FeeDecision | None:
    """Decide when somebody has confirmed what the registers say and nothing needs a person; None when something does.

    Never the first fee, never for a protected identity, never more than the mandate's change, never with a tariff that
    breaks the statute or cannot be used, never a higher fee that the person has not been told of, and never when a
    person has it already.
    """
    matter, month = statement.matter, Month.parse(statement.from_month)
    mandate = mandate_in_force(matter=matter, code=MandateCode.CONFIRMED, day=swedish_day(at))
    if mandate is None or statement.way != Way.CONFIRM or matter.is_protected or matter.safety_concern:
        return None
    waiting = FeeReview.objects.filter(matter=matter, closed_at__isnull=True).first()
    try:
        found = calculate(matter, month)
    except UNUSABLE:
        return None
    if not _is_plain(matter, month, found, mandate) or (waiting and set(waiting.reasons) - {"change", "statement"}):
        return None
    try:
        made = decide_fee(
            matter=matter, month=month, found=found, cause=Cause.CHANGE, reasons="", by=by, at=at,
            key=f"{KEY}{statement.pk}", mandate_ref=mandate.reference,
        )  # fmt: skip
    except ConflictError:
        return None
    if waiting is not None:
        close_review(review=waiting, outcome="decided", decision_id=made.pk, by=by, at=at)
    publish(FeesDecided((made.pk,)))
    return made


def _is_plain(matter: Matter, month: Month, found: Calculated, mandate: FeeMandate) -> bool:
    before, result = fee_of(matter, month), found.result
    if before is None or not result.is_whole or result.fee_ore is None:
        return False
    if found.situation.differences or found.situation.is_partial or result.for_person or result.shown:
        return False
    if notice_is_due(matter=matter, month=month, found=found):
        return False
    return abs(result.fee_ore - before.fee_ore) <= mandate.most_change_ore
