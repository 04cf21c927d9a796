"""What the database itself refuses: to change a fee that is decided, or an invoice basis that is made."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

STATEMENT = ("answers", "text", "text_hash", "signed_at", "signed_by_id", "way", "from_month", "state")
SERVICE = ("matter_id", "kind", "measure", "quantity", "level", "from_date", "recorded_at")
RUN = ("unit_id", "month", "number", "issue_date", "due_date", "settings", "made_at", "made_by")


def changed(columns: tuple[str, ...], differs: str) -> str:
    """A condition that is true when any of the columns gets another value."""
    return "(" + " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns) + ")"


def locks(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, when, and the condition on which the database refuses."""
    made = f"""({changed(RUN, differs)} OR (OLD."sha256" <> '' AND {changed(("sha256", "count", "total_ore"), differs)}))"""
    return [
        ("fees_decision_locked", "fees_feedecision", "UPDATE", "1 = 1"),
        ("fees_decision_kept", "fees_feedecision", "DELETE", "1 = 1"),
        ("fees_basis_locked", "fees_invoicebasis", "UPDATE", "1 = 1"),
        ("fees_basis_kept", "fees_invoicebasis", "DELETE", "1 = 1"),
        ("fees_run_locked", "fees_invoicerun", "UPDATE", made),
        ("fees_run_kept", "fees_invoicerun", "DELETE", "1 = 1"),
        ("fees_statement_locked", "fees_incomestatement", "UPDATE",
         f"""(OLD."state" = 'signed' AND {changed(STATEMENT, differs)})"""),
        ("fees_service_locked", "fees_grantedservice", "UPDATE", changed(SERVICE, differs)),
        ("fees_service_kept", "fees_grantedservice", "DELETE", "1 = 1"),
        ("fees_item_locked", "fees_recalculationitem", "UPDATE", """(OLD."state" IN ('decided', 'handed'))"""),
    ]  # fmt: skip


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
        "CREATE OR REPLACE FUNCTION fees_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: this row is locked', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        None,
    )
    for name, table, when, condition in locks("IS DISTINCT FROM"):
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN ({condition}) '
            "EXECUTE FUNCTION fees_refuse()",
            None,
        )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for name, table, _when, _condition in locks("IS NOT"):
        on = "" if schema_editor.connection.vendor == "sqlite" else f' ON "{table}"'
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', None)


class Migration(migrations.Migration):
    """Locks on rows that must stand."""

    dependencies = [("fees", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
