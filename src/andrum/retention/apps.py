"""The room as a Django app."""

from importlib import import_module

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_noop as _

EVENT_KINDS = {
    "retention.proposed": _("Gallring föreslogs"),
    "retention.approved": _("Gallring godkändes"),
    "retention.approval_undone": _("Ett godkännande av gallring togs tillbaka"),
    "retention.exempted": _("En akt undantogs från gallring"),
    "retention.withdrawn": _("Ett förslag om gallring drogs tillbaka"),
    "retention.erased": _("En akt gallrades"),
    "retention.read": _("Ett förslag om gallring lästes"),
    "retention.exported": _("Kvitton på gallring togs ut som fil"),
}


class RetentionConfig(AppConfig):
    """Retention."""

    name = "andrum.retention"
    verbose_name = "Gallring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words, and keep the way through the locks open."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now

        for kind, label in EVENT_KINDS.items():
            register_kind(kind, label=label)
        post_migrate.connect(_open_way, sender=self)


def _open_way(*, using: str, **_more: object) -> None:
    """After every migrate: a room that got new locks, or whose table SQLite made anew, keeps its way out."""
    migration = import_module("andrum.retention.migrations.0002_erasing")
    with connections[using].schema_editor() as editor:
        migration.open_way(None, editor)
