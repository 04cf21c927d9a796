"""Signed conversations for other case systems: read only, within the unit of the token, protected persons left out."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from andrum.accounts.service import TokenAuth, unit_of_token
from andrum.audit.service import Actor
from andrum.conversations.actions.reading import note_api_read
from andrum.conversations.domain.views import SignedLine
from andrum.conversations.models import Conversation
from andrum.conversations.queries.conversations import signed_of_unit
from andrum.conversations.queries.signed import signed_view

router = Router(auth=TokenAuth("read"), tags=["conversations"])


class ConversationOut(Schema):
    """A signed conversation. Persons are not named here."""

    id: int
    case_id: int
    case_reference: str
    framework: str
    held_at: datetime
    signed_at: datetime
    note_id: int


class PersonOut(Schema):
    """Somebody who was there: key in the conversation, and role."""

    key: str
    role: str


class LineOut(Schema):
    """A line with its exact quote, how it is sorted, and what the client says of it."""

    id: int
    kind: str
    quote: str
    wording: str
    speaker: str
    about: str
    polarity: str
    area: str
    factor: str
    status: str
    certainty: str
    time: str
    is_safety: bool
    origin: str
    question: str
    client_position: str
    client_words: str
    client_who: str
    who: str
    what: str
    when: str
    due_date: date | None
    utterance: int
    start_seconds: float | None


class WholeConversationOut(ConversationOut):
    """A signed conversation with its note, those who were there, and its lines in the order they were said.

    ``unsorted`` is how many utterances of others than staff stand in no line.
    """

    setting: str
    title: str
    text: str
    signed_by: str
    unsorted: int
    persons: list[PersonOut]
    lines: list[LineOut]


class ConversationPage(Schema):
    """A page of conversations; ``next_after`` asks for the next one, and is null on the last."""

    items: list[ConversationOut]
    next_after: int | None


class Problem(Schema):
    """What went wrong, in Swedish, and what to do."""

    detail: str


class Slice(Schema):
    """Which part of a long list."""

    after: int = Field(0, ge=0, le=2**53, description="Give those with a higher id than this.")
    limit: int = Field(50, ge=1, le=200, description="At most so many.")


NOT_FOUND = Problem(detail="Det finns inget sådant här. Kontrollera numret, och att nyckeln gäller rätt enhet.")


def _note(request: HttpRequest, *, what: str, rows: int, conversation: Conversation | None = None) -> None:
    unit = unit_of_token(request)
    by = Actor("system", f"unit:{unit.pk}", f"API {unit.name}")
    note_api_read(what=what, rows=rows, conversation=conversation, by=by, at=timezone.now())


def _head(row: Conversation) -> dict[str, object]:
    return {
        "id": row.pk, "case_id": row.matter_id, "case_reference": row.matter.reference, "framework": row.framework,
        "held_at": row.started_at or row.planned_at, "signed_at": row.signed_at, "note_id": row.note_id,
    }  # fmt: skip


def _line(line: SignedLine) -> dict[str, object]:
    own = {name: getattr(line, name) for name in LineOut.model_fields if name not in {"utterance", "start_seconds"}}
    return {**own, "utterance": line.n, "start_seconds": line.start_s}


@router.get("/conversations", response=ConversationPage, summary="Signed conversations of the unit")
def conversations(request: HttpRequest, part: Query[Slice]) -> ConversationPage:
    """The unit's signed conversations, oldest first."""
    rows = list(signed_of_unit(unit_of_token(request)).filter(pk__gt=part.after)[: part.limit + 1])
    shown = rows[: part.limit]
    _note(request, what="conversations", rows=len(shown))
    return ConversationPage(
        items=[ConversationOut.model_validate(_head(row)) for row in shown],
        next_after=shown[-1].pk if len(rows) > part.limit else None,
    )


@router.get(
    "/conversations/{conversation_id}", response={200: WholeConversationOut, 404: Problem},
    summary="One signed conversation with its lines",
)  # fmt: skip
def conversation(request: HttpRequest, conversation_id: int) -> Status[WholeConversationOut | Problem]:
    """One signed conversation of the unit: note, persons and lines."""
    wanted = conversation_id if 0 < conversation_id < 2**53 else 0
    found = signed_of_unit(unit_of_token(request)).filter(pk=wanted).first()
    if found is None or found.note is None:
        return Status(404, NOT_FOUND)
    _note(request, what="conversation", rows=1, conversation=found)
    view = signed_view(found)
    values = {
        **_head(found), "setting": view.setting, "title": found.note.title, "text": found.note.text,
        "signed_by": view.signed_by, "unsorted": view.unsorted, "lines": [_line(line) for line in view.lines],
        "persons": [{"key": one.key, "role": one.role} for one in view.persons],
    }  # fmt: skip
    return Status(200, WholeConversationOut.model_validate(values))
