"""The door of control."""

from andrum.control.actions.run_reviews import create_review
from andrum.control.domain.bounds import finite_bound, process_bound
from andrum.control.domain.parameters import parameters_for
from andrum.control.models import Review
from andrum.control.queries.figures import all_figures
from andrum.control.queries.holdings import holdings_of
from andrum.control.queries.missing import unreviewed_count

__all__ = [
    "Review",
    "all_figures",
    "create_review",
    "finite_bound",
    "holdings_of",
    "parameters_for",
    "process_bound",
    "unreviewed_count",
]  # fmt: skip
