"""Bring the database up to this version."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare_folder() -> None:
    """Make the data folder, readable by its owner only."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    settings.DATA.chmod(0o700)


def waits_for_migration() -> list[str]:
    """Names of the migrations that are not done."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate() -> list[str]:
    """Do the migrations that are not done and name them."""
    prepare_folder()
    waits = waits_for_migration()
    if waits:
        call_command("migrate", interactive=False, verbosity=0)
    return waits
