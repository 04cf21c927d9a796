"""Who says that a line is wrong, or adds to it; as locked as the rest of a signed line."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE, NAME = "conversations_line", "conversations_line_who_locked"
SIGNED = "EXISTS (SELECT 1 FROM conversations_conversation c WHERE c.id = OLD.conversation_id AND c.state = 'signed')"


def put_on(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of a line of a signed conversation it is never changed who said what of it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f'CREATE TRIGGER "{NAME}" BEFORE UPDATE ON "{TABLE}" FOR EACH ROW '
            f"WHEN NEW.client_who_id IS NOT OLD.client_who_id AND {SIGNED} "
            f"BEGIN SELECT RAISE(ABORT, '{NAME}: this row is locked'); END",
            None,
        )
        return
    schema_editor.execute(
        f'CREATE OR REPLACE FUNCTION "{NAME}_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF NEW.client_who_id IS DISTINCT FROM OLD.client_who_id AND {SIGNED} THEN "
        f"RAISE EXCEPTION '%: this row is locked', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN NEW; END $$",
        None,
    )
    schema_editor.execute(
        f'CREATE TRIGGER "{NAME}" BEFORE UPDATE ON "{TABLE}" FOR EACH ROW EXECUTE FUNCTION "{NAME}_refuse"()', None
    )


def take_off(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the trigger."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{NAME}"', None)
    else:
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{NAME}" ON "{TABLE}"', None)
        schema_editor.execute(f'DROP FUNCTION IF EXISTS "{NAME}_refuse"()', None)


class Migration(migrations.Migration):
    """Who says so."""

    dependencies = [("conversations", "0004_claims")]

    operations = [
        migrations.AddField(
            model_name="line",
            name="client_who",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.presence",
                verbose_name="vem som säger det",
            ),
        ),
        migrations.RunPython(put_on, take_off),
    ]
