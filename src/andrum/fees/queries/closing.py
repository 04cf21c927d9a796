"""Why a matter of fees is not closed yet: what runs is paid for, and a closed matter is not invoiced."""

from datetime import date

from django.db.models import Q

from andrum.cases.service import Matter
from andrum.fees.domain.errors import FeeMatterError
from andrum.fees.models import FeeReview, GrantedService
from andrum.kernel.words import marked as _


def hinder_of_closing(matter: Matter, day: date) -> FeeMatterError | None:
    """A service that goes on after the day, or a fee that waits for a person."""
    if GrantedService.objects.filter(Q(to_date__isnull=True) | Q(to_date__gt=day), matter=matter).exists():
        return FeeMatterError(
            _("Det finns insatser som fortsätter, och av ett avslutat ärende faktureras inga fler månader."),
            saved=_("Ärendet pågår."), todo=_("Avsluta insatserna under Avgift först."),
        )  # fmt: skip
    if FeeReview.objects.filter(matter=matter, closed_at__isnull=True).exists():
        return FeeMatterError(
            _("Det finns en avgift som väntar på en människa."),
            saved=_("Ärendet pågår."), todo=_("Gör klart den under Avgift först."),
        )  # fmt: skip
    return None
