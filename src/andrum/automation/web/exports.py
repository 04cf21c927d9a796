"""The worklist and the runs as files that open in a spreadsheet. No personal numbers."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from andrum.automation.models import HandOver, Run
from andrum.automation.queries.words import reason_sentences


def worklist_rows(hand_overs: Iterable[HandOver]) -> list[list[str]]:
    """A head and a row a prepared case."""
    head = [_("Beslut senast"), _("Sökande"), _("Ärendenummer"), _("Månad"), _("Ansökan"), _("Skäl"), _("Handläggare")]
    return [head] + [
        [
            row.due_date.isoformat(), row.matter.applicant.name, row.matter.reference, row.month,
            str(row.run.application.get_kind_display()), " ".join(reason_sentences(row.reasons)),
            row.taken_by.name if row.taken_by else (row.matter.assigned_to.name if row.matter.assigned_to else ""),
        ]
        for row in hand_overs
    ]  # fmt: skip


def run_rows(runs: Iterable[Run]) -> list[list[str]]:
    """A head and a row a run; no names."""
    head = [
        _("Körning"),
        _("Ärendenummer"),
        _("Månad"),
        _("Ansökan"),
        _("Läge"),
        _("Försök"),
        _("Väntar på"),
        _("Mandat"),
    ]
    return [head] + [
        [
            str(run.pk), run.matter.reference, run.month, str(run.application.get_kind_display()),
            str(run.get_state_display()), str(run.attempt), run.cause, run.mandate_ref,
        ]
        for run in runs
    ]  # fmt: skip
