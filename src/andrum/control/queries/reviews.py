"""Which reviews somebody may see, and which are theirs to make."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from andrum.accounts.service import Role, User, units_of
from andrum.cases.service import Decision, Fact, FactView, facts_as_of
from andrum.control.models import Opinion, Review, ReviewState, Verdict
from andrum.control.queries.figures import reviews_shown_to
from andrum.control.queries.parameters import parameters_on
from andrum.fees.service import PREFIX as FEE_FACTS
from andrum.fees.service import FeeDecision, items_approved_by
from andrum.kernel.clock import swedish_day


def _unit_ids(user: User, role: str) -> list[int]:
    return [unit.pk for unit in units_of(user, role)]


def visible_reviews(user: User) -> QuerySet[Review]:
    """The reviews of the units where the user reviews or manages; protected matters only for named staff."""
    units = {*_unit_ids(user, Role.REVIEWER), *_unit_ids(user, Role.UNIT_MANAGER)}
    return reviews_shown_to(user).filter(matter__unit__in=units).select_related("decision", "matter", "stratum")


def queue_of(user: User, *, at: datetime) -> QuerySet[Review]:
    """What waits for the user, earliest last day first. Nothing they have worked with or have already judged.

    Nobody reviews fees of a recalculation that they approved; as the unit's manager they may still settle one.
    """
    reviewed, managed = _unit_ids(user, Role.REVIEWER), _unit_ids(user, Role.UNIT_MANAGER)
    if not (reviewed or managed):
        return Review.objects.none()
    confirmed_by = parameters_on(swedish_day(at)).confirmed_by
    reviewer = [ReviewState.WAITING, ReviewState.SECOND]
    reviewer += [ReviewState.CONFIRM] if confirmed_by in {"reviewer", "either"} else []
    manager = [ReviewState.SECOND, ReviewState.MANAGER]
    manager += [ReviewState.CONFIRM] if confirmed_by in {"unit_manager", "either"} else []
    approved = items_approved_by(user).filter(decision=OuterRef("decision"))
    theirs = Q(matter__unit__in=reviewed, state__in=reviewer) & ~Q(Exists(approved))
    theirs |= Q(matter__unit__in=managed, state__in=manager)
    mine = Opinion.objects.filter(review=OuterRef("pk"), reviewer=user)
    return visible_reviews(user).filter(theirs).exclude(_is_own(user)).exclude(Exists(mine)).order_by("due_date", "pk")


def _is_own(user: User) -> Q:
    """The user answers for the matter, has settled a fact in it, or has decided in it."""
    facts = Fact.objects.filter(matter=OuterRef("matter"), source="caseworker", recorded_by_id=str(user.pk))
    decisions = Decision.objects.filter(matter=OuterRef("matter"), decided_by_kind="person", decided_by_id=str(user.pk))
    return Q(matter__assigned_to=user) | Q(Exists(facts)) | Q(Exists(decisions))


def opinions_shown_to(user: User, review: Review) -> list[Opinion]:
    """What others found, as far as the user may know it now.

    Closed: everything. To confirm or settle: what is claimed. Second look at something unclear: nothing, so that the
    second reviewer judges for themselves. One's own opinion always.
    """
    opinions = list(review.opinions.select_related("reviewer").order_by("number"))
    if review.state in {ReviewState.CLOSED, ReviewState.CONFIRM, ReviewState.MANAGER}:
        return opinions
    return [opinion for opinion in opinions if opinion.reviewer_id == user.pk]


def facts_at(review: Review) -> list[FactView]:
    """The facts of the month as they stood when the decision was made, by name and source.

    Those of a fee hold from their month until the same source says something newer.
    """
    decided_at = review.decided_at
    if review.run_id is None:
        found = facts_as_of(matter=review.matter, month=review.decision.month, prefix=FEE_FACTS, at=decided_at)
        return [view for views in found.values() for view in views]
    rows = Fact.objects.filter(
        Q(replaced_at__isnull=True) | Q(replaced_at__gt=decided_at), matter=review.matter_id,
        month__in=("", review.decision.month), recorded_at__lte=decided_at,
    ).order_by("name", "source", "pk")  # fmt: skip
    return [
        FactView(
            id=row.pk, name=row.name, month=row.month, value=row.value, unknown_reason=row.unknown_reason,
            source=row.source, source_detail=row.source_detail, retrieved_at=row.retrieved_at,
            recorded_by=row.recorded_by, recorded_at=row.recorded_at, reason=row.reason,
        )
        for row in rows
    ]  # fmt: skip


def wrong_reviews(user: User) -> QuerySet[Review]:
    """The confirmed errors that the user may see, newest first."""
    return visible_reviews(user).filter(outcome=Verdict.WRONG).order_by("-closed_at", "-pk")


def fee_of_review(review: Review) -> FeeDecision | None:
    """The fee that a review is about, with the one before it; None when it is about an application."""
    if review.run_id is not None:
        return None
    rows = FeeDecision.objects.select_related("decision", "replaces__decision")
    return rows.filter(pk=review.decision_id).first()
