"""What must be done before a fee is decided, and why it is decided."""

from datetime import datetime

from andrum.cases.service import Matter, communication_of
from andrum.fees.domain.change import needs_notice
from andrum.fees.domain.errors import FeeDutyError
from andrum.fees.domain.result import basis_hash
from andrum.fees.models import Cause, FeeReview
from andrum.fees.queries.calculating import Calculated, calculate, only_parameters_changed, rests_on_own_words
from andrum.fees.queries.fees import fee_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _


def cause_of(review: FeeReview, month: Month, found: Calculated, at: datetime) -> Cause:
    """Why this decision is made."""
    if found.result.basis.get("income_information") == "not_given":
        return Cause.NO_INFORMATION
    if fee_of(review.matter, month) is None:
        return Cause.FIRST
    if month < Month.of(swedish_day(at)):
        return Cause.CORRECTION
    return Cause.YEARLY if review.item_id is not None else Cause.CHANGE


def refuse_without_notice(*, matter: Matter, month: Month, found: Calculated, at: datetime) -> None:
    """Raise FeeDutyError when the person must be told of a higher fee first, and has not had time to answer."""
    if not notice_is_due(matter=matter, month=month, found=found):
        return
    sent = communication_of(matter=matter, month=str(month))
    if sent is None:
        raise FeeDutyError(
            _("Avgiften blir högre, på uppgifter som personen inte själv har lämnat (25 § förvaltningslagen)."),
            saved=_("Inget beslut har fattats."), todo=_("Skicka en underrättelse först."),
        )  # fmt: skip
    if sent.answered_at is None and swedish_day(at) <= sent.answer_by:
        raise FeeDutyError(
            _("Personen har tid på sig att svara på underrättelsen."), saved=_("Inget beslut har fattats."),
            todo=_("Vänta till efter {day}, eller anteckna svaret."), values={"day": sent.answer_by.isoformat()},
        )  # fmt: skip


def notice_is_due(*, matter: Matter, month: Month, found: Calculated) -> bool:
    """True when a higher fee rests on what the person has not said."""
    before = fee_of(matter, month)
    if before is None or found.result.fee_ore is None:
        return False
    return needs_notice(
        before_ore=before.fee_ore, after_ore=found.result.fee_ore,
        only_parameters=only_parameters_changed(before, found.result), own_words=rests_on_own_words(found.situation),
    )  # fmt: skip


def shown_hash_of(review: FeeReview) -> str:
    """The hash of the proposal as it stands now: what one who decides has seen."""
    return basis_hash(calculate(review.matter, Month.parse(review.month)).result)
