"""What the database itself refuses: to change or remove a payment file, or to move a payment out of its file."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FILE = ("message_id", "content", "sha256", "count", "total_ore", "execution_date", "created_at")
ORDER = ("kind", "key", "matter_id", "decision_id", "amount_ore", "ordered_at", "ordered_by")


def changed(columns: tuple[str, ...], differs: str) -> str:
    """A condition that is true when any of the columns gets another value."""
    return "(" + " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns) + ")"


def locks(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, when, and the condition on which the database refuses."""
    moved = f'(OLD."payment_file_id" IS NOT NULL AND {changed(("payment_file_id",), differs)})'
    twice = f'(OLD."delivered_at" IS NOT NULL AND {changed(("delivered_at", "receipt"), differs)})'
    unsent = "(OLD.\"state\" = 'sent' AND NEW.\"state\" <> 'sent')"
    return [
        ("dispatch_file_locked", "dispatch_paymentfile", "UPDATE", f"{changed(FILE, differs)} OR {twice}"),
        ("dispatch_file_kept", "dispatch_paymentfile", "DELETE", "1 = 1"),
        ("dispatch_order_locked", "dispatch_outgoing", "UPDATE", f"{changed(ORDER, differs)} OR {moved} OR {unsent}"),
        ("dispatch_order_kept", "dispatch_outgoing", "DELETE", "1 = 1"),
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
        "CREATE OR REPLACE FUNCTION dispatch_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: this row is locked', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        None,
    )
    for name, table, when, condition in locks("IS DISTINCT FROM"):
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN ({condition}) '
            "EXECUTE FUNCTION dispatch_refuse()",
            None,
        )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for name, table, _when, _condition in locks("IS NOT"):
        on = "" if schema_editor.connection.vendor == "sqlite" else f' ON "{table}"'
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', None)


class Migration(migrations.Migration):
    """Locks on rows that must stand."""

    dependencies = [("dispatch", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
