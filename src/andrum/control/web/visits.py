"""What every view starts with, and the tabs of the room."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Role, User, actor_of, has_role, role_required, visitor
from andrum.audit.service import Actor

TABS: tuple[tuple[str, str | Promise, bool], ...] = (
    ("overview", _("Översikt"), False),
    ("queue", _("Granska beslut"), True),
    ("openings", _("Öppnat ändå"), True),
    ("readings", _("Läsningar"), True),
    ("draws", _("Lottningar"), False),
    ("handling", _("Handläggning"), False),
    ("follow_up", _("Uppföljning"), False),
)
"""Page, word, and whether it shows single matters (not for the board)."""
NOT_FOR_REVIEWERS = frozenset({"handling"})
"""Pages about the unit's own work, for those who answer for it."""

sees_figures = role_required(Role.REVIEWER, Role.UNIT_MANAGER, Role.BOARD)
"""Only those who may see the figures."""
sees_matters = role_required(Role.REVIEWER, Role.UNIT_MANAGER)
"""Only those who review, or manage a unit."""
answers_for_units = role_required(Role.UNIT_MANAGER, Role.BOARD)
"""Only those who answer for how the work of a unit goes."""
may_stop = role_required(Role.UNIT_MANAGER, Role.BOARD)
"""Only those who may stop a mandate."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the user, their name in the log, and the moment."""

    user: User
    by: Actor
    at: datetime


def visit_of(request: HttpRequest) -> Visit:
    """The one who asks."""
    user = visitor(request)
    return Visit(user=user, by=actor_of(user), at=timezone.now())


def tabs_for(user: User, current: str) -> list[dict[str, object]]:
    """The tabs that lead somewhere for the user."""
    works = has_role(user, Role.REVIEWER, Role.UNIT_MANAGER)
    answers = has_role(user, Role.UNIT_MANAGER, Role.BOARD)
    return [
        {"text": text, "href": reverse(f"control:{name}"), "current": name == current, "count": None}
        for name, text, is_for_workers in TABS
        if (works or not is_for_workers) and (answers or name not in NOT_FOR_REVIEWERS)
    ]
