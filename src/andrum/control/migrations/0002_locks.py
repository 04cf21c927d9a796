"""What the database itself refuses: to change or remove an opinion, a draw or a change of share."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DRAWN = (
    "decision_id", "run_id", "matter_id", "stratum_id", "risks", "decided_at", "seed_day", "seed", "key", "numerator",
    "denominator", "parameters", "is_drawn", "created_at",
)  # fmt: skip
READING = ("draw_id", "event_seq", "reason")


def changed(columns: tuple[str, ...], differs: str) -> str:
    """A condition that is true when any of the columns gets another value."""
    return "(" + " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns) + ")"


def locks(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, when, and the condition on which the database refuses."""
    closed = f"(OLD.\"state\" = 'closed' AND {changed(('state', 'outcome', 'closed_at'), differs)})"
    judged = f"(OLD.\"verdict\" <> '' AND {changed(('verdict', 'words', 'reviewer_id', 'at'), differs)})"
    return [
        ("control_opinion_locked", "control_opinion", "UPDATE", "1 = 1"),
        ("control_opinion_kept", "control_opinion", "DELETE", "1 = 1"),
        ("control_share_locked", "control_sharechange", "UPDATE", "1 = 1"),
        ("control_share_kept", "control_sharechange", "DELETE", "1 = 1"),
        ("control_review_locked", "control_review", "UPDATE", f"{changed(DRAWN, differs)} OR {closed}"),
        ("control_review_kept", "control_review", "DELETE", "1 = 1"),
        ("control_opening_locked", "control_openingreview", "UPDATE", "1 = 1"),
        ("control_opening_kept", "control_openingreview", "DELETE", "1 = 1"),
        ("control_log_draw_locked", "control_logdraw", "UPDATE", "1 = 1"),
        ("control_log_draw_kept", "control_logdraw", "DELETE", "1 = 1"),
        ("control_reading_locked", "control_logreview", "UPDATE", f"{changed(READING, differs)} OR {judged}"),
        ("control_reading_kept", "control_logreview", "DELETE", "1 = 1"),
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
        "CREATE OR REPLACE FUNCTION control_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: this row is locked', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        None,
    )
    for name, table, when, condition in locks("IS DISTINCT FROM"):
        schema_editor.execute(
            f'CREATE TRIGGER "{name}" BEFORE {when} ON "{table}" FOR EACH ROW WHEN ({condition}) '
            "EXECUTE FUNCTION control_refuse()",
            None,
        )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for name, table, _when, _condition in locks("IS NOT"):
        on = "" if schema_editor.connection.vendor == "sqlite" else f' ON "{table}"'
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', None)


class Migration(migrations.Migration):
    """Locks on rows that must stand."""

    dependencies = [("control", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
