import json

import pytest

from andrum.language.service import LanguageError, conversation_schema, load_conversation, read, reading_as_json

GOOD = {
    "framework": "vuxna",
    "participants": [{"id": "S1", "role": "socialsekreterare"}, {"id": "K", "role": "klient"}],
    "utterances": [
        {"n": 1, "who": "S1", "text": "Hur har du det med boendet?"},
        {"n": 2, "who": "K", "text": "Jag sover i bilen sen tre veckor och det är kallt."},
    ],
    "asr": ["hur har du det med boendet", "jag sover i bilen sen tre veckor och det är kallt"],
}


def wrong(**changes):
    return json.dumps(GOOD | changes)


def test_the_recognisers_text_is_read_when_asked_for():
    assert load_conversation(json.dumps(GOOD), as_heard=True).utterances[1].text.startswith("jag sover")


def test_what_is_written_holds_exact_quotes():
    found = reading_as_json(read(load_conversation(json.dumps(GOOD))))
    assert found["statements"]
    for it in found["statements"]:
        assert it["quote"] == GOOD["utterances"][it["n"] - 1]["text"][it["start"] : it["end"]]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{", "inte JSON"),
        ("[]", "JSON-objekt"),
        (wrong(framework="djur"), "framework"),
        (wrong(participants=None), "participants"),
        (wrong(participants=[{"id": 1}]), r"participants\[0\]"),
        (wrong(utterances=[{"n": 1, "who": "X", "text": "a"}]), r"utterances\[0\].who"),
        (wrong(utterances=[{"n": "1", "who": "K", "text": "a"}]), r"utterances\[0\].n"),
        (wrong(utterances=[{"n": 1, "who": "K", "text": None}]), r"utterances\[0\].text"),
        (wrong(utterances=[GOOD["utterances"][0]] * 2), "två gånger"),
        (wrong(utterances=["a"]), r"utterances\[0\]"),
        (wrong(child_age="åtta"), "child_age"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, where):
    with pytest.raises(LanguageError, match=where):
        load_conversation(text)


def test_too_few_lines_from_the_recogniser_are_refused():
    with pytest.raises(LanguageError, match="asr"):
        load_conversation(wrong(asr=["en"]), as_heard=True)


def test_the_schema_names_what_is_required():
    assert conversation_schema()["required"] == ["framework", "participants", "utterances"]
