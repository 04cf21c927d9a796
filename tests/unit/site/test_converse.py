import json

import pytest

from andrum.site.command_line import main

TALK = {
    "framework": "barn_och_unga",
    "participants": [{"id": "S1", "role": "socialsekreterare"}, {"id": "M", "role": "mamma"}],
    "utterances": [
        {"n": 1, "who": "S1", "text": "Hur är det med skolan?"},
        {"n": 2, "who": "M", "text": "Han har inte varit i skolan på tre veckor, han ligger kvar i sängen."},
    ],
}


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "samtal.json"
    path.write_text(json.dumps(TALK), encoding="utf-8")
    return path


def test_a_person_reads_it_as_text(talk, capsys):
    assert main(["converse", str(talk)]) == 0
    assert "«Han har inte varit i skolan" in capsys.readouterr().out


def test_a_program_reads_it_as_json(talk, capsys):
    assert main(["converse", str(talk), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["statements"][0]["n"] == 2


def test_a_folder_is_read_into_a_folder(talk, tmp_path):
    assert main(["converse", str(talk.parent), "--out", str(tmp_path / "ut")]) == 0
    assert json.loads((tmp_path / "ut" / "samtal.json").read_text(encoding="utf-8"))["summary"]


@pytest.mark.parametrize("names", [[], ["finns-inte.json"], ["a.json", "b.json"]])
def test_what_cannot_be_read_gives_code_2_and_a_message(names, capsys):
    assert main(["converse", *names]) == 2
    assert "andrum converse: " in capsys.readouterr().err


def test_bytes_that_are_not_text_are_refused(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert main(["converse", str(path)]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_the_schema_is_printed(capsys):
    assert main(["converse", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"
