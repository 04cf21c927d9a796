"""The room as a Django app."""

from django.apps import AppConfig

KINDS = {
    "dispatch.letter_ordered": "Brev beställt",
    "dispatch.letter_sent": "Brev skickat",
    "dispatch.letter_by_hand": "Brev lämnat till en människa att skicka",
    "dispatch.payment_ordered": "Betalning beställd",
    "dispatch.payment_by_hand": "Betalning lämnad till en människa",
    "dispatch.payment_file_made": "Betalfil skapad",
    "dispatch.payment_file_delivered": "Betalfil lämnad till banken",
    "dispatch.payment_file_downloaded": "Betalfil hämtad",
    "dispatch.payment_cancelled": "Betalning stoppad",
    "dispatch.payment_requeued": "Betalning fick ett konto",
    "dispatch.payment_file_waits": "Betalfil väntar på banken",
    "dispatch.payment_file_failed": "Betalfil togs inte emot",
    "dispatch.payment_file_tried_again": "Nytt försök med betalfil begärt",
    "dispatch.payment_file_by_hand": "Betalfil lämnad till banken för hand",
    "dispatch.sent_by_hand": "Skickat eller utbetalt för hand",
    "dispatch.waits": "Utskick väntar på mottagaren",
    "dispatch.failed": "Utskick gick inte att skicka",
    "dispatch.tried_again": "Nytt försök begärt",
    "dispatch.letter_previewed": "Brev förhandsgranskat",
}
"""What dispatch writes in the log."""


class DispatchConfig(AppConfig):
    """Dispatch."""

    name = "andrum.dispatch"
    verbose_name = "Expediering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the event kinds, and tell the board of runs what goes out."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are not loaded before
        from andrum.dispatch.actions.run_kinds import OutgoingRuns  # noqa: PLC0415
        from andrum.runs.service import register_run_source  # noqa: PLC0415

        for kind, label in KINDS.items():
            register_kind(kind, label=label)
        register_run_source("dispatch", OutgoingRuns())
