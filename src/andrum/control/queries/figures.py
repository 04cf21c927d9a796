"""What the reviews of a stratum show: counts, bounds, and what it takes to change the share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, F, Q, QuerySet

from andrum.accounts.service import User
from andrum.control.domain.bounds import finite_bound, process_bound
from andrum.control.domain.parameters import Parameters, Step
from andrum.control.models import Review, ReviewState, Stratum
from andrum.control.queries.shares import change_in_force, share_at
from andrum.kernel.clock import swedish_day

NOT_SURE = (ReviewState.SECOND, ReviewState.CONFIRM, ReviewState.MANAGER)


@dataclass(frozen=True, slots=True)
class Counts:
    """Reviews counted. ``unknown`` are late or unclear: they may be wrong, and are never taken for right."""

    decided: int
    drawn: int
    right: int
    wrong: int
    unknown: int

    @property
    def reviewed(self) -> int:
        """Those with a result."""
        return self.right + self.wrong

    @property
    def weighed(self) -> int:
        """Those the bound stands on: the reviewed and the unknown."""
        return self.reviewed + self.unknown

    @property
    def waiting(self) -> int:
        """Drawn, not yet reviewed, and not late."""
        return self.drawn - self.weighed

    @property
    def bound(self) -> float | None:
        """The upper bound of the share of wrong in the process, 0 to 1; None when nothing is known."""
        if not self.weighed:
            return None
        return process_bound(reviewed=self.weighed, wrong=self.wrong + self.unknown)

    @property
    def finite(self) -> int | None:
        """At most so many wrong among those decided; only for decisions drawn with one and the same share."""
        if not self.weighed:
            return None
        return finite_bound(population=self.decided, reviewed=self.weighed, wrong=self.wrong + self.unknown)


@dataclass(frozen=True, slots=True)
class Figures:
    """One stratum as the board sees it.

    ``since`` counts since the last confirmed error, ``now`` since the last change of share, ``ever`` from the start.
    ``step`` is the next step down, ``left`` the reviews still needed for it.
    """

    stratum: Stratum
    share: Fraction
    since: Counts
    now: Counts
    ever: Counts
    step: Step | None
    left: int


def reviews_shown_to(user: User | None) -> QuerySet[Review]:
    """Reviews as a person may count them: protected matters only for named staff; all for the machine (None)."""
    reviews = Review.objects.all()
    return reviews if user is None or user.may_see_protected else reviews.filter(matter__is_protected=False)


def counts_of(reviews: QuerySet[Review], today: date) -> Counts:
    """Count reviews in one query. Those taken up afterwards (recalled) are no sample and are left out."""
    drawn = Q(is_drawn=True)
    late = Q(state=ReviewState.WAITING, due_date__lt=today)
    row = reviews.aggregate(
        decided=Count("pk"),
        drawn=Count("pk", filter=drawn),
        right=Count("pk", filter=drawn & Q(outcome="right")),
        wrong=Count("pk", filter=drawn & Q(outcome="wrong")),
        unknown=Count("pk", filter=drawn & (late | Q(state__in=NOT_SURE))),
    )
    return Counts(**row)


def figures_of(stratum: Stratum, *, parameters: Parameters, at: datetime, user: User | None = None) -> Figures:
    """The figures of a stratum at an instant."""
    today = swedish_day(at)
    ever = reviews_shown_to(user).filter(stratum=stratum)
    since = ever.filter(decided_at__gt=stratum.counted_from)
    change = None if stratum.is_risk else change_in_force(stratum, at)
    now = since.filter(decided_at__gt=change.from_at) if change else since
    share = share_at(stratum, at)
    step = None if stratum.is_risk else next_step(share, parameters)
    return Figures(
        stratum=stratum,
        share=share,
        since=counts_of(since, today),
        now=counts_of(now, today),
        ever=counts_of(ever, today),
        step=step,
        left=max(step.reviews - right_in_a_row(stratum, step.reviews), 0) if step else 0,
    )


def all_figures(*, parameters: Parameters, at: datetime, user: User | None = None) -> list[Figures]:
    """Every stratum's figures; by mandate, fees last, those without risk first."""
    strata: Iterable[Stratum] = Stratum.objects.select_related("mandate", "fee_mandate__unit").order_by(
        F("mandate__name").asc(nulls_last=True), F("mandate__valid_from").desc(nulls_last=True),
        "fee_mandate__unit__name", "fee_mandate__code", "-fee_mandate__valid_from", "case_type", "risk",
    )  # fmt: skip
    return [figures_of(stratum, parameters=parameters, at=at, user=user) for stratum in strata]


def next_step(share: Fraction, parameters: Parameters) -> Step | None:
    """The first step down from a share; None from the lowest."""
    return next((step for step in parameters.steps if step.share < share), None)


def right_in_a_row(stratum: Stratum, most: int) -> int:
    """How many of the first ``most`` drawn decisions since the last error have been found right.

    The number to reach is fixed in advance and counted in the order of the decisions, so that neither looking often nor
    reviewing the easy ones first makes the bound look better than it is.
    """
    first = Review.objects.filter(stratum=stratum, is_drawn=True, decided_at__gt=stratum.counted_from)
    outcomes = first.order_by("decided_at", "decision_id").values_list("outcome", flat=True)[:most]
    return sum(outcome == "right" for outcome in outcomes)
