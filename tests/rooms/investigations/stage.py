"""Signed conversations as the tests want them: each line with the words, and sorted as said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from andrum.accounts.service import User, actor_of
from andrum.cases.service import Matter
from andrum.conversations.actions.hearing import write_own_note
from andrum.conversations.models import Line as Row
from andrum.conversations.service import (
    Conversation,
    PersonPresent,
    Said,
    accept_lines,
    add_line,
    decide_line,
    end_conversation,
    keep_text,
    plan_conversation,
    sign_conversation,
    take_position,
)
from andrum.investigations.models import Investigation
from andrum.investigations.service import open_investigation
from tests.cast import NOW, Cast

REASON = "Skolan är orolig för barnets mående."
SARA = PersonPresent("M", "mamma", "Sara Ek")
PER = PersonPresent("P", "pappa", "Per Ek")
LEO = PersonPresent("B", "barn", "Leo")
WORKER = PersonPresent("S", "socialsekreterare", "Cilla Berg")


@dataclass(frozen=True)
class Told:
    """Something said that becomes a line; ``values`` set what the reading would have found."""

    who: str
    text: str
    area: str = ""
    polarity: str = "risk"
    kind: str = "statement"
    position: str = ""
    words: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def talk(
    matter: Matter, user: User, told: Sequence[Told], *, at: datetime = NOW, persons: Sequence[PersonPresent] = (SARA,),
    framework: str = "barn_och_unga", sign: bool = True, setting: str = "", unsorted: Sequence[str] = (),
    own_note: str = "",
) -> Conversation:  # fmt: skip
    """A conversation with just these lines, signed unless it is said not to be."""
    by = actor_of(user)
    made = plan_conversation(
        matter=matter, framework=framework, way="text", persons=[*persons, WORKER], user=user, by=by, at=at,
        setting=setting,
    )  # fmt: skip
    said = [Said(one.who, one.text) for one in told] + [Said(persons[0].key, text) for text in unsorted]
    rows = keep_text(conversation=made, said=said, source="typed", by=by, at=at)
    for line in made.lines.all():
        decide_line(line=line, decision="rejected", by=by, at=at)
    for one, row in zip(told, rows, strict=False):
        _line(one, row, by, at)
    end_conversation(conversation=made, by=by, at=at)
    for line in made.lines.filter(decision="unreviewed"):
        decide_line(line=line, decision="rejected", by=by, at=at)
    if own_note:
        write_own_note(conversation=made, text=own_note, key="1", by=by, at=at)
    if sign:
        accept_lines(conversation=made, by=by, at=at)
        sign_conversation(conversation=made, by=by, at=at)
    made.refresh_from_db()
    return made


def _line(one: Told, row: Any, by: Any, at: datetime) -> None:
    line = add_line(
        segment=row, quote=one.text, kind=one.kind, polarity=one.polarity if one.kind == "statement" else "",
        area=one.area if one.kind == "statement" else "", by=by, at=at, about="barnet",
    )  # fmt: skip
    Row.objects.filter(pk=line.pk).update(decision="accepted", **one.values)
    if one.position:
        line.refresh_from_db()
        take_position(line=line, position=one.position, words=one.words, who=one.who, by=by, at=at)


def opened(matter: Matter, cast: Cast, *, day: date | None = None, at: datetime = NOW) -> Investigation:
    """An investigation that Cilla has begun."""
    return open_investigation(
        matter=matter, started_date=day or at.date(), reason=REASON, by=actor_of(cast.cilla), at=at
    )
