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
        """Name the event kinds."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are not loaded before

        for kind, label in KINDS.items():
            register_kind(kind, label=label)
