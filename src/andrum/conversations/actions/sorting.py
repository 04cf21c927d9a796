"""Everything that was said is read as a whole: lines follow the new reading, those that somebody has looked at stay."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.conversations.domain.words import BY_WORKER
from andrum.conversations.models import Conversation, Line, LineDecision, LinePosition
from andrum.conversations.queries.found import line_from
from andrum.conversations.queries.speech import listener_for, segments_of, unsorted_in, utterance
from andrum.language.service import Found


@transaction.atomic
def sort_again(*, conversation: Conversation, by: Actor, at: datetime) -> None:
    """Read everything as a whole. Lines that somebody has looked at stay; the others follow the new reading."""
    rows = {row.n: row for row in segments_of(conversation)}
    listener = listener_for(conversation, conversation.persons.order_by("place"))
    for row in rows.values():
        listener.hear(utterance(row))
    reading = listener.reading()
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
    new = [line for place, line in wanted.items() if place not in kept]
    Line.objects.bulk_create(new)
    conversation.unsorted = unsorted_in(conversation, rows.values())
    conversation.save(update_fields=["unsorted"])
    record(
        kind="conversations.sorted_again", by=by, at=at, subject=f"conversation:{conversation.pk}",
        matter=str(conversation.matter_id),
        details={"added": len(new), "removed": len(untouched), "unsorted": conversation.unsorted},
    )  # fmt: skip


def _place(line: Line) -> tuple[str, int, int, int, str, str]:
    return str(line.kind), line.n, line.start, line.end, line.area, line.polarity
