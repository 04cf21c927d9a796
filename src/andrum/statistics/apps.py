"""The room as a Django app."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

KINDS: Final = {
    "answered": _("Uppgifter till statistiken lämnades"),
    "carried_forward": _("Förra månadens uppgifter till statistiken behölls"),
    "file_made": _("En statistikfil gjordes"),
    "file_downloaded": _("En statistikfil hämtades"),
    "file_handed_in": _("En statistikfil lämnades in"),
    "read": _("Ett hushålls uppgifter till statistiken lästes"),
}
"""What the room writes in the log."""


class StatisticsConfig(AppConfig):
    """Statistics."""

    name = "andrum.statistics"
    verbose_name = "Statistik"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now

        for kind, label in KINDS.items():
            register_kind(f"statistics.{kind}", label=label)
