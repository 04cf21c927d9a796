"""Which conversations there are, for one who may see their matters."""

from datetime import datetime

from django.db.models import QuerySet

from andrum.accounts.service import Unit, User
from andrum.cases.service import Matter, visible_matters
from andrum.conversations.domain.views import PersonPresent
from andrum.conversations.models import Conversation, ConversationState, InformationGiven
from andrum.people.service import Protection


def visible_conversations(*, user: User, at: datetime) -> QuerySet[Conversation]:
    """Conversations in the matters that the user may see, newest first. Every page, call and socket starts here."""
    matters = visible_matters(user=user, at=at).order_by().values("pk")
    found = Conversation.objects.filter(matter__in=matters)
    return found.select_related("matter", "matter__applicant", "matter__unit", "worker").order_by("-planned_at", "-pk")


def conversations_of(*, matter: Matter) -> QuerySet[Conversation]:
    """All conversations of a matter, newest first."""
    return Conversation.objects.filter(matter=matter).select_related("worker").order_by("-planned_at", "-pk")


def unfinished_of(*, user: User, at: datetime) -> QuerySet[Conversation]:
    """The user's own conversations that are not signed yet, oldest first."""
    done = (ConversationState.SIGNED, ConversationState.CANCELLED)
    return visible_conversations(user=user, at=at).filter(worker=user).exclude(state__in=done).order_by("planned_at")


def signed_of_unit(unit: Unit) -> QuerySet[Conversation]:
    """Signed conversations of a unit, oldest first, protected persons left out; for other systems."""
    found = Conversation.objects.filter(
        state=ConversationState.SIGNED, matter__unit=unit, matter__is_protected=False,
        matter__applicant__protection=Protection.NONE,
    )  # fmt: skip
    return found.select_related("matter", "note").order_by("pk")


def persons_of(conversation: Conversation) -> tuple[PersonPresent, ...]:
    """Those who are there, in the order of their keys on the keyboard."""
    rows = sorted(conversation.persons.all(), key=lambda row: row.place)
    return tuple(PersonPresent(row.key, row.role, row.name, row.person_id, row.channel) for row in rows)


def latest_answer(conversation: Conversation) -> InformationGiven | None:
    """What the client last answered, if they have been asked."""
    return conversation.information.order_by("-noted_at", "-pk").first()
