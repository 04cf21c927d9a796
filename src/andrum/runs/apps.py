"""The room as a Django app."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

KINDS: Final = {
    "paused": _("Ett slag av körningar pausades"),
    "resumed": _("Ett slag av körningar fortsatte"),
    "retried": _("Ett nytt försök begärdes för flera körningar"),
    "time_noted": _("Handläggningstiden utan automatik antecknades"),
}
"""What the room writes in the log."""


class RunsConfig(AppConfig):
    """Runs."""

    name = "andrum.runs"
    verbose_name = "Körningar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now

        for kind, label in KINDS.items():
            register_kind(f"runs.{kind}", label=label)
