"""Which lines do not go together: asked of the engine that reads talk, which knows factors and denials."""

from collections.abc import Iterable, Sequence

from andrum.investigations.domain.material import Entry
from andrum.language.service import Certainty, Polarity, Statement, Status, Time, compare_conversations


def contradicting(earlier: Sequence[Entry], later: Sequence[Entry]) -> Iterable[tuple[Entry, Entry]]:
    """Pairs of an earlier and a later line that do not go together."""
    first = [(statement, entry) for entry in earlier if (statement := _statement(entry)) is not None]
    second = [(statement, entry) for entry in later if (statement := _statement(entry)) is not None]
    entries = {id(statement): entry for statement, entry in (*first, *second)}
    pairs = compare_conversations([one for one, _ in first], [one for one, _ in second])
    return [(entries[id(one)], entries[id(other)]) for one, other, _what in pairs]


def _statement(entry: Entry) -> Statement | None:
    """The line as the engine knows it; None for one whose labels are not the engine's."""
    try:
        return Statement(
            n=0, start=0, end=len(entry.text), quote=entry.text, speaker=entry.speaker, about=entry.about,
            polarity=Polarity(entry.polarity or "neutral"), area=entry.area, factor=entry.factor or None,
            status=Status(entry.status or "påstått"), certainty=Certainty(entry.certainty or "säkert"),
            time=Time(entry.time or "okänt"), is_safety=entry.is_safety,
        )  # fmt: skip
    except ValueError:
        return None
