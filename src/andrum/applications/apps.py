"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

KINDS = {
    "applications.started": _("Började på en ansökan"),
    "applications.saved": _("Sparade i en ansökan"),
    "applications.moved": _("Flyttade en ansökan till en annan månad"),
    "applications.withdrawn": _("Tog tillbaka en ansökan"),
    "applications.signature_made": _("Skrev under en ansökan"),
    "applications.reopened": _("Öppnade en ansökan för ändring"),
    "applications.signed": _("Ansökan kom in"),
    "applications.received": _("Tog emot en ansökan från ett annat system"),
    "applications.read": _("Läste en ansökan"),
    "applications.attachment_added": _("Bifogade en fil"),
    "applications.attachment_removed": _("Tog bort en fil"),
    "applications.attachment_read": _("Öppnade en fil"),
    "applications.supplement_requested": _("Bad om komplettering"),
    "applications.supplement_answered": _("Svarade på en komplettering"),
}


class ApplicationsConfig(AppConfig):
    """Applications."""

    name = "andrum.applications"
    verbose_name = "Ansökan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the log the room's kinds of events."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - the models must be ready first

        for kind, label in KINDS.items():
            register_kind(kind, label=label)
