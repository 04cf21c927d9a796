"""Which unit receives an application, and which month follows which."""

from datetime import date

from django.conf import settings
from django.db.models import Q

from andrum.accounts.service import Unit
from andrum.applications.domain.errors import ApplicationStateError
from andrum.applications.domain.months import open_months
from andrum.applications.models import Application, State
from andrum.cases.service import Matter, Participant, open_matter_of
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.people.service import Person


def intake_unit() -> Unit:
    """The unit that receives new applications: the one that ``ANDRUM_INTAKE_UNIT`` names by code, or the only one.

    Raises:
        ApplicationStateError: when there is no such unit.
    """
    code = getattr(settings, "ANDRUM_INTAKE_UNIT", "")
    units = Unit.objects.filter(code=code) if code else Unit.objects.all()
    unit = units.order_by("code", "pk").first()
    if unit is None:
        raise ApplicationStateError(
            _("Kommunen tar inte emot ansökningar här än."),
            saved=_("Det du har skrivit är sparat."),
            todo=_("Ring kommunens växel, så hjälper de dig att ansöka."),
        )
    return unit


def matter_of(person: Person, co_applicant: Person | None) -> Matter | None:
    """The open matter that an application belongs to: the person's own, or the joint one with the co-applicant."""
    own = open_matter_of(person=person)
    if own is not None or co_applicant is None:
        return own
    shared = Participant.objects.filter(
        person=person, to_date__isnull=True, role="co_applicant", matter__applicant=co_applicant, matter__state="open"
    )
    return Matter.objects.filter(pk__in=shared.values("matter")).select_related("unit").first()


def last_signed(person: Person) -> Application | None:
    """The last application that the person signed as applicant."""
    return Application.objects.filter(applicant=person, state=State.SIGNED).order_by("-month").first()


def months_to_apply_for(person: Person, *, today: date) -> list[Month]:
    """The months that are open and that the person has not applied for."""
    taken = set(
        Application.objects.filter(applicant=person).exclude(state=State.WITHDRAWN).values_list("month", flat=True)
    )
    return [month for month in open_months(today) if str(month) not in taken]


def has_applied(person: Person, month: Month, *, but: Application | None = None) -> bool:
    """True when the person has signed, or stands as co-applicant in, another application for the month."""
    live = Application.objects.filter(month=str(month), state__in=(State.SIGNED, State.AWAITING_CO_APPLICANT))
    if but is not None:
        live = live.exclude(pk=but.pk)
    return live.filter(Q(applicant=person) | Q(co_applicant=person)).exists()
