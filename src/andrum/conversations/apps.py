"""The room as a Django app."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

KINDS: Final = {
    "planned": _("Ett samtal förbereddes"),
    "persons_changed": _("Vilka som är med i ett samtal ändrades"),
    "informed": _("Klienten informerades om samtalet och svarade"),
    "started": _("Ett samtal började"),
    "paused": _("Ett samtal pausades"),
    "resumed": _("Ett samtal fortsatte"),
    "ended": _("Ett samtal avslutades"),
    "cancelled": _("Ett samtal blev inte av"),
    "segment_kept": _("Ett yttrande sparades"),
    "text_kept": _("En text sparades som samtal"),
    "sorted_again": _("Ett samtal sorterades på nytt"),
    "segment_corrected": _("Ett yttrande rättades"),
    "speakers_corrected": _("Vem som sa vad rättades"),
    "sound_kept": _("Ljud sparades krypterat"),
    "marked": _("Ett yttrande markerades som viktigt"),
    "own_note_written": _("En egen anteckning skrevs vid ett samtal"),
    "line_added": _("En rad lades till ur det som sades"),
    "line_decided": _("Handläggaren tog ställning till en rad"),
    "line_changed": _("En rad ändrades"),
    "lines_accepted": _("Rader godkändes"),
    "position_taken": _("Klienten tog ställning till en rad"),
    "words_added": _("Klienten lade till något vid genomgången"),
    "signed": _("Ett samtal signerades"),
    "deleted": _("Ljud eller yttranden gallrades"),
    "read": _("Ett samtal lästes"),
    "heard": _("Ljudet från ett samtal spelades upp"),
    "copied": _("Klientens kopia av ett samtal togs ut"),
    "model_rule_noted": _("Nämndens beslut om språkmodell antecknades"),
    "model_asked": _("En språkmodell fick läsa ett samtal"),
    "model_read": _("En språkmodell hade läst ett samtal"),
    "claims_asked": _("En språkmodell fick formulera påståenden"),
    "claims_written": _("En språkmodell hade formulerat påståenden"),
    "claim_decided": _("Handläggaren tog ställning till ett påstående"),
    "doubt_taken": _("En tveksam rad togs med"),
    "api_read": _("Ett annat system läste samtal"),
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
        from andrum.cases.service import register_fact_words, register_matter_part  # noqa: PLC0415
        from andrum.conversations.queries.fact_words import PREFIX, facts_in_words  # noqa: PLC0415

        for kind, label in KINDS.items():
            register_kind(f"conversations.{kind}", label=label)
        register_fact_words(facts_in_words, prefix=PREFIX)
        register_matter_part(name="conversations", text=gettext_lazy("Samtal"), address="conversations:of_matter")
