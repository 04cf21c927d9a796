"""Writers of SQLite take turns: who waits comes in when the one before is done, and everything else goes as it goes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest

from andrum.site import turns
from andrum.site.turns import BEGIN, begin_soon, take_turns

Pair = tuple[sqlite3.Connection, sqlite3.Connection]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Pair]:
    """Two connections to one file, as two workers have."""
    one, other = (
        sqlite3.connect(tmp_path / "turns.sqlite3", isolation_level=None, timeout=0.05, check_same_thread=False)
        for _ in range(2)
    )
    one.execute("CREATE TABLE said (words TEXT)")
    yield one, other
    one.close()
    other.close()


def through(raw: sqlite3.Connection, sql: str = BEGIN) -> tuple[Any, list[str]]:
    """What came of it, and what was left to Django to execute."""
    left: list[str] = []

    def execute(statement: str, *_: object) -> sqlite3.Cursor:
        left.append(statement)
        return raw.execute(statement)

    return begin_soon(execute, sql, None, False, {"connection": SimpleNamespace(connection=raw)}), left


def patience(raw: sqlite3.Connection) -> int:
    return int(raw.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_free_database_is_begun_at_once_and_the_patience_stays(two: Pair):
    before = patience(two[0])
    _done, left = through(two[0])
    assert two[0].in_transaction
    assert left == []
    assert patience(two[0]) == before


def test_everything_else_is_djangos_own(two: Pair):
    assert through(two[0], "SELECT 1")[1] == ["SELECT 1"]
    assert through(two[0], "BEGIN")[1] == ["BEGIN"]


def test_who_waits_comes_in_when_the_one_before_is_done(two: Pair, monkeypatch: pytest.MonkeyPatch):
    first, second = two
    looked = Event()
    monkeypatch.setattr("andrum.site.turns.time.sleep", lambda _seconds: looked.set())
    first.execute(BEGIN)
    first.execute("INSERT INTO said VALUES ('first')")

    def waits() -> None:
        through(second)
        second.execute("INSERT INTO said SELECT words || ', second' FROM said")
        second.execute("COMMIT")

    waiting = Thread(target=waits)
    waiting.start()
    assert looked.wait(10)
    assert not second.in_transaction
    first.execute("COMMIT")
    waiting.join(10)
    assert [row[0] for row in first.execute("SELECT words FROM said ORDER BY rowid")] == ["first", "first, second"]


def test_when_patience_ends_the_error_is_sqlites_own_and_its_waiting_is_as_before(
    two: Pair, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0)
    two[0].execute(BEGIN)
    with pytest.raises(sqlite3.OperationalError) as told:
        through(two[1])
    assert told.value.sqlite_errorcode == sqlite3.SQLITE_BUSY
    assert patience(two[1]) == 50


def test_another_error_is_not_waited_for(two: Pair):
    two[0].execute(BEGIN)
    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        through(two[0])


@pytest.mark.parametrize(("vendor", "many"), [("sqlite", 1), ("postgresql", 0)])
def test_a_connection_gets_its_turns_once_and_only_on_sqlite(vendor: str, many: int):
    connection: Any = SimpleNamespace(vendor=vendor, execute_wrappers=[])
    take_turns(connection)
    take_turns(connection)
    assert connection.execute_wrappers == [begin_soon] * many
