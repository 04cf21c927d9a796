"""Which applications there are, and what they say."""

from django.db.models import Q, QuerySet

from andrum.applications.domain.household import declared
from andrum.applications.domain.questions import JSON
from andrum.applications.models import Application, State
from andrum.kernel.identity import PersonalNumber
from andrum.people.service import Person


def signed_applications() -> QuerySet[Application]:
    """All signed applications, oldest first."""
    return Application.objects.filter(state=State.SIGNED).order_by("signed_at", "pk")


def applications_of(person: Person) -> QuerySet[Application]:
    """The applications that a person may read: own ones, and joint ones once the applicant has signed."""
    joint = Q(co_applicant=person, state__in=(State.AWAITING_CO_APPLICANT, State.SIGNED))
    return (
        Application.objects.filter(Q(applicant=person) | joint)
        .select_related("applicant", "co_applicant", "matter", "unit")
        .order_by("-month", "-started_at")
    )


def proved_items(application: Application) -> frozenset[str]:
    """The ids of the costs, incomes and other items that have a file."""
    return frozenset(application.attachments.exclude(item="").values_list("item", flat=True))


def declared_household(application: Application) -> dict[str, JSON]:
    """The household's JSON for the rulebook, as the citizen says it; what is left blank is unknown, never zero."""
    co_applicant = application.co_applicant
    return declared(
        application.answers,
        month=application.month,
        kind=application.kind,
        born=PersonalNumber.parse(application.applicant.personal_number).born,
        co_born=PersonalNumber.parse(co_applicant.personal_number).born if co_applicant else None,
        proved=proved_items(application),
    )
