"""The room as a Django app."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS: Final = {
    "planned": "Ett samtal förbereddes",
    "persons_changed": "Vilka som är med i ett samtal ändrades",
    "informed": "Klienten informerades om samtalet och svarade",
    "started": "Ett samtal började",
    "paused": "Ett samtal pausades",
    "resumed": "Ett samtal fortsatte",
    "ended": "Ett samtal avslutades",
    "cancelled": "Ett samtal blev inte av",
    "segment_kept": "Ett yttrande sparades",
    "text_kept": "En text sparades som samtal",
    "segment_corrected": "Ett yttrande rättades",
    "sound_kept": "Ljud sparades krypterat",
    "marked": "Ett yttrande markerades som viktigt",
    "own_note_written": "En egen anteckning skrevs vid ett samtal",
    "line_added": "En rad lades till ur det som sades",
    "line_decided": "Handläggaren tog ställning till en rad",
    "line_changed": "En rad ändrades",
    "lines_accepted": "Rader godkändes",
    "position_taken": "Klienten tog ställning till en rad",
    "words_added": "Klienten lade till något vid genomgången",
    "signed": "Ett samtal signerades",
    "deleted": "Ljud eller yttranden gallrades",
    "read": "Ett samtal lästes",
    "heard": "Ljudet från ett samtal spelades upp",
    "copied": "Klientens kopia av ett samtal togs ut",
    "api_read": "Ett annat system läste samtal",
}
"""What the room writes in the log."""


class ConversationsConfig(AppConfig):
    """Conversations."""

    name = "andrum.conversations"
    verbose_name = "Samtal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words, and give every matter the tab."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now
        from andrum.cases.service import register_matter_part  # noqa: PLC0415

        for kind, label in KINDS.items():
            register_kind(f"conversations.{kind}", label=label)
        register_matter_part(name="conversations", text=_("Samtal"), address="conversations:of_matter")
