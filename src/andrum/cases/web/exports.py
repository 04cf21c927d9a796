"""Lists as files that open in a spreadsheet."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from andrum.cases.models import Matter
from andrum.kernel.clock import swedish_day


def matter_rows(matters: Iterable[Matter]) -> list[list[str]]:
    """A head and a row a matter; personal numbers are left out."""
    head = [_("Ärendenummer"), _("Sökande"), _("Enhet"), _("Handläggare"), _("Öppnat"), _("Läge")]
    return [head] + [
        [
            matter.reference, matter.applicant.name, matter.unit.name,
            matter.assigned_to.name if matter.assigned_to else "", swedish_day(matter.opened_at).isoformat(),
            str(matter.get_state_display()),
        ]
        for matter in matters
    ]  # fmt: skip
