"""The room as a Django app."""

from typing import Final

from django.apps import AppConfig

KINDS: Final = {
    "run_started": "Automatiken fick en ansökan",
    "run_waits": "Automatiken väntar på registren",
    "run_failed": "Automatiken väntar: något gick fel",
    "run_retried": "Ett nytt försök begärdes",
    "run_decided": "Automatiken beslutade",
    "run_handed_over": "Automatiken lämnade över till en handläggare",
    "run_read": "En körning lästes",
    "registers_asked": "Registren tillfrågas",
    "registers_answered": "Registren svarade",
    "registers_refused": "En fråga till registren ställdes inte",
    "seed_published": "Dagens lottningsfrö publicerades",
    "mandate_given": "Ett mandat antecknades",
    "mandate_on": "Ett mandat slogs på",
    "mandate_off": "Ett mandat slogs av",
    "mandate_stopped": "Ett mandat stoppades",
    "hand_over_taken": "Ett förberett ärende togs",
    "hand_over_released": "Ett förberett ärende släpptes",
    "hand_over_decided": "Ett förberett ärende beslutades",
    "hand_over_set_aside": "Ett förberett ärende lades undan: månaden var redan beslutad",
    "hand_over_read": "Ett förberett ärende lästes",
    "assessed_anew": "Ett förberett ärende beräknades på nytt",
    "communicated": "Den sökande underrättades innan beslut",
    "answer_kept": "Den sökandes svar antecknades",
    "help_asked": "Hjälp med ett förberett ärende begärdes",
    "supplement_asked": "Komplettering begärdes",
    "decision_opened": "Ett beslut lästes för omprövning",
    "reconsidered_anew": "En uppgift för en beslutad månad ändrades",
    "told_before_change": "Den enskilde underrättades innan beslutet ändras",
    "decision_kept": "Ett beslut omprövades och står kvar",
    "decision_corrected": "Ett beslut rättades",
    "decision_changed": "Ett beslut ändrades",
    "appeal_tried": "Det prövades om ett överklagande kom i rätt tid",
    "appeal_dismissed": "Ett överklagande avvisades",
    "appeal_statement_written": "Ett yttrande till domstolen skrevs",
    "appeal_taken_out": "Handlingarna till domstolen togs ut",
    "appeal_handed_over": "Ett överklagande lämnades till domstolen",
    "searched": "En sökning i att göra-listan gjordes",
    "exported": "En lista togs ut",
    "api_read": "Ett annat system läste körningar",
}
"""What automation writes in the log."""


class AutomationConfig(AppConfig):
    """Automation."""

    name = "andrum.automation"
    verbose_name = "Automatiserad handläggning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log and the register the room's words, and listen to applications."""
        from andrum.applications.service import ApplicationSigned, SupplementAnswered  # noqa: PLC0415
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now
        from andrum.automation import jobs  # noqa: PLC0415
        from andrum.automation.actions.run_kinds import ApplicationRuns  # noqa: PLC0415
        from andrum.automation.queries.fact_words import facts_in_words  # noqa: PLC0415
        from andrum.cases.service import register_fact_words  # noqa: PLC0415
        from andrum.kernel.events import subscribe  # noqa: PLC0415
        from andrum.runs.service import register_run_source  # noqa: PLC0415

        for kind, label in KINDS.items():
            register_kind(f"automation.{kind}", label=label)
        register_fact_words(facts_in_words)
        register_run_source("automation", ApplicationRuns())
        subscribe(ApplicationSigned, jobs.on_application_signed)
        subscribe(SupplementAnswered, jobs.on_supplement_answered)
