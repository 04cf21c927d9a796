"""What the page's script is told: plain JSON, with words already in the reader's language."""

from collections.abc import Iterable

from django.urls import reverse

from andrum.conversations.models import Conversation, Line, Segment
from andrum.conversations.queries.speech import spoken_one
from andrum.conversations.web.presenting import ShownLine, shown_lines


def shown_final(conversation: Conversation, segment: Segment, lines: Iterable[Line]) -> dict[str, object]:
    """An utterance that is kept, with what was found in it."""
    found = shown_lines(conversation, lines)
    row = spoken_one(segment, is_sorted=bool(found))
    return {
        "type": "final", "segment": row.id, "n": row.n, "who": row.who, "place": row.place, "speaker": row.speaker,
        "text": row.text, "doubtful": list(row.doubtful), "key": segment.key, "is_worker": row.is_worker,
        "mark": reverse("conversations:change_segment", args=[row.id, "viktigt"]),
        "lines": [shown_line(line) for line in found],
    }  # fmt: skip


def shown_line(line: ShownLine) -> dict[str, object]:
    """One line in its column."""
    what = line.row
    said = " · ".join(
        str(word)
        for word in (line.area, line.status if what.status != "påstått" else "", line.time, line.neither)
        if word
    )
    return {
        "id": what.pk, "column": line.column, "quote": what.quote, "speaker": line.speaker, "small": said,
        "question": what.question, "safety": what.is_safety, "perhaps": what.is_perhaps_danger,
        "href": reverse("conversations:line", args=[what.pk]),
    }  # fmt: skip
