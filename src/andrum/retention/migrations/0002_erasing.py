"""What is locked may be removed while a row of ``retention_erasing`` is there: inside the one transaction that removes.

Every trigger that refuses a removal, except those of the log, gets that way out. The log is never removed from.
"""

import re

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ERASING = 'EXISTS (SELECT 1 FROM "retention_erasing")'
WAY_OUT = f"IF TG_OP = 'DELETE' AND {ERASING} THEN RETURN OLD; END IF;"
LOG = "audit_"
ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%'"
ON_POSTGRESQL = """
    SELECT DISTINCT p.oid, p.proname, pg_get_functiondef(p.oid)
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND (t.tgtype & 8) <> 0 AND (t.tgtype & 2) <> 0 AND n.nspname = current_schema()
"""
PARTS = re.compile(r"(?s)(.* FOR EACH ROW WHEN )(.*)( BEGIN SELECT RAISE.*)")


def open_way(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let each lock on removal stand aside while something is erased. Done again it changes nothing."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(ON_SQLITE if schema_editor.connection.vendor == "sqlite" else ON_POSTGRESQL)
        found = cursor.fetchall()
    if schema_editor.connection.vendor == "sqlite":
        for name, sql in found:
            parts = PARTS.fullmatch(sql)
            if parts and not name.startswith(LOG) and ERASING not in sql:
                schema_editor.execute(f'DROP TRIGGER "{name}"', None)
                schema_editor.execute(f"{parts[1]}({parts[2]}) AND NOT {ERASING}{parts[3]}", None)
        return
    for _oid, name, body in found:
        if not name.startswith(LOG) and WAY_OUT not in body:
            schema_editor.execute(body.replace("BEGIN", f"BEGIN {WAY_OUT}", 1), None)


def close_way(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the locks back as they were."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(ON_SQLITE if schema_editor.connection.vendor == "sqlite" else ON_POSTGRESQL)
        found = cursor.fetchall()
    for *_oid, name, sql in found:
        if schema_editor.connection.vendor == "sqlite" and ERASING in sql:
            schema_editor.execute(f'DROP TRIGGER "{name}"', None)
            schema_editor.execute(re.sub(rf"(?s)WHEN \((.*)\) AND NOT {re.escape(ERASING)}", r"WHEN \1", sql), None)
        elif WAY_OUT in sql:
            schema_editor.execute(sql.replace(f" {WAY_OUT}", "", 1), None)


class Migration(migrations.Migration):
    """A way through the locks, for what a person has approved to be removed."""

    dependencies = [
        ("retention", "0001_initial"), ("cases", "0002_locks"), ("control", "0002_locks"), ("dispatch", "0002_locks"),
        ("conversations", "0002_locks"), ("investigations", "0002_locks"), ("fees", "0002_locks"),
    ]  # fmt: skip

    operations = [migrations.RunPython(open_way, close_way)]
