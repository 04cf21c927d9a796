"""What every page starts with: who asks, when, and whether the conversation is theirs to see."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import Role, User, actor_of, visitor
from andrum.audit.service import Actor
from andrum.cases.service import Matter, visible_matters
from andrum.conversations.models import Conversation, Line, Segment
from andrum.conversations.queries.conversations import visible_conversations

WORKERS = (Role.CASEWORKER, Role.UNIT_MANAGER)
"""Those who talk with people and read what was said."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the user, their name in the log, and the moment."""

    user: User
    by: Actor
    at: datetime


def visit_of(request: HttpRequest) -> Visit:
    """The one who asks. Raises Http404 for one who is not signed in."""
    user = visitor(request)
    return Visit(user=user, by=actor_of(user), at=timezone.now())


def matter_for(visit: Visit, reference: str) -> Matter:
    """The matter, when the visitor may see it. Raises Http404 otherwise, with nothing said of what is there."""
    found = visible_matters(user=visit.user, at=visit.at).select_related("applicant", "unit", "assigned_to")
    matter = found.filter(reference=reference).first()
    if matter is None:
        raise Http404
    return matter


def conversation_for(visit: Visit, conversation_id: int) -> Conversation:
    """The conversation, when the visitor may see its matter. Raises Http404 otherwise."""
    found = visible_conversations(user=visit.user, at=visit.at).filter(pk=conversation_id).first()
    if found is None:
        raise Http404
    return found


def line_for(visit: Visit, line_id: int) -> Line:
    """The line, when the visitor may see its matter. Raises Http404 otherwise."""
    line = (
        Line.objects.select_related("speaker", "client_who", "segment", "segment__speaker").filter(pk=line_id).first()
    )
    if line is None:
        raise Http404
    line.conversation = conversation_for(visit, line.conversation_id)
    return line


def segment_for(visit: Visit, segment_id: int) -> Segment:
    """The utterance, when the visitor may see its matter. Raises Http404 otherwise."""
    segment = Segment.objects.select_related("speaker", "mark").filter(pk=segment_id).first()
    if segment is None:
        raise Http404
    segment.conversation = conversation_for(visit, segment.conversation_id)
    return segment
