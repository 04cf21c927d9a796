"""Which share of a stratum is reviewed."""

from datetime import datetime
from fractions import Fraction

from andrum.control.models import ShareChange, Stratum


def change_in_force(stratum: Stratum, at: datetime) -> ShareChange | None:
    """The last change of share that had come into force at an instant."""
    return ShareChange.objects.filter(stratum=stratum, from_at__lte=at).order_by("-from_at", "-pk").first()


def share_at(stratum: Stratum, at: datetime) -> Fraction:
    """The share that is reviewed at an instant; all of a risk, and all until something else has been earned."""
    if stratum.is_risk:
        return Fraction(1)
    change = change_in_force(stratum, at)
    return change.share if change else Fraction(1)
