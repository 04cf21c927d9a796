"""The worker goes through the lines: accepts, changes, rejects, and picks what the reading did not find."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.conversations.domain.errors import LineError
from andrum.conversations.domain.words import (
    ASKING_ROLES,
    BY_WORKER,
    OBSERVED,
    REPORTED,
    LineKind,
    Source,
    WorkerDecision,
)
from andrum.conversations.models import Conversation, Line, LineChange, LineDecision, Segment
from andrum.conversations.queries.locked import unsigned
from andrum.conversations.queries.speech import unsorted_in
from andrum.kernel.words import marked as _
from andrum.language.service import Status, Time, factor_set

CHANGEABLE = (
    "kind", "polarity", "area", "factor", "status", "about", "time", "certainty", "wording", "who", "what", "when",
    "due_date",
)  # fmt: skip
POLARITIES = ("risk", "skydd", "neutral")
WORDS = {"status": frozenset(Status), "time": frozenset(Time)}
DECISIONS = (WorkerDecision.UNREVIEWED, WorkerDecision.ACCEPTED, WorkerDecision.REJECTED)


@transaction.atomic
def decide_line(*, line: Line, decision: str, by: Actor, at: datetime) -> Line:
    """Accept a line, take it away, or undo that.

    Raises:
        LineError: when the decision is none of these.
        ConversationStateError: when the conversation is signed.
    """
    if decision not in DECISIONS:
        raise LineError(_("Det går inte att välja det."), todo=_("Godkänn raden eller ta bort den."))
    locked, line = _locked(line)
    if decision == WorkerDecision.UNREVIEWED:
        _set(line, {"decision": decision}, by, at, decided_by="", decided_at=None)
    else:
        _set(line, {"decision": decision}, by, at, decided_by=by.name, decided_at=at)
    _count_unsorted(locked)
    _note(locked, "line_decided", by, at, line, decision=decision)
    return line


@transaction.atomic
def change_line(*, line: Line, values: Mapping[str, str | date | None], by: Actor, at: datetime) -> Line:
    """Change how a line is sorted, or word it in one's own words beside the quote. The quote itself never changes.

    Raises:
        LineError: when a field cannot be changed or a value is none of those there are.
        ConversationStateError: when the conversation is signed.
    """
    locked, line = _locked(line)
    given = {name: value for name, value in values.items() if value != getattr(line, name)}
    unknown = [name for name in values if name not in CHANGEABLE]
    if unknown:
        raise LineError(_("Raden går inte att ändra så."), todo=_("Ändra sortering, formulering eller dag."))
    _refuse_unknown(locked, {**{name: getattr(line, name) for name in ("kind", "polarity", "area")}, **given})
    if not given:
        return line
    _refuse_double(line, given)
    if "area" in given or "polarity" in given:
        given.setdefault("factor", "")
    _set(line, {**given, "decision": LineDecision.CHANGED}, by, at, decided_by=by.name, decided_at=at)
    _note(locked, "line_changed", by, at, line, fields=", ".join(sorted(given)))
    return line


@transaction.atomic
def accept_lines(*, conversation: Conversation, by: Actor, at: datetime, up_to: int | None = None) -> int:
    """Accept every line that nobody has decided of; gives how many.

    Those on which the readings disagree are looked at one by one, and so are those that came after line ``up_to``,
    the last that the worker has had on the screen.
    """
    locked = unsigned(conversation)
    waiting = [
        line for line in locked.lines.filter(decision=LineDecision.UNREVIEWED, doubt="")
        if up_to is None or line.pk <= up_to
    ]  # fmt: skip
    for line in waiting:
        _set(line, {"decision": LineDecision.ACCEPTED}, by, at, decided_by=by.name, decided_at=at)
    record(
        kind="conversations.lines_accepted", by=by, at=at, subject=f"conversation:{locked.pk}",
        matter=str(locked.matter_id), details={"lines": len(waiting)},
    )  # fmt: skip
    return len(waiting)


@transaction.atomic
def add_line(
    *, segment: Segment, quote: str, kind: str, by: Actor, at: datetime, polarity: str = "", area: str = "",
    about: str = "", status: str = "", time: str = "", who: str = "", what: str = "", due_date: date | None = None,
) -> Line:  # fmt: skip
    """Make a line of words that the reading did not find. It is accepted at once, since a person made it.

    Without ``status`` what a client says is said, and what the worker says is seen or told on.

    Raises:
        LineError: when the words are not exactly in the utterance, or the sorting is unclear.
        ConversationStateError: when the conversation is signed.
    """
    locked = unsigned(segment.conversation)
    row = Segment.objects.select_related("speaker").get(pk=segment.pk)
    words = quote.strip() or row.text
    place = row.text.find(words)
    if place < 0:
        raise LineError(_("Orden står inte så i yttrandet."), todo=_("Markera orden precis som de står."))
    values = {"kind": kind, "polarity": polarity, "area": area, "about": about, "status": status, "time": time}
    _refuse_unknown(locked, values)
    is_statement = kind == LineKind.STATEMENT
    if not status:
        status = Status.SAID.value
        if row.speaker.role in ASKING_ROLES:
            status = REPORTED if row.source == Source.DICTATION else OBSERVED
    line, is_new = Line.objects.get_or_create(
        conversation=locked, kind=kind, n=row.n, start=place, end=place + len(words),
        area=area if is_statement else "", polarity=polarity if is_statement else "",
        defaults={
            "segment": row, "quote": words, "speaker": row.speaker, "start_s": row.start_s, "about": about[:20],
            "status": status if is_statement else "", "time": (time or "nu") if is_statement else "",
            "certainty": "säkert" if is_statement else "", "origin": BY_WORKER, "who": who[:80], "what": what[:300],
            "due_date": due_date, "decision": LineDecision.ACCEPTED, "decided_by": by.name, "decided_at": at,
            "found_at": at,
        },
    )  # fmt: skip
    if not is_new:
        return line
    _count_unsorted(locked)
    _note(locked, "line_added", by, at, line, kind_of_line=kind)
    return line


def _count_unsorted(conversation: Conversation) -> None:
    conversation.unsorted = unsorted_in(conversation)
    conversation.save(update_fields=["unsorted"])


def _locked(line: Line) -> tuple[Conversation, Line]:
    conversation = unsigned(line.conversation)
    fresh = Line.objects.select_related("speaker", "segment").get(pk=line.pk)
    fresh.conversation = conversation
    return conversation, fresh


def _refuse_unknown(conversation: Conversation, values: Mapping[str, object]) -> None:
    if values["kind"] not in set(LineKind):
        raise LineError(
            _("Det går inte att välja det."), todo=_("Välj det som sagts, en överenskommelse eller en åsikt.")
        )
    if values["kind"] != LineKind.STATEMENT:
        return
    areas = {area.id for area in factor_set(conversation.framework).areas}
    if values["polarity"] not in POLARITIES or values["area"] not in areas:
        raise LineError(_("Raden saknar område, eller om den är styrka eller oro."), todo=_("Välj båda."))
    if any(values.get(name) and values[name] not in known for name, known in WORDS.items()):
        raise LineError(_("Det går inte att välja det."), todo=_("Välj något i listan."))


def _refuse_double(line: Line, given: Mapping[str, object]) -> None:
    """The same words stand once under an area, as what they are."""
    place = {name: given.get(name, getattr(line, name)) for name in ("kind", "area", "polarity")}
    same = Line.objects.filter(conversation=line.conversation_id, n=line.n, start=line.start, end=line.end, **place)
    if same.exclude(pk=line.pk).exists():
        raise LineError(
            _("Orden står redan så på en annan rad."), saved=_("Inget har ändrats."),
            todo=_("Ta bort den här raden, eller välj något annat."),
        )  # fmt: skip


def _set(
    line: Line, values: Mapping[str, str | date | None], by: Actor, at: datetime, **unlogged: str | datetime | None
) -> None:
    changes = [
        LineChange(
            line=line, field=name, before=_text(getattr(line, name)), after=_text(value), changed_by=by.name,
            changed_by_id=f"{by.kind}:{by.id}", changed_at=at,
        )
        for name, value in values.items()
        if getattr(line, name) != value
    ]  # fmt: skip
    for name, value in {**values, **unlogged}.items():
        setattr(line, name, value)
    line.save(update_fields=[*values, *unlogged])
    LineChange.objects.bulk_create(changes)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _note(conversation: Conversation, kind: str, by: Actor, at: datetime, line: Line, **details: str) -> None:
    record(
        kind=f"conversations.{kind}", by=by, at=at, subject=f"line:{line.pk}", matter=str(conversation.matter_id),
        details={"conversation": conversation.pk, **details},
    )  # fmt: skip
