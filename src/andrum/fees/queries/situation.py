"""Everything that a fee is made from, as it stands for one month."""

from dataclasses import dataclass, field

from django.db.models import Q

from andrum.cases.service import FactView, Matter, facts_as_of
from andrum.fees.domain.facts import (
    INCOME,
    PARTNER_INCOME,
    PREFIX,
    Difference,
    RunningService,
    differences,
    household_of,
    is_income,
)
from andrum.fees.models import Absence, GrantedService
from andrum.fees.queries.settings import fee_settings
from andrum.kernel.periods import Month
from andrum.law.service import FeeHousehold


@dataclass(frozen=True, slots=True)
class Situation:
    """Facts with all their sources, services and absence in a month, and what differs."""

    matter: Matter
    month: Month
    facts: dict[str, list[FactView]]
    services: list[RunningService]
    absences: list[Absence]
    absent_days: int
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_partial(self) -> bool:
        """True when the month is not like the next: somebody was away, or a service begins or ends inside it."""
        return bool(self.absent_days) or any(service.is_partial_in(self.month) for service in self.services)

    @property
    def differing(self) -> list[str]:
        """The names of what differs at all, also by less than the tolerance."""
        return [difference.name for difference in differences(self.facts, tolerance_ore=0)]

    @property
    def incomes_from(self) -> str:
        """The month that the oldest income that counts holds from; empty where none is known."""
        counting = [
            views[0].month
            for name, views in self.facts.items()
            if name.startswith((INCOME, PARTNER_INCOME)) and is_income(views[0].value)
        ]
        return min(counting, default="")

    @property
    def household(self) -> FeeHousehold:
        """What the rulebook is given."""
        return household_of(
            month=self.month, born=self.matter.applicant.born, facts=self.facts, services=self.services,
            absent_days=self.absent_days,
        )  # fmt: skip


def situation_in(matter: Matter, month: Month) -> Situation:
    """Read everything for one month; three queries."""
    facts = facts_as_of(matter=matter, month=str(month), prefix=PREFIX)
    absences = absences_in(matter, month)
    return Situation(
        matter=matter, month=month, facts=facts, services=services_in(matter, month), absences=absences,
        absent_days=sum(_days_in(absence, month) for absence in absences),
        differences=differences(facts, tolerance_ore=fee_settings().tolerance_ore),
    )  # fmt: skip


def services_in(matter: Matter, month: Month) -> list[RunningService]:
    """The services that run some day of the month, in the order they were granted."""
    rows = GrantedService.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=month.first_day), matter=matter, from_date__lte=month.last_day
    ).order_by("from_date", "pk")
    return [
        RunningService(f"s{row.pk}", row.kind, row.measure, row.quantity, row.level, row.from_date, row.to_date)
        for row in rows
    ]  # fmt: skip


def absences_in(matter: Matter, month: Month) -> list[Absence]:
    """The absences that touch the month, oldest first."""
    rows = Absence.objects.filter(
        matter=matter, cancelled_at__isnull=True, from_date__lte=month.last_day, to_date__gte=month.first_day
    )
    return list(rows.order_by("from_date", "pk"))


def _days_in(absence: Absence, month: Month) -> int:
    first, last = max(absence.from_date, month.first_day), min(absence.to_date, month.last_day)
    return (last - first).days + 1
