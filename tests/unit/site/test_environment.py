"""Settings from the environment: every fault is named, and what is unsafe stops the start."""

import pytest

from andrum.site.environment import (
    DEMO_KEY,
    Environment,
    Problem,
    SettingsError,
    is_local,
    refuse_unsafe,
    safety_problems,
)

KEY = "k" * 50


def stops(**said) -> set[str]:
    values = {"demo": False, "key": KEY, "hosts": ["andrum.kommun.example"], "https": True, **said}
    return {problem.variable for problem in safety_problems(**values) if problem.stops}


def test_a_safe_production_has_nothing_to_mend():
    assert stops() == set()


@pytest.mark.parametrize("key", ["", "short", DEMO_KEY])
def test_production_needs_a_key_of_its_own(key):
    assert stops(key=key) == {"ANDRUM_SECRET_KEY"}


def test_the_demo_is_never_reached_from_outside():
    assert stops(demo=True, key=DEMO_KEY) == {"ANDRUM_DEMO"}
    assert stops(demo=True, key=DEMO_KEY, hosts=["*"]) == {"ANDRUM_DEMO"}
    assert stops(demo=True, key=DEMO_KEY, hosts=["localhost", "127.0.0.1"]) == set()


def test_production_names_its_hosts():
    assert "ANDRUM_HOSTS" in stops(hosts=["*"])


def test_pages_without_encryption_are_a_warning():
    found = safety_problems(demo=False, key=KEY, hosts=["andrum.kommun.example"], https=False)
    assert [(problem.variable, problem.stops) for problem in found] == [("ANDRUM_HTTPS", False)]


def test_what_stops_is_said_with_every_variable(settings):
    settings.ANDRUM_PROBLEMS = [Problem("A", "fel", "rätta"), Problem("B", "varnar", "se", stops=False)]
    with pytest.raises(SettingsError) as error:
        refuse_unsafe()
    assert "A: fel rätta" in str(error.value)
    assert "varnar" not in str(error.value)


@pytest.mark.parametrize(("word", "value"), [("1", True), ("ja", True), ("NEJ", False), ("", False), ("off", False)])
def test_a_flag_is_yes_or_no(word, value):
    read = Environment({"X": word})
    assert read.flag("X") is value
    assert read.problems == []


def test_faults_are_named_and_the_default_is_used(tmp_path):
    read = Environment(
        {
            "FLAG": "kanske",
            "NUMBER": "tre",
            "FOLDER": str(tmp_path / "nowhere"),
            "SECRET_FILE": str(tmp_path / "nothing"),
            "LEVEL": "LOUD",
            "ANDRUM_DATABASE_URL": "mysql://x",
        }
    )
    assert read.flag("FLAG") is False
    assert read.number("NUMBER", 60, least=5, most=600) == 60
    read.folder("FOLDER")
    assert read.text("SECRET", "default") == "default"
    assert read.choice("LEVEL", "INFO", frozenset({"INFO"})) == "INFO"
    assert read.database_url().startswith("sqlite:///")
    assert [problem.variable for problem in read.problems] == [
        "FLAG", "NUMBER", "FOLDER", "SECRET_FILE", "LEVEL", "ANDRUM_DATABASE_URL",
    ]  # fmt: skip


def test_a_secret_is_read_from_a_file(tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert Environment({"KEY_FILE": str(tmp_path / "key")}).text("KEY") == KEY


@pytest.mark.parametrize("number", ["4", "601", "-5", "6.5", "٣٠"])
def test_a_number_stays_within_its_limits(number):
    read = Environment({"N": number})
    assert read.number("N", 60, least=5, most=600) == 60
    assert len(read.problems) == 1


def test_only_this_machine_is_local():
    assert is_local(["localhost", "127.0.0.1"])
    assert not is_local(["localhost", "10.0.0.1"])
