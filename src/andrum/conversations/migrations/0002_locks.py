"""What the database itself refuses: to change a signed conversation, its lines and what was done with them."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SIGNED = (
    "matter_id", "worker_id", "framework", "way", "state", "started_at", "ended_at", "signed_at", "signed_by",
    "note_id", "utterances", "unsorted", "may_listen",
)  # fmt: skip
LINE = (
    "conversation_id", "kind", "n", "start", "end", "quote", "speaker_id", "question", "about", "polarity", "area",
    "factor", "status", "certainty", "time", "is_safety", "origin", "who", "what", "when", "due_date", "wording",
    "decision", "decided_by", "decided_at", "client_position", "client_words", "client_at",
)  # fmt: skip
OF_SIGNED = (
    "EXISTS (SELECT 1 FROM conversations_conversation c WHERE c.id = {row}.conversation_id AND c.state = 'signed')"
)


def changed(columns: tuple[str, ...], differs: str) -> str:
    """A condition that is true when any of the columns gets another value."""
    return "(" + " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns) + ")"


def locks(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, when, and the condition on which the database refuses."""
    old, new = OF_SIGNED.format(row="OLD"), OF_SIGNED.format(row="NEW")
    return [
        ("conversations_signed_locked", "conversations_conversation", "UPDATE",
         f"OLD.\"state\" = 'signed' AND {changed(SIGNED, differs)}"),
        ("conversations_signed_kept", "conversations_conversation", "DELETE", "OLD.\"state\" = 'signed'"),
        ("conversations_line_locked", "conversations_line", "UPDATE", f"{changed(LINE, differs)} AND {old}"),
        ("conversations_line_kept", "conversations_line", "DELETE", old),
        ("conversations_line_closed", "conversations_line", "INSERT", new),
        ("conversations_segment_closed", "conversations_segment", "INSERT", new),
        ("conversations_change_locked", "conversations_linechange", "UPDATE", "1 = 1"),
        ("conversations_change_kept", "conversations_linechange", "DELETE", "1 = 1"),
        ("conversations_told_locked", "conversations_informationgiven", "UPDATE", "1 = 1"),
        ("conversations_told_kept", "conversations_informationgiven", "DELETE", "1 = 1"),
        ("conversations_receipt_locked", "conversations_deletionreceipt", "UPDATE", "1 = 1"),
        ("conversations_receipt_kept", "conversations_deletionreceipt", "DELETE", "1 = 1"),
    ]  # fmt: skip


def put_on(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers. PostgreSQL allows no subquery in WHEN, so the condition stands in the function there."""
    if schema_editor.connection.vendor == "sqlite":
        for name, table, when, condition in locks("IS NOT"):
            schema_editor.execute(
                f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN {condition} '
                f"BEGIN SELECT RAISE(ABORT, '{name}: this row is locked'); END",
                None,
            )
        return
    for name, table, when, condition in locks("IS DISTINCT FROM"):
        kept = "OLD" if when == "DELETE" else "NEW"
        schema_editor.execute(
            f'CREATE OR REPLACE FUNCTION "{name}_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"IF {condition} THEN RAISE EXCEPTION '%: this row is locked', TG_NAME "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {kept}; END $$",
            None,
        )
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}_refuse"()', None
        )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for name, table, _when, _condition in locks("IS NOT"):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"', None)
        else:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"', None)
            schema_editor.execute(f'DROP FUNCTION IF EXISTS "{name}_refuse"()', None)


class Migration(migrations.Migration):
    """Locks on rows that must stand."""

    dependencies = [("conversations", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
