"""The households of a month, from the decisions in force and what has been answered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum

from andrum.accounts.service import User
from andrum.cases.service import Decision, Participant, visible_matters
from andrum.kernel.periods import Month
from andrum.statistics.domain.checking import Problem, problems_of
from andrum.statistics.domain.files import Format
from andrum.statistics.domain.households import APPLICANT, CO_APPLICANT, Adult, Household, ended
from andrum.statistics.models import Answer

GRANTED: Final = ("granted", "partly_granted")
GROWN_UPS: Final = (APPLICANT, CO_APPLICANT)
BENEFIT: Final = "economic_assistance"
Answers = Mapping[tuple[int, int], Mapping[str, str]]


def granted_decisions(month: Month) -> QuerySet[Decision]:
    """The decisions that grant assistance for a month and that no later one has changed."""
    return Decision.objects.filter(
        month=str(month), outcome__in=GRANTED, changed_by__isnull=True, matter__kind=BENEFIT, amount_ore__gt=0
    ).order_by("matter__reference", "pk")


def households_of(*, month: Month, form: Format, kind: str, user: User | None = None, at: datetime) -> list[Household]:
    """Every household of a month; with a user those whose matters they may see.

    For ``ended`` those who have had no assistance in the months that the format says after it.
    """
    decisions = granted_decisions(month)
    if user is not None:
        decisions = decisions.filter(matter__in=visible_matters(user=user, at=at).order_by().values("pk"))
    found = _households(decisions, month, form)
    if kind != "ended":
        return found
    after = [str(month.shift(number)) for number in range(1, form.ended_after_months + 1)]
    still = Decision.objects.filter(month__in=after, outcome__in=GRANTED, changed_by__isnull=True)
    return ended(found, list(still.values_list("matter", flat=True)))


def household_of(*, reference: str, month: Month, form: Format, user: User, at: datetime) -> Household | None:
    """One household that the user may see; None when there is none."""
    decisions = granted_decisions(month).filter(
        matter__reference=reference, matter__in=visible_matters(user=user, at=at).order_by().values("pk")
    )
    return next(iter(_households(decisions, month, form)), None)


def decided_ore(month: Month) -> int:
    """What was granted for the month in all, counted by the database."""
    return int(granted_decisions(month).aggregate(total=Sum("amount_ore"))["total"] or 0)


def problems_in(households: Sequence[Household], form: Format, kind: str, *, total: int | None = None) -> list[Problem]:
    """What is wrong or missing; ``total`` is the sum that the households must come to."""
    return problems_of(households, form, kind, decided_ore=total, is_demo=settings.ANDRUM_DEMO)


def is_over(kind: str, month: Month, form: Format, today: date) -> bool:
    """True when nothing more can come of what the file is about."""
    last = month if kind != "ended" else month.shift(form.ended_after_months)
    return today > last.last_day


def has_households(month: Month) -> bool:
    """True when somebody had assistance in the month."""
    return granted_decisions(month).exists()


def has_unanswered(*, month: Month, user: User, at: datetime) -> bool:
    """True when a household that the user may see has no answer at all for the month. Quick: for the start page."""
    answered = Answer.objects.filter(month=str(month), matter=OuterRef("matter"))
    mine = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))
    return granted_decisions(month).filter(Exists(mine), ~Exists(answered)).exists()


def answers_of(month: Month, matters: Iterable[int] | None = None) -> dict[tuple[int, int], dict[str, str]]:
    """The newest answer to each question, by matter and person."""
    rows = Answer.objects.filter(month=str(month)).order_by("pk")
    if matters is not None:
        rows = rows.filter(matter__in=list(matters))
    found: dict[tuple[int, int], dict[str, str]] = {}
    for matter, person, question, code in rows.values_list("matter", "person", "question", "code"):
        found.setdefault((matter, person), {})[question] = code
    return found


def _households(decisions: QuerySet[Decision], month: Month, form: Format) -> list[Household]:
    co_applicants = Participant.objects.filter(role=CO_APPLICANT, from_date__lte=month.last_day).select_related(
        "person"
    )
    rows = list(
        decisions.select_related("matter__applicant").prefetch_related(
            Prefetch("matter__participants", queryset=co_applicants.order_by("-from_date", "-pk"))
        )
    )
    answers = answers_of(month, None if len(rows) > 500 else [row.matter_id for row in rows])
    return [_household(row, month, form, answers) for row in rows]


def _household(decision: Decision, month: Month, form: Format, answers: Answers) -> Household:
    matter = decision.matter
    kept = decision.calculation if isinstance(decision.calculation, Mapping) else {}
    members = _members(kept)
    adults = [_adult(matter.pk, matter.applicant.pk, APPLICANT, matter.applicant.personal_number, answers)]
    says = any(member.get("role") == CO_APPLICANT for member in members)
    other = next(
        (p.person for p in matter.participants.all() if p.to_date is None or p.to_date >= month.first_day), None
    )
    if other is not None and (says or not members):
        adults.append(_adult(matter.pk, other.pk, CO_APPLICANT, other.personal_number, answers))
    return Household(
        matter=matter.pk, reference=matter.reference, unit=matter.unit_id, month=Month.parse(decision.month),
        granted_ore=decision.amount_ore, other_ore=_other_ore(decision, kept, form), adults=tuple(adults),
        born=tuple(_day(member.get("born")) for member in members if member.get("role") not in GROWN_UPS),
        says_co_applicant=says, is_protected=matter.is_protected,
    )  # fmt: skip


def _adult(matter: int, person: int, role: str, number: str, answers: Answers) -> Adult:
    return Adult(person, role, number, answers.get((matter, person), {}))


def _members(calculation: Mapping[str, object]) -> list[Mapping[str, object]]:
    household = calculation.get("household")
    members = household.get("members") if isinstance(household, Mapping) else None
    return [member for member in members if isinstance(member, Mapping)] if isinstance(members, list) else []


def _day(born: object) -> date | None:
    try:
        return date.fromisoformat(str(born))
    except ValueError:
        return None


def _other_ore(decision: Decision, calculation: Mapping[str, object], form: Format) -> int | None:
    """The part for living otherwise: the costs that income support does not hold, at most the whole; None is unknown.

    It can be told when nothing of that kind was counted, or the whole calculation was granted.
    """
    receipt = calculation.get("receipt")
    if not isinstance(receipt, list):
        return None
    costs = [row for row in receipt if isinstance(row, Mapping) and row.get("group") == "costs"]
    other = sum(
        _ore(row) for row in costs if str(row.get("rule", "")).partition(".")[2] not in form.income_support_costs
    )
    if not other or calculation.get("grant") == decision.amount_ore:
        return min(other, decision.amount_ore)
    return None


def _ore(row: Mapping[str, object]) -> int:
    amount = row.get("amount")
    return amount if isinstance(amount, int) and not isinstance(amount, bool) else 0
