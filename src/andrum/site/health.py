"""How the house is: settings, database, worker, disk, log."""

import shutil
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.audit.service import head
from andrum.site.database import waits_for_migration
from andrum.site.environment import Problem
from andrum.site.parameters import parameter_problems
from andrum.site.worker import is_at_work

LEAST_FREE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of life."""

    key: str
    label: str | Promise
    ok: bool
    text: str | Promise


def settings_problems() -> list[Problem]:
    """All that is wrong with the settings and with what they point at."""
    found = list(settings.ANDRUM_PROBLEMS)
    for name in ("ANDRUM_REGISTERS", "ANDRUM_MAILBOX", "ANDRUM_PAYMENT_CHANNEL", "ANDRUM_LANGUAGE_ADAPTER"):
        module, _dot, attribute = getattr(settings, name).rpartition(".")
        try:
            adapter = getattr(import_module(module), attribute)
        except (ImportError, AttributeError, ValueError):
            found.append(Problem(name, "Klassen finns inte.", "Skriv den hela punktade sökvägen till en klass."))
        else:
            found += _of_adapter(adapter)
    found += _database_problems()
    found += parameter_problems()
    if settings.DATA.exists() and shutil.disk_usage(settings.DATA).free < LEAST_FREE_BYTES:
        found.append(Problem("ANDRUM_DATA", "Mindre än 500 MB ledigt på disken.", "Frigör plats.", stops=False))
    return found


def _of_adapter(adapter: object) -> list[Problem]:
    """What an adapter knows is wrong with its own settings: those that have a connection to look after say it."""
    asked = getattr(adapter, "problems", None)
    return [Problem(one.variable, one.what, one.todo, one.stops) for one in asked()] if callable(asked) else []


def _database_problems() -> list[Problem]:
    try:
        waits = waits_for_migration()
    except DatabaseError as error:
        return [
            Problem("ANDRUM_DATABASE_URL", f"Databasen svarar inte ({type(error).__name__}).", "Kontrollera adressen.")
        ]
    if waits:
        return [Problem("ANDRUM_DATABASE_URL", f"{len(waits)} tabelländringar väntar.", "Kör «andrum migrate».")]
    return []


def _database() -> Sign:
    label = _("Databas")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Sign("database", label, ok=False, text=_("svarar inte"))
    return Sign("database", label, ok=True, text=connection.vendor)


def _disk() -> Sign:
    free = shutil.disk_usage(settings.DATA if settings.DATA.exists() else "/").free
    return Sign("disk", _("Disk"), ok=free >= LEAST_FREE_BYTES, text=f"{free / 1024**3:.1f} GB")


def _log() -> Sign:
    label = _("Loggens huvud")
    try:
        found = head()
    except DatabaseError:
        return Sign("log", label, ok=False, text=_("svarar inte"))
    return Sign("log", label, ok=True, text=f"{found.count} · {found.hash[:12]}")


def _worker() -> Sign:
    label = _("Bakgrundsarbete")
    try:
        ok = is_at_work()
    except (DatabaseError, OSError):
        ok = False
    return Sign("worker", label, ok=ok, text=_("arbetar") if ok else _("ingen arbetar; starta «andrum work»"))


def signs() -> list[Sign]:
    """Every sign of life at this moment."""
    return [_database(), _worker(), _disk(), _log()]
