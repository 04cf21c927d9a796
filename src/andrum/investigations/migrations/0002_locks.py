"""What the database itself refuses: to change what is finished, and to change what was decided, kept or written."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INVESTIGATION = "investigations_investigation"
FIXED = ("matter_id", "framework", "number", "follows_id", "opened_at", "opened_by", "opened_by_id", "days_version")
VERSION = ("part_id", "number", "is_aside", "written_by", "written_by_id", "began_at")
CLOSED = "('finished', 'not_opened')"
CHILDREN = ("step", "placement", "part", "keptbasis", "hearing")
"""Tables that belong to an investigation: nothing is added to, changed in or taken from them when it is closed."""


def changed(columns: tuple[str, ...], differs: str) -> str:
    """A condition that is true when any of the columns gets another value."""
    return "(" + " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns) + ")"


def locks(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, when, and the condition on which the database refuses; no other table is looked at."""
    once = f'(OLD."state" IN {CLOSED} OR {changed(FIXED, differs)})'
    return [
        ("investigations_locked", INVESTIGATION, "UPDATE", once),
        ("investigations_row_kept", INVESTIGATION, "DELETE", "1 = 1"),
        ("investigations_step_locked", "investigations_step", "UPDATE", "1 = 1"),
        ("investigations_step_kept", "investigations_step", "DELETE", "1 = 1"),
        ("investigations_basis_locked", "investigations_keptbasis", "UPDATE", "1 = 1"),
        ("investigations_basis_kept", "investigations_keptbasis", "DELETE", "1 = 1"),
        ("investigations_hearing_locked", "investigations_hearing", "UPDATE", "1 = 1"),
        ("investigations_hearing_kept", "investigations_hearing", "DELETE", "1 = 1"),
        ("investigations_author_locked", "investigations_partversion", "UPDATE", changed(VERSION, differs)),
        ("investigations_version_kept", "investigations_partversion", "DELETE", "1 = 1"),
    ]


def closed_locks() -> list[tuple[str, str, str, str]]:
    """Name, table, when, and which investigation it is: what belongs to a closed one is left as it is."""
    found = []
    for child in CHILDREN:
        for when, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            found.append(
                (f"investigations_{child}_{when.lower()}", f"investigations_{child}", when, f'{row}."investigation_id"')
            )
    for when in ("INSERT", "UPDATE"):
        owner = '(SELECT "investigation_id" FROM "investigations_part" WHERE "id" = NEW."part_id")'
        found.append((f"investigations_version_{when.lower()}", "investigations_partversion", when, owner))
    return found


def put_on(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers."""
    if schema_editor.connection.vendor == "sqlite":
        _put_on_sqlite(schema_editor)
    else:
        _put_on_postgresql(schema_editor)


def _put_on_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = locks("IS NOT") + [(*first, _is_closed(owner)) for *first, owner in closed_locks()]
    for name, table, when, condition in rows:
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{name}: this row is locked'); END",
            None,
        )


def _is_closed(owner: str) -> str:
    return f'EXISTS (SELECT 1 FROM "{INVESTIGATION}" WHERE "id" = {owner} AND "state" IN {CLOSED})'  # noqa: S608 - our own


def _put_on_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    refuse = "RAISE EXCEPTION '%: this row is locked', TG_NAME USING ERRCODE = 'integrity_constraint_violation';"
    schema_editor.execute(
        f"CREATE OR REPLACE FUNCTION investigations_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {refuse} END $$",
        None,
    )
    for name, table, when, condition in locks("IS DISTINCT FROM"):
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN ({condition}) '
            "EXECUTE FUNCTION investigations_refuse()",
            None,
        )
    for name, table, when, owner in closed_locks():
        last = "OLD" if when == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {_is_closed(owner)} THEN {refuse} END IF; RETURN {last}; END $$",
            None,
        )
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {name}()', None
        )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table, _when, _condition in [*locks("IS NOT"), *closed_locks()]:
        on = "" if on_sqlite else f' ON "{table}"'
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', None)


class Migration(migrations.Migration):
    """Locks on rows that must stand."""

    dependencies = [("investigations", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
