"""What the database itself refuses stays refused: SQLite drops a table's triggers, unasked, when it rebuilds the table.

Adding, changing or removing a column makes Django copy the table, drop the old one and give the copy its name. A
migration that does so to a table with locks must create them again. Every migration is run here on an empty database
and what was created, less what was dropped by name, is held against what is there.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection as default_connection
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from pytest_django.plugin import DjangoDbBlocker

NAME = re.compile(
    r'(?is)^\s*(CREATE|DROP)\s+TRIGGER\s+(?:IF (?:NOT )?EXISTS\s+)?"?([a-z0-9_]+)"?(?:.*?\bON\s+"?([a-z0-9_]+)"?)?'
)
NEVER_REMOVED = ("audit_", "conversations_rule_kept")
"""The log, and the board's decisions, which hold no person. Other locks stand aside while retention erases."""


class Declared:
    """Listens to what is executed: trigger name to table, as created and not dropped again by name."""

    def __init__(self) -> None:
        self.triggers: dict[str, str] = {}

    def __call__(self, execute: Callable[..., Any], sql: str, params: object, many: bool, context: object) -> Any:
        if found := NAME.match(str(sql)):
            what, name, table = found.groups()
            if what.upper() == "CREATE":
                self.triggers[name] = table
            else:
                self.triggers.pop(name, None)
        return execute(sql, params, many, context)

    def lost(self, connection: BaseDatabaseWrapper) -> list[str]:
        """Triggers that nobody dropped and that are not there, of tables that are."""
        tables, there = set(connection.introspection.table_names()), set(triggers_of(connection))
        return sorted(name for name, table in self.triggers.items() if table in tables and name not in there)


def triggers_of(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


@pytest.fixture(scope="module")
def migrated(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[BaseDatabaseWrapper, Declared]]:
    """An empty database of its own with every migration run, and what they declared."""
    if default_connection.vendor != "sqlite":
        pytest.skip("PostgreSQL changes a table in place and keeps its triggers")
    before, settings = connections["default"], connections.settings["default"]
    declared = Declared()
    connections.settings["default"] = {**settings, "NAME": ":memory:"}
    with django_db_blocker.unblock():
        own = connections["default"] = connections.create_connection("default")
        try:
            with own.execute_wrapper(declared):
                executor = MigrationExecutor(own)
                executor.migrate(executor.loader.graph.leaf_nodes())
                emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
            yield own, declared
        finally:
            own.close()
            connections["default"], connections.settings["default"] = before, settings


def test_every_lock_that_a_migration_made_is_there_after_the_last_one(migrated: tuple[BaseDatabaseWrapper, Declared]):
    own, declared = migrated
    assert len(declared.triggers) > 40
    assert declared.lost(own) == []


def test_a_table_that_is_only_added_to_has_locks(migrated: tuple[BaseDatabaseWrapper, Declared]):
    own, declared = migrated
    assert {"audit_auditevent", "cases_decision", "conversations_modelrule"} <= set(declared.triggers.values())
    assert set(triggers_of(own)) == set(declared.triggers)


def test_every_lock_on_removal_of_what_holds_a_person_lets_retention_erase(
    migrated: tuple[BaseDatabaseWrapper, Declared],
):
    own, _declared = migrated
    shut = [
        name for name, sql in triggers_of(own).items()
        if "BEFORE DELETE" in sql and "retention_erasing" not in sql and not name.startswith(NEVER_REMOVED)
    ]  # fmt: skip
    assert shut == []


def test_a_column_added_without_putting_the_locks_back_is_noticed(migrated: tuple[BaseDatabaseWrapper, Declared]):
    own, declared = migrated
    model, kept = apps.get_model("audit", "AuditEvent"), triggers_of(own)
    column = models.IntegerField(null=True)
    column.set_attributes_from_name("planted")
    with own.schema_editor() as editor:
        editor._remake_table(model, create_field=column)
    lost = declared.lost(own)
    with own.cursor() as cursor:
        for name in lost:
            cursor.execute(kept[name])
    assert lost == ["audit_no_delete", "audit_no_update"]
