"""What every page starts with: who asks, when, and whether the fee is theirs to see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import Role, User, actor_of, visitor
from andrum.audit.service import Actor
from andrum.cases.service import Matter
from andrum.fees.models import Authority, FeeReview
from andrum.fees.queries.visible import own_fee_matters, represented_by, visible_fee_matters, visible_reviews
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.people.service import Person, person_with_number

WORKERS = (Role.FEE_OFFICER, Role.UNIT_MANAGER)
"""Those who work with fees."""
DECIDERS = (Role.UNIT_MANAGER, Role.BOARD)
"""Those who have a say about mandates."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the user, their name in the log, and the moment."""

    user: User
    by: Actor
    at: datetime

    @property
    def today(self) -> date:
        """The day in Sweden."""
        return swedish_day(self.at)

    @property
    def month(self) -> Month:
        """The month in Sweden."""
        return Month.of(self.today)


def visit_of(request: HttpRequest) -> Visit:
    """The one who asks. Raises Http404 for one who is not signed in."""
    user = visitor(request)
    return Visit(user=user, by=actor_of(user), at=timezone.now())


def review_for(visit: Visit, review_id: int) -> FeeReview:
    """The fee that waits, when the visitor may see its matter. Raises Http404 otherwise."""
    found = visible_reviews(user=visit.user, at=visit.at).filter(pk=review_id).first()
    if found is None:
        raise Http404
    return found


def fee_matter_for(visit: Visit, reference: str) -> Matter:
    """The matter of fees, when the visitor may see it. Raises Http404 otherwise."""
    found = visible_fee_matters(user=visit.user, at=visit.at).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Own:
    """A person on their own pages, or on those of one they may speak for (``authority``)."""

    visit: Visit
    person: Person
    matter: Matter
    authority: Authority | None

    @property
    def is_for_another(self) -> bool:
        """True when somebody speaks for the one it is about."""
        return self.authority is not None


def person_of(visit: Visit) -> Person | None:
    """The person who is signed in, when the register knows them."""
    return person_with_number(visit.user.personal_number) if visit.user.personal_number else None


def own_for(visit: Visit, reference: str) -> Own:
    """One's own matter of fees, or that of one whom one may speak for today. Raises Http404 otherwise."""
    person = person_of(visit)
    matter = own_fee_matters(person, day=visit.today).filter(reference=reference).first() if person else None
    if person is None or matter is None:
        raise Http404
    authority = None
    if matter.applicant_id != person.pk:
        authority = represented_by(person, day=visit.today).filter(person=matter.applicant_id).first()
    return Own(visit, person, matter, authority)
