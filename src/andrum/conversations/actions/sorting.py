"""Lines out of words: only what the language engine found, and only with its exact quote."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from andrum.conversations.domain.days import day_meant
from andrum.conversations.domain.words import BY_WORKER, WORKER_ROLES, LineKind
from andrum.conversations.models import Conversation, Line, LineDecision, LinePosition, Segment
from andrum.conversations.queries.speech import listener_for, segments_of, utterance
from andrum.kernel.clock import swedish_day
from andrum.language.service import Agreement, Found, Statement


def keep_found(
    conversation: Conversation, found: Iterable[Found], rows: Mapping[int, Segment], at: datetime
) -> list[Line]:
    """Keep what was found, once; a quote that is not exactly in its utterance is thrown away."""
    lines = [line for one in found if (line := line_from(conversation, one, rows, at)) is not None]
    return [_once(line) for line in lines]


def line_from(conversation: Conversation, one: Found, rows: Mapping[int, Segment], at: datetime) -> Line | None:
    """A row for what was found; None when its words are not where they are said to be."""
    segment = rows.get(one.n) or Segment.objects.select_related("speaker").filter(
        conversation=conversation, n=one.n
    ).first()  # fmt: skip
    if segment is None or not one.quote.strip() or segment.text[one.start : one.end] != one.quote:
        return None
    line = Line(
        conversation=conversation, segment=segment, n=one.n, start=one.start, end=one.end, quote=one.quote,
        speaker=segment.speaker, start_s=segment.start_s, origin="regel", found_at=at,
    )  # fmt: skip
    if isinstance(one, Statement):
        return _statement(line, one, rows)
    if isinstance(one, Agreement):
        line.kind, line.who, line.what = LineKind.AGREEMENT, one.who[:80], one.what[:300]
        line.when = (one.when or "")[:80]
        line.due_date = day_meant(line.when, swedish_day(segment.recorded_at)) if line.when else None
        return line
    line.kind, line.about = LineKind.OWN_VIEW, one.whose[:20]
    return line


def _statement(line: Line, one: Statement, rows: Mapping[int, Segment]) -> Line:
    line.kind, line.about, line.area, line.factor = LineKind.STATEMENT, one.about[:20], one.area, one.factor or ""
    line.polarity, line.status, line.certainty = str(one.polarity), str(one.status), str(one.certainty)
    line.time, line.is_safety, line.origin, line.strength = str(one.time), one.is_safety, one.origin[:12], one.strength
    if one.answers is not None:
        asked = rows.get(one.answers) or Segment.objects.filter(
            conversation=line.conversation_id, n=one.answers
        ).first()  # fmt: skip
        if asked is not None:
            line.question_n, line.question = asked.n, asked.text
    return line


def _once(line: Line) -> Line:
    same = Line.objects.filter(
        conversation=line.conversation_id, kind=line.kind, n=line.n, start=line.start, end=line.end, area=line.area,
        polarity=line.polarity,
    ).first()  # fmt: skip
    if same is not None:
        return same
    line.save(force_insert=True)
    return line


def sort_again(conversation: Conversation, at: datetime) -> None:
    """Read everything as a whole. Lines that somebody has looked at stay; the others follow the new reading."""
    rows = {row.n: row for row in segments_of(conversation)}
    listener = listener_for(conversation, conversation.persons.order_by("place"))
    for row in rows.values():
        listener.hear(utterance(row))
    reading = listener.reading()
    found: tuple[Found, ...] = (*reading.statements, *reading.agreements, *reading.own_views)
    fresh = [line for one in found if (line := line_from(conversation, one, rows, at)) is not None]
    kept = {_place(line): line for line in conversation.lines.all()}
    wanted = {_place(line): line for line in fresh}
    untouched = [
        line.pk for place, line in kept.items()
        if place not in wanted and line.decision == LineDecision.UNREVIEWED and line.origin != BY_WORKER
        and line.client_position == LinePosition.NOT_ASKED
    ]  # fmt: skip
    Line.objects.filter(pk__in=untouched).delete()
    Line.objects.bulk_create(line for place, line in wanted.items() if place not in kept)
    count_unsorted(conversation, rows)


def count_unsorted(conversation: Conversation, rows: Mapping[int, Segment] | None = None) -> int:
    """Count what others than staff said that stands in no line, and keep the number."""
    said = segments_of(conversation) if rows is None else rows.values()
    quoted = set(conversation.lines.exclude(decision=LineDecision.REJECTED).values_list("n", flat=True))
    conversation.unsorted = sum(row.speaker.role not in WORKER_ROLES and row.n not in quoted for row in said)
    conversation.save(update_fields=["unsorted"])
    return conversation.unsorted


def _place(line: Line) -> tuple[str, int, int, int, str, str]:
    return str(line.kind), line.n, line.start, line.end, line.area, line.polarity
