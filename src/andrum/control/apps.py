"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

EVENT_KINDS = {
    "control.review_created": _("Ett automatiskt beslut togs upp till kontroll"),
    "control.opinion_given": _("Ett automatiskt beslut granskades"),
    "control.review_closed": _("En granskning blev klar"),
    "control.share_changed": _("Andelen som granskas ändrades"),
    "control.error_confirmed": _("Ett fel i ett automatiskt beslut bekräftades"),
    "control.review_read": _("En granskning öppnades"),
    "control.log_drawn": _("Läsningar lottades till granskning"),
    "control.reading_reviewed": _("En läsning granskades"),
    "control.opening_reviewed": _("En öppning utanför tilldelning granskades"),
    "control.mandate_stopped": _("Ett mandat stoppades från kontrollen"),
    "control.exported": _("Kontrollens siffror togs ut som fil"),
}


class ControlConfig(AppConfig):
    """Control."""

    name = "andrum.control"
    verbose_name = "Kontroll"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words, and listen to automation and fees."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now
        from andrum.automation.service import RunDecided  # noqa: PLC0415
        from andrum.control.jobs import on_fees_decided, on_runs_decided  # noqa: PLC0415
        from andrum.fees.service import FeesDecided  # noqa: PLC0415
        from andrum.kernel.events import subscribe, subscribe_together  # noqa: PLC0415

        for kind, label in EVENT_KINDS.items():
            register_kind(kind, label=label)
        subscribe_together(RunDecided, on_runs_decided)
        subscribe(FeesDecided, on_fees_decided)
