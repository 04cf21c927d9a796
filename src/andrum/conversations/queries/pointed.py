"""What a language model pointed at in a conversation, as it is kept and as the language engine takes it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from andrum.conversations.models import Conversation, Pointing, Segment
from andrum.conversations.queries.speech import participant, utterance
from andrum.language import service as language

Json = dict[str, Any]
KINDS = {"Statement": language.Statement, "Agreement": language.Agreement, "OwnView": language.OwnView}


def as_talk(conversation: Conversation, rows: Iterable[Segment]) -> language.Conversation:
    """The conversation as the language engine takes it."""
    people = tuple(participant(person) for person in conversation.persons.order_by("place"))
    said = tuple(utterance(row) for row in rows)
    return language.Conversation(conversation.framework, people, said, conversation.child_age)


def kept_as_text(pointed: language.Pointed, rows: Iterable[Segment]) -> str:
    """What is kept: the pointings, and a fingerprint of each utterance that was read."""
    read = {row.n: _fingerprint(row.text) for row in rows if row.n in pointed.read}
    made = {name: [asdict(one) for one in getattr(pointed, name)] for name in ("statements", "agreements", "own_views")}
    return json.dumps({**made, "read": read}, ensure_ascii=False)


def pointed_of(pointing: Pointing | None, rows: Iterable[Segment]) -> language.Pointed:
    """What was pointed at, of the utterances that stand as they did when they were read."""
    if pointing is None or not pointing.result:
        return language.Pointed()
    kept: Json = json.loads(pointing.result)
    same = {row.n for row in rows if kept["read"].get(str(row.n)) == _fingerprint(row.text)}
    return language.Pointed(
        statements=tuple(_statement(one) for one in kept["statements"] if one["n"] in same),
        agreements=tuple(language.PointedWords(**one) for one in kept["agreements"] if one["n"] in same),
        own_views=tuple(language.PointedWords(**one) for one in kept["own_views"] if one["n"] in same),
        read=frozenset(same),
    )


def doubts_as_text(doubts: Iterable[language.Found]) -> str:
    """What is kept aside, as it is kept."""
    return json.dumps([{"kind": type(one).__name__, **asdict(one)} for one in doubts], ensure_ascii=False)


def doubts_of(pointing: Pointing | None) -> list[language.Found]:
    """What is kept aside for a person to settle, in the order it was said."""
    if pointing is None or not pointing.doubts:
        return []
    return [_found(one) for one in json.loads(pointing.doubts)]


def _found(one: Json) -> language.Found:
    kind, values = KINDS[one["kind"]], {name: value for name, value in one.items() if name != "kind"}
    if kind is language.Statement:
        values |= {
            "polarity": language.Polarity(values["polarity"]), "status": language.Status(values["status"]),
            "certainty": language.Certainty(values["certainty"]), "time": language.Time(values["time"]),
        }  # fmt: skip
    made: language.Found = kind(**values)
    return made


def _statement(one: Json) -> language.PointedStatement:
    values = {**one, "status": language.Status(one["status"]), "time": language.Time(one["time"])}
    return language.PointedStatement(**values)


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
