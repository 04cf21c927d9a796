"""Writers of SQLite take turns quickly: whoever waits for the one write lock looks again every millisecond.

SQLite itself waits longer and longer, up to a tenth of a second, though a transaction here takes a few hundredths; two
workers then sleep much of the time. PostgreSQL needs nothing of this.
"""

import random
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

BEGIN = "BEGIN IMMEDIATE"
LOOK_AGAIN_SECONDS = 0.001
PATIENCE_SECONDS = 20
"""After this SQLite's own waiting, and then its error, are the caller's."""


def begin_soon(
    execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]
) -> Any:  # fmt: skip  # noqa: ANN401 - the shape of Django's wrappers
    """Begin a writing transaction as soon as the one before it ends; everything else goes as it goes."""
    if sql != BEGIN:
        return execute(sql, params, many, context)
    raw: sqlite3.Connection = context["connection"].connection
    patience = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    until = time.monotonic() + PATIENCE_SECONDS
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while time.monotonic() < until:
            try:
                return raw.execute(BEGIN)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    break
                time.sleep(LOOK_AGAIN_SECONDS * random.uniform(0.5, 1))  # noqa: S311 - spread, not a secret
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(patience)}")
    return execute(sql, params, many, context)


def take_turns(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Let a new connection to SQLite wait in this way."""
    if connection.vendor == "sqlite" and begin_soon not in connection.execute_wrappers:
        connection.execute_wrappers.append(begin_soon)


def listen() -> None:
    """From now on for every connection."""
    connection_created.connect(take_turns, dispatch_uid="andrum.site.turns")
