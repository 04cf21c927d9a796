"""What the language engine found, as rows that are not kept yet."""

from collections.abc import Mapping
from datetime import datetime

from andrum.conversations.domain.days import day_meant
from andrum.conversations.domain.words import LineKind
from andrum.conversations.models import Conversation, Line, Segment
from andrum.kernel.clock import swedish_day
from andrum.language.service import Agreement, Found, Statement


def line_from(conversation: Conversation, one: Found, rows: Mapping[int, Segment], at: datetime) -> Line | None:
    """A row for what was found; None when its words are not where they are said to be."""
    segment = rows.get(one.n) or Segment.objects.select_related("speaker").filter(
        conversation=conversation, n=one.n
    ).first()  # fmt: skip
    if segment is None or not one.quote.strip() or segment.text[one.start : one.end] != one.quote:
        return None
    line = Line(
        conversation=conversation, segment=segment, n=one.n, start=one.start, end=one.end, quote=one.quote,
        speaker=segment.speaker, start_s=segment.start_s, origin=one.origin[:12], doubt=one.doubt[:30],
        found_at=at,
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
    line.time, line.is_safety, line.strength = str(one.time), one.is_safety, one.strength
    if one.answers is not None:
        asked = rows.get(one.answers) or Segment.objects.filter(
            conversation=line.conversation_id, n=one.answers
        ).first()  # fmt: skip
        if asked is not None:
            line.question_n, line.question = asked.n, asked.text
    return line
