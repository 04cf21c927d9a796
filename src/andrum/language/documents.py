"""A conversation from JSON, and a reading to JSON."""

import json
from dataclasses import asdict
from typing import Any

from andrum.language.factors import FRAMEWORKS
from andrum.language.vocabulary import Conversation, LanguageError, Participant, Reading, Utterance

MAX_BYTES = 20_000_000
MOST_UTTERANCES = 20_000
Json = dict[str, Any]


def load_conversation(text: str | bytes, *, as_heard: bool = False) -> Conversation:
    """A conversation from JSON; ``as_heard`` reads the recogniser's text (``asr``) instead of the true one.

    Raises :class:`LanguageError` that says what is wrong, where, and what to do.
    """
    if len(text) > MAX_BYTES:
        raise LanguageError("Samtalet är större än 20 MB.", todo="Dela det i flera filer.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LanguageError(f"Texten är inte JSON: {error}.", todo="Kontrollera filen.") from None
    if not isinstance(data, dict):
        raise LanguageError("Samtalet ska vara ett JSON-objekt.", todo="Se andrum converse --schema.")
    framework = data.get("framework")
    if framework not in FRAMEWORKS:
        raise _wrong("framework", f"{framework!r} är inget känt område", f"Välj bland {', '.join(FRAMEWORKS)}.")
    people = tuple(_person(one, f"participants[{i}]") for i, one in enumerate(_list(data, "participants")))
    spoken = _list(data, "utterances")
    if len(spoken) > MOST_UTTERANCES:
        raise _wrong("utterances", f"{len(spoken)} yttranden är för många", f"Högst {MOST_UTTERANCES} åt gången.")
    heard = _heard(data, len(spoken)) if as_heard else None
    known = {person.id for person in people}
    utterances = tuple(_utterance(one, i, known, heard) for i, one in enumerate(spoken))
    numbers = [one.n for one in utterances]
    if len(set(numbers)) != len(numbers):
        twice = next(n for n in numbers if numbers.count(n) > 1)
        raise _wrong("utterances", f"numret {twice} finns två gånger", "Ge varje yttrande sitt eget nummer.")
    age = data.get("child_age")
    if age is not None and (not isinstance(age, int) or isinstance(age, bool)):
        raise _wrong("child_age", f"{age!r} är inget heltal", "Skriv åldern i hela år, eller null.")
    return Conversation(str(framework), people, utterances, age, str(data.get("setting", "")), str(data.get("id", "")))


def _heard(data: Json, count: int) -> list[str]:
    heard = _list(data, "asr")
    if len(heard) != count or not all(isinstance(one, str) for one in heard):
        raise _wrong("asr", f"{len(heard)} rader mot {count} yttranden", "Ge en textrad för varje yttrande.")
    return heard


def _list(data: Json, key: str) -> list[Any]:
    found = data.get(key)
    if not isinstance(found, list):
        raise _wrong(key, "ska vara en lista", "Se andrum converse --schema.")
    return found


def _person(one: object, where: str) -> Participant:
    if not isinstance(one, dict) or not isinstance(one.get("id"), str) or not isinstance(one.get("role"), str):
        raise _wrong(where, "saknar id eller role", "Ge varje deltagare id och role.")
    return Participant(one["id"], one["role"], str(one.get("name") or ""))


def _utterance(one: object, at: int, known: set[str], heard: list[str] | None) -> Utterance:
    where = f"utterances[{at}]"
    if not isinstance(one, dict):
        raise _wrong(where, "är inget objekt", "Se andrum converse --schema.")
    n, who, text = one.get("n"), one.get("who"), one.get("text")
    if not isinstance(n, int) or isinstance(n, bool):
        raise _wrong(f"{where}.n", f"{n!r} är inget heltal", "Numrera yttrandena 1, 2, 3 …")
    if who not in known:
        raise _wrong(f"{where}.who", f"{who!r} finns inte bland deltagarna", "Lägg till deltagaren, eller rätta.")
    if not isinstance(text, str):
        raise _wrong(f"{where}.text", "är ingen text", "Skriv det som sades som en textsträng.")
    return Utterance(n, str(who), heard[at] if heard is not None else text)


def _wrong(where: str, what: str, todo: str) -> LanguageError:
    return LanguageError(f"{where}: {what}.", todo=todo)


def reading_as_json(reading: Reading) -> Json:
    """The reading as plain values; the note's lines have ``text`` and ``from``."""
    made = {
        "statements": [asdict(it) for it in reading.statements],
        "agreements": [asdict(it) for it in reading.agreements],
        "own_views": [asdict(it) for it in reading.own_views],
        "contradictions": [asdict(it) for it in reading.contradictions],
        "summary": [{"text": line.text, "from": list(line.sources)} for line in reading.summary],
        "unsorted": list(reading.unsorted),
        "doubts": [{"kind": type(it).__name__, **asdict(it)} for it in reading.doubts],
    }
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]


def conversation_schema() -> Json:
    """The JSON Schema of what :func:`load_conversation` takes."""
    text = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ett samtal",
        "type": "object",
        "required": ["framework", "participants", "utterances"],
        "properties": {
            "id": text,
            "framework": {"enum": list(FRAMEWORKS)},
            "setting": text,
            "child_age": {"type": ["integer", "null"]},
            "participants": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "role"],
                    "properties": {"id": text, "role": text, "name": text},
                },
            },
            "utterances": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["n", "who", "text"],
                    "properties": {"n": {"type": "integer"}, "who": text, "text": text},
                },
            },
            "asr": {"type": "array", "items": text, "description": "recogniser's text, one for each utterance"},
        },
    }
