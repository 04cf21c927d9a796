"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _

EVENT_KINDS = {
    "cases.matter_opened": _("Ärendet öppnades"),
    "cases.matter_closed": _("Ärendet avslutades"),
    "cases.matter_reopened": _("Ärendet öppnades igen"),
    "cases.matter_read": _("Ärendet lästes"),
    "cases.participant_added": _("En person lades till i ärendet"),
    "cases.participant_ended": _("En person deltar inte längre"),
    "cases.assigned": _("Ärendet tilldelades"),
    "cases.safety_concern_set": _("Oro för säkerheten ändrades"),
    "cases.protection_followed": _("Skyddet följde personens skydd"),
    "cases.facts_recorded": _("Uppgifter antecknades"),
    "cases.fact_undone": _("En ändrad uppgift togs tillbaka"),
    "cases.note_written": _("En journalanteckning skrevs"),
    "cases.note_changed": _("Ett utkast ändrades"),
    "cases.note_signed": _("En journalanteckning signerades"),
    "cases.document_added": _("En handling lades till"),
    "cases.document_read": _("En handling lästes"),
    "cases.person_read": _("En persons sida lästes"),
    "cases.number_shown": _("Ett helt personnummer visades"),
    "cases.searched": _("En sökning gjordes"),
    "cases.exported": _("En lista togs ut"),
    "cases.api_read": _("Ett annat system läste"),
    "cases.decided": _("Beslut fattades"),
    "cases.decision_delivered": _("Beslutet delgavs"),
    "cases.communicated": _("Den sökande underrättades inför beslut"),
    "cases.communication_answered": _("Den sökande svarade på underrättelsen"),
    "cases.task_added": _("En uppgift lades till"),
    "cases.task_finished": _("En uppgift gjordes klar"),
    "cases.task_reopened": _("En uppgift öppnades igen"),
    "cases.hold_taken": _("Ärendet låstes för handläggning"),
    "cases.hold_released": _("Låset släpptes"),
    "cases.opened_anyway": _("Ärendet öppnades utanför tilldelning"),
    "cases.message_received": _("Ett meddelande kom in"),
    "cases.message_sent": _("Ett meddelande skickades"),
}


class CasesConfig(AppConfig):
    """Cases."""

    name = "andrum.cases"
    verbose_name = "Ärenden"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words, and listen for protection."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now
        from andrum.cases.jobs import on_protection_changed  # noqa: PLC0415
        from andrum.kernel.events import subscribe  # noqa: PLC0415
        from andrum.people.service import ProtectionChanged  # noqa: PLC0415

        for kind, label in EVENT_KINDS.items():
            register_kind(kind, label=label)
        subscribe(ProtectionChanged, on_protection_changed)
