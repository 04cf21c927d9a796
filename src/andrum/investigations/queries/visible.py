"""Which investigations a user may see: those of the matters that they may see, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from andrum.accounts.service import Unit, User
from andrum.cases.service import Matter, visible_matters
from andrum.investigations.models import CLOSED, Framework, Investigation
from andrum.people.service import Protection, matching_persons, searchable

WHOSE = ("alla", "mina")
WHICH = ("pagar", "avslutade", "alla")
WITH = ("matter", "matter__applicant", "matter__unit", "matter__assigned_to")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to show: whose (one of WHOSE), which (one of WHICH), a framework or empty, words of a name or reference."""

    whose: str = "alla"
    which: str = "pagar"
    framework: str = ""
    text: str = ""

    @property
    def is_usual(self) -> bool:
        """True when nothing but closed ones is left out."""
        return (self.whose, self.which, self.framework, self.text) == ("alla", "pagar", "", "")


def visible_investigations(*, user: User, at: datetime) -> QuerySet[Investigation]:
    """Every version of every investigation in the matters that the user may see at the instant."""
    matter = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))
    return Investigation.objects.filter(Exists(matter)).select_related(*WITH).order_by("pk")


def wished(*, user: User, at: datetime, wish: Wish) -> QuerySet[Investigation]:
    """Those that fit the wish; a finished one that a newer version follows is left out of the open ones."""
    found = visible_investigations(user=user, at=at)
    if wish.whose == "mina":
        found = found.filter(matter__assigned_to=user)
    if wish.which != "alla":
        closed = Q(state__in=CLOSED)
        found = found.filter(closed if wish.which == "avslutade" else ~closed)
    if wish.framework in Framework.values:
        found = found.filter(framework=wish.framework)
    return found.filter(_named(user, wish.text)) if wish.text.strip() else found


def _named(user: User, text: str) -> Q:
    words = " ".join(text.split())
    persons = matching_persons(user=user, text=words).order_by().values("pk")
    fits = Q(matter__applicant__in=persons)
    if len(words) >= 2:
        fits |= Q(matter__reference__istartswith=words) | Q(matter__applicant__search_name__contains=searchable(words))
    return fits


def investigations_of(matter: Matter) -> QuerySet[Investigation]:
    """All versions in a matter, newest first."""
    return Investigation.objects.filter(matter=matter).select_related(*WITH).order_by("-number")


def investigations_of_unit(unit: Unit) -> QuerySet[Investigation]:
    """The unit's, for other systems: protected persons left out, oldest first."""
    return (
        Investigation.objects.filter(
            matter__unit=unit, matter__is_protected=False, matter__applicant__protection=Protection.NONE
        )
        .select_related(*WITH)
        .order_by("pk")
    )
