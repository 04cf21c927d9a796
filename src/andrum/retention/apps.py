"""The room as a Django app."""

from django.apps import AppConfig
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
        """Teach the log the room's words."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now

        for kind, label in EVENT_KINDS.items():
            register_kind(kind, label=label)
