"""What the database itself refuses: to change or remove an answer, or a file as it was made."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MADE = (
    "kind", "month", "version", "name", "content", "sha256", "households", "total_ore", "problems", "reason", "form",
    "holds_protected", "made_at", "made_by",
)  # fmt: skip
HANDED_IN = ("handed_in_at", "handed_in_by", "receipt")


def changed(columns: tuple[str, ...], differs: str) -> str:
    """A condition that is true when any of the columns gets another value."""
    return "(" + " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns) + ")"


def locks(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, when, and the condition on which the database refuses."""
    again = f'(OLD."handed_in_at" IS NOT NULL AND {changed(HANDED_IN, differs)})'
    return [
        ("statistics_answer_locked", "statistics_answer", "UPDATE", "1 = 1"),
        ("statistics_file_locked", "statistics_monthfile", "UPDATE", f"{changed(MADE, differs)} OR {again}"),
    ]


def put_on(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers."""
    if schema_editor.connection.vendor == "sqlite":
        for name, table, when, condition in locks("IS NOT"):
            schema_editor.execute(
                f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN {condition} '
                f"BEGIN SELECT RAISE(ABORT, '{name}: this row is locked'); END",
                None,
            )
        return
    schema_editor.execute(
        "CREATE OR REPLACE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: this row is locked', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        None,
    )
    for name, table, when, condition in locks("IS DISTINCT FROM"):
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN ({condition}) '
            "EXECUTE FUNCTION statistics_refuse()",
            None,
        )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for name, table, _when, _condition in locks("IS NOT"):
        on = "" if schema_editor.connection.vendor == "sqlite" else f' ON "{table}"'
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', None)


class Migration(migrations.Migration):
    """Locks on rows that must stand. They may be removed: with the matter, and when the board weeds."""

    dependencies = [("statistics", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
