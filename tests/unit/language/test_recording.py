"""A result that is made again from recorded answers, byte for byte."""

import json

import pytest

from andrum.language.service import (
    LanguageError,
    ModelUnavailableError,
    Recorder,
    Replay,
    merge,
    point,
    reading_as_json,
)
from andrum.site.command_line import main
from tests.model_machine import Reply, model_machine, points, says, statement
from tests.unit.language.talk import PEOPLE, WORDS, talk

ON = {"": "endpoint", "_MODEL": "m", "_URL": "http://10.0.0.1/v1"}


class Turns:
    """A model that answers in turns, or fails."""

    name = "turvis"

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)

    def answer(self, _question) -> str:
        one = self.answers.pop(0)
        if one is None:
            raise ModelUnavailableError("för långsamt")
        return one


def answer(*statements) -> str:
    return json.dumps({"statements": list(statements), "agreements": [], "own_views": []}, ensure_ascii=False)


def made(model):
    result = point(talk(), model)
    merged = merge(talk(), result.pointed)
    return json.dumps([reading_as_json(merged.reading), result.counts.as_json(), result.state], ensure_ascii=False)


@pytest.mark.parametrize("answers", [[answer(statement(2, "Hon sover dåligt"))], ["nej"], [None]])
def test_a_recording_gives_the_same_result_to_the_byte(answers):
    recorder = Recorder(Turns(*answers))
    first = made(recorder)
    assert [made(Replay(recorder.as_text())) for _ in range(2)] == [first, first]


def test_a_recording_holds_nothing_of_what_was_said_but_what_the_model_pointed_at():
    recorder = Recorder(Turns(answer(statement(2, "Hon sover dåligt"))))
    made(recorder)
    for word in ("Alva", "Zainab", "Storgatan", "lagar mat"):
        assert word not in recorder.as_text()


def test_a_recording_of_another_talk_answers_nothing():
    recorder = Recorder(Turns(answer()))
    made(recorder)
    other = talk(*WORDS[::-1])
    result = point(other, Replay(recorder.as_text()))
    assert (result.state, dict(result.counts.faults)) == ("failed", {"saknas i inspelningen": 1})


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "null", '{"format": "annat", "answers": []}', '{"format": "andrum-utpekning/1", "answers": 1}',
        '{"format": "andrum-utpekning/1", "answers": [{"question": 1, "answer": "a"}]}',
        '{"format": "andrum-utpekning/1", "answers": [{"question": "a"}]}',
        '{"format": "andrum-utpekning/1", "answers": [{"question": "a", "answer": "b", "fault": "c"}]}', "[" * 99_999,
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_recording_is_refused(text: str):
    with pytest.raises(LanguageError, match="Inspelningen"):
        Replay(text)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "samtal.json"
    people = [{"id": it.id, "role": it.role, "name": it.name} for it in PEOPLE]
    said = [{"n": it.n, "who": it.who, "text": it.text} for it in talk().utterances]
    path.write_text(json.dumps({"framework": "barn_och_unga", "participants": people, "utterances": said}), "utf-8")
    return path


def test_the_command_asks_the_model_records_it_and_makes_the_same_again(file, tmp_path, monkeypatch, capsys):
    with model_machine() as machine:
        machine.answers(points([statement(2, "Hon sover dåligt")]))
        for name, value in (("", "endpoint"), ("_URL", machine.url), ("_MODEL", "gemma")):
            monkeypatch.setenv(f"ANDRUM_LANGUAGE{name}", value)
        kept = tmp_path / "inspelat.json"
        assert main(["converse", str(file), "--json", "--language-model", "--record", str(kept)]) == 0
    first = capsys.readouterr()
    found = json.loads(first.out)
    assert any(it["quote"] == "Hon sover dåligt" or it["origin"] == "båda" for it in found["statements"])
    assert json.loads(first.err)["language_model"]["state"] == "done"
    for _ in range(2):
        assert main(["converse", str(file), "--json", "--pointed", str(kept)]) == 0
        assert capsys.readouterr() == first


def test_the_command_reads_on_when_the_machine_fails(file, monkeypatch, capsys):
    with model_machine() as machine:
        machine.answers(Reply(404, b""), says("nej"))
        for name, value in (("", "endpoint"), ("_URL", machine.url), ("_MODEL", "gemma")):
            monkeypatch.setenv(f"ANDRUM_LANGUAGE{name}", value)
        assert main(["converse", str(file), "--json", "--language-model"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.err)["language_model"]["faults"] == {"svar 404": 1}
    assert json.loads(told.out)["summary"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "Ingen språkmodell"),
        ({"": "endpoint"}, "ANDRUM_LANGUAGE_MODEL"),
        ({**ON, "_URL": "http://8.8.8.8/v1"}, "utanför kommunens nät"),
        ({**ON, "_KEY": "nyckel-å"}, "ANDRUM_LANGUAGE_KEY"),
        ({**ON, "_KEY_FILE": "/finns/inte"}, "ANDRUM_LANGUAGE_KEY_FILE"),
        ({**ON, "_CA_FILE": "/finns/inte"}, "ANDRUM_LANGUAGE_CA_FILE"),
        ({**ON, "_ADAPTER": "a.b"}, "ANDRUM_LANGUAGE_ADAPTER"),
        ({**ON, "_TIMEOUT": "1"}, "ANDRUM_LANGUAGE_TIMEOUT"),
    ],
    ids=range(8),
)  # fmt: skip
def test_settings_that_are_off_or_wrong_are_told(file, monkeypatch, capsys, settings, said):
    for name, value in settings.items():
        monkeypatch.setenv(f"ANDRUM_LANGUAGE{name}", value)
    assert main(["converse", str(file), "--language-model"]) == 2
    assert said in capsys.readouterr().err
