"""Everything that was said is read as a whole: lines follow the new reading, those that somebody has looked at stay."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.conversations.domain.words import BY_WORKER
from andrum.conversations.models import Conversation, Line, LineChange, LineDecision, LinePosition, Pointing, Segment
from andrum.conversations.queries.found import line_from
from andrum.conversations.queries.listening import reading_of
from andrum.conversations.queries.pointed import as_talk, doubts_as_text, pointed_of
from andrum.conversations.queries.speech import segments_of, unsorted_in
from andrum.language.service import Found, Reading, merge

FOLLOWS = ("origin", "doubt", "status", "about", "time", "certainty", "is_safety", "factor", "strength")
"""What of an untouched line follows a new reading."""


@transaction.atomic
def sort_again(*, conversation: Conversation, by: Actor, at: datetime) -> bool:
    """Read everything as a whole. Lines that somebody has looked at stay; the others follow the new reading.

    True when what a language model pointed at was used.
    """
    rows = {row.n: row for row in segments_of(conversation)}
    reading, is_used = _reading(conversation, rows)
    found: tuple[Found, ...] = (*reading.statements, *reading.agreements, *reading.own_views)
    fresh = [line for one in found if (line := line_from(conversation, one, rows, at)) is not None]
    kept = {_place(line): line for line in conversation.lines.all()}
    looked_at = set(conversation.lines.filter(changes__isnull=False).values_list("pk", flat=True))
    wanted = {_place(line): line for line in fresh}
    untouched = [
        line.pk for place, line in kept.items()
        if place not in wanted and line.decision == LineDecision.UNREVIEWED and line.origin != BY_WORKER
        and line.client_position == LinePosition.NOT_ASKED and line.pk not in looked_at
    ]  # fmt: skip
    Line.objects.filter(pk__in=untouched).delete()
    moved = _moved_from(conversation)
    new = [line for place, line in wanted.items() if place not in kept and place not in moved]
    Line.objects.bulk_create(new)
    _follow([(kept[place], line) for place, line in wanted.items() if place in kept], looked_at)
    conversation.unsorted = unsorted_in(conversation, rows.values())
    conversation.save(update_fields=["unsorted"])
    record(
        kind="conversations.sorted_again", by=by, at=at, subject=f"conversation:{conversation.pk}",
        matter=str(conversation.matter_id),
        details={"added": len(new), "removed": len(untouched), "unsorted": conversation.unsorted},
    )  # fmt: skip
    return is_used


def _reading(conversation: Conversation, rows: Mapping[int, Segment]) -> tuple[Reading, bool]:
    """The program's own reading, with what a language model pointed at when there is such."""
    pointing = Pointing.objects.filter(conversation=conversation).first()
    pointed = pointed_of(pointing, rows.values())
    if pointing is None or not pointed.read:
        return reading_of(conversation, rows.values()), False
    merged = merge(as_talk(conversation, rows.values()), pointed)
    pointing.doubts = doubts_as_text(merged.reading.doubts)
    pointing.save(update_fields=["doubts"])
    return merged.reading, merged.is_used


def _follow(pairs: Sequence[tuple[Line, Line]], looked_at: set[int]) -> None:
    """An untouched line at the same place takes over how it is read now."""
    changed = []
    for line, fresh in pairs:
        is_untouched = line.decision == LineDecision.UNREVIEWED and line.pk not in looked_at
        if is_untouched and any(getattr(line, name) != getattr(fresh, name) for name in FOLLOWS):
            for name in FOLLOWS:
                setattr(line, name, getattr(fresh, name))
            changed.append(line)
    Line.objects.bulk_update(changed, FOLLOWS)


def _moved_from(conversation: Conversation) -> set[tuple[str, int, int, int, str, str]]:
    """Where lines stood before somebody sorted them otherwise: they do not come back there."""
    changes = LineChange.objects.filter(line__conversation=conversation, field__in=("kind", "area", "polarity"))
    first: dict[Line, dict[str, str]] = {}
    for change in changes.select_related("line").order_by("changed_at", "pk"):
        first.setdefault(change.line, {}).setdefault(change.field, change.before)
    return {
        (was.get("kind", str(line.kind)), line.n, line.start, line.end, was.get("area", line.area),
         was.get("polarity", line.polarity))
        for line, was in first.items()
    }  # fmt: skip


def _place(line: Line) -> tuple[str, int, int, int, str, str]:
    return str(line.kind), line.n, line.start, line.end, line.area, line.polarity
