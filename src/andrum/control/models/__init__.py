"""Tables of control, one file a subject."""

from andrum.control.models.log_reviews import LogDraw, LogReason, LogReview
from andrum.control.models.openings import OpeningReview
from andrum.control.models.reviews import Opinion, Review, ReviewState, Verdict
from andrum.control.models.strata import ShareChange, Stratum

__all__ = [
    "LogDraw", "LogReason", "LogReview", "OpeningReview", "Opinion", "Review", "ReviewState", "ShareChange", "Stratum",
    "Verdict",
]  # fmt: skip
