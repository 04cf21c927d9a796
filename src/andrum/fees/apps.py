"""The room as a Django app."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import gettext_noop as _

KINDS: Final = {
    "matter_opened": _("Ett avgiftsärende öppnades"),
    "service_granted": _("En beviljad insats antecknades"),
    "service_ended": _("En beviljad insats avslutades"),
    "absence_noted": _("Frånvaro antecknades"),
    "absence_cancelled": _("Frånvaro togs tillbaka"),
    "authority_noted": _("En behörighet att företräda kontrollerades"),
    "authority_ended": _("En behörighet att företräda avslutades"),
    "registers_asked": _("Registren frågades om inkomster för avgiften"),
    "statement_started": _("En inkomstuppgift påbörjades"),
    "statement_saved": _("En inkomstuppgift sparades"),
    "statement_withdrawn": _("En inkomstuppgift togs bort"),
    "statement_signed": _("En inkomstuppgift skrevs under"),
    "review_opened": _("En avgift lades till en människa"),
    "review_moved": _("En avgift fick en annan första månad"),
    "review_closed": _("En avgift som väntade blev klar"),
    "notice_sent": _("Personen underrättades om en högre avgift"),
    "decided": _("En avgift beslutades"),
    "mandate_given": _("Ett avgiftsmandat antecknades"),
    "mandate_switched": _("Ett avgiftsmandat ändrades"),
    "recalculation_started": _("En omräkning påbörjades"),
    "recalculation_previewed": _("En omräkning är färdig att granska"),
    "recalculation_approved": _("En omräkning godkändes"),
    "recalculation_paused": _("En omräkning pausades"),
    "recalculation_resumed": _("En omräkning fortsatte"),
    "recalculation_dropped": _("En omräkning lades ner"),
    "recalculation_done": _("En omräkning blev klar"),
    "invoice_run_made": _("Fakturaunderlag gjordes"),
    "invoice_file_taken_out": _("Fakturaunderlag togs ut som fil"),
    "read": _("En avgift lästes"),
    "exported": _("En lista över avgifter togs ut"),
    "api_read": _("Ett annat system läste avgifter"),
}
"""What the room writes in the log."""


class FeesConfig(AppConfig):
    """Fees."""

    name = "andrum.fees"
    verbose_name = "Avgifter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words, and the register its facts, its part and its letters."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now
        from andrum.cases.service import register_fact_words, register_matter_part  # noqa: PLC0415
        from andrum.dispatch.service import register_letter_maker  # noqa: PLC0415
        from andrum.fees.actions.run_kinds import FeeRuns  # noqa: PLC0415
        from andrum.fees.queries.closing import hinder_of_closing  # noqa: PLC0415
        from andrum.fees.queries.fact_words import fee_fact_words  # noqa: PLC0415
        from andrum.fees.queries.letters import fee_letter_pdf  # noqa: PLC0415
        from andrum.fees.queries.visible import KIND  # noqa: PLC0415
        from andrum.runs.service import register_run_source  # noqa: PLC0415

        register_run_source("fees", FeeRuns())
        for kind, label in KINDS.items():
            register_kind(f"fees.{kind}", label=label)
        register_fact_words(fee_fact_words, prefix="fee.")
        register_matter_part(
            name="fees", text=_lazy("Avgift"), address="fees:of_matter", kinds=(KIND,), hinder=hinder_of_closing
        )
        register_letter_maker(kind=KIND, make=fee_letter_pdf)
