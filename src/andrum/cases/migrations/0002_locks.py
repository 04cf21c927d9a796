"""What the database itself refuses: to change or remove signed notes, decisions, facts, documents and messages."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DECISION = (
    "matter_id",
    "month",
    "outcome",
    "amount_ore",
    "reasons",
    "how",
    "decided_by_kind",
    "decided_by_id",
    "decided_by_name",
    "mandate_ref",
    "calculation",
    "rulebook_version",
    "applied_ore",
    "decided_at",
    "idempotency_key",
    "changes_id",
)
FACT = (
    "matter_id",
    "name",
    "month",
    "value",
    "unknown_reason",
    "source",
    "source_key",
    "source_detail",
    "retrieved_at",
    "recorded_by",
    "recorded_by_id",
    "recorded_at",
    "reason",
)
OPENED = ("matter_id", "user_id", "reason", "from_at", "until_at", "notice_id")
MESSAGE = ("matter_id", "kind", "is_from_citizen", "text", "at", "sender_name", "decision_id", "in_time", "key")
DOCUMENT = ("matter_id", "kind", "title", "media_type", "sha256", "size", "content", "received_at", "source", "key")


def changed(columns: tuple[str, ...], differs: str) -> str:
    """A condition that is true when any of the columns gets another value."""
    return "(" + " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns) + ")"


def locks(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, when, and the condition on which the database refuses."""
    once = f'(OLD."delivered_at" IS NOT NULL AND {changed(("delivered_at", "appeal_by_date"), differs)})'
    replaced = f'(OLD."replaced_at" IS NOT NULL AND {changed(("replaced_at",), differs)})'
    return [
        ("cases_note_locked", "cases_journalnote", "UPDATE", 'OLD."signed_at" IS NOT NULL'),
        ("cases_note_kept", "cases_journalnote", "DELETE", 'OLD."signed_at" IS NOT NULL'),
        ("cases_decision_locked", "cases_decision", "UPDATE", f"{changed(DECISION, differs)} OR {once}"),
        ("cases_decision_kept", "cases_decision", "DELETE", "1 = 1"),
        ("cases_fact_locked", "cases_fact", "UPDATE", f"{changed(FACT, differs)} OR {replaced}"),
        ("cases_fact_kept", "cases_fact", "DELETE", "1 = 1"),
        ("cases_opened_locked", "cases_openedanyway", "UPDATE", changed(OPENED, differs)),
        ("cases_opened_kept", "cases_openedanyway", "DELETE", "1 = 1"),
        ("cases_message_locked", "cases_message", "UPDATE", changed(MESSAGE, differs)),
        ("cases_document_locked", "cases_document", "UPDATE", changed(DOCUMENT, differs)),
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
        "CREATE OR REPLACE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: this row is locked', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        None,
    )
    for name, table, when, condition in locks("IS DISTINCT FROM"):
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN ({condition}) '
            "EXECUTE FUNCTION cases_refuse()",
            None,
        )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for name, table, _when, _condition in locks("IS NOT"):
        on = "" if schema_editor.connection.vendor == "sqlite" else f' ON "{table}"'
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', None)


class Migration(migrations.Migration):
    """Locks on rows that must stand."""

    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
