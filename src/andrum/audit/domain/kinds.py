"""Kinds of events: each room registers its own, with Swedish words for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from andrum.audit.domain.chain import JSON
from andrum.kernel.errors import AndrumError

Present = Callable[[Mapping[str, JSON]], str]


class UnknownEventKindError(AndrumError):
    """An event of a kind that no room has registered."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Händelsen «{kind}» är inte anmäld till loggen.", todo="Anmäl den i rummets apps.py.")


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: its code, its Swedish label, and how its details are put in words."""

    code: str
    label: str
    present: Present | None = None


_kinds: dict[str, EventKind] = {}


def register_kind(kind: str, *, label: str, present: Present | None = None) -> None:
    """Make a kind of event known, with its Swedish label. Registering again replaces the words."""
    _kinds[kind] = EventKind(kind, label, present)


def kind_of(code: str) -> EventKind:
    """The registered kind. Raises UnknownEventKindError."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownEventKindError(code) from None


def all_kinds() -> list[EventKind]:
    """Every registered kind, ordered by code."""
    return [_kinds[code] for code in sorted(_kinds)]


def in_words(code: str, details: Mapping[str, JSON]) -> str:
    """An event in Swedish: its label, and its details when the room can put them in words.

    A kind that no room registers any more is shown by its code: the log outlives the rooms.
    """
    kind = _kinds.get(code)
    if kind is None:
        return code
    more = kind.present(details) if kind.present else ""
    return f"{kind.label}: {more}" if more else kind.label
