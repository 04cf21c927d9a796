"""Who is recalculated, how far it has come, and what differs."""

from dataclasses import asdict, dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from andrum.accounts.service import Role, Unit, User, units_of
from andrum.cases.service import Matter
from andrum.fees.models import FeeDecision, GrantedService, ItemState, Recalculation, RecalculationItem
from andrum.fees.queries.visible import KIND
from andrum.kernel.periods import Month


@dataclass(frozen=True, slots=True)
class Progress:
    """How many stand where, and what the fees come to. Amounts in öre a month; ``unknown`` fees after are in no sum."""

    waiting: int = 0
    ready: int = 0
    outlier: int = 0
    unchanged: int = 0
    decided: int = 0
    handed: int = 0
    before_ore: int = 0
    after_ore: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """Everybody."""
        return self.waiting + self.ready + self.outlier + self.unchanged + self.decided + self.handed

    @property
    def left(self) -> int:
        """What is still to be decided or handed over."""
        return self.ready + self.outlier

    @property
    def percent(self) -> int:
        """How much of the deciding is done, or of the preview while it is made."""
        if self.waiting:
            return 100 * (self.total - self.waiting) // max(1, self.total)
        return 100 * (self.total - self.left) // max(1, self.total)

    def as_json(self) -> dict[str, int]:
        """For the log."""
        return asdict(self)


def matters_to_recalculate(unit: Unit, month: Month) -> QuerySet[Matter]:
    """Open matters of the unit that have a fee or a service that runs in the month, oldest first."""
    decided = FeeDecision.objects.filter(Q(to_month="") | Q(to_month__gte=str(month)), matter=OuterRef("pk"))
    services = GrantedService.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=month.first_day), matter=OuterRef("pk"), from_date__lte=month.last_day
    )
    return Matter.objects.filter(Exists(services) | Exists(decided), kind=KIND, unit=unit, state="open").order_by("pk")


def progress_of(made: Recalculation) -> Progress:
    """How far it has come; one query."""
    rows = made.items.order_by().values("state").annotate(
        number=Count("pk"), before=Sum("before_ore", filter=Q(after_ore__isnull=False)), after=Sum("after_ore"),
        known=Count("after_ore"),
    )  # fmt: skip
    found = {row["state"]: row for row in rows}
    numbers = {state: found[state]["number"] if state in found else 0 for state in ItemState.values}
    return Progress(
        **numbers, before_ore=sum(row["before"] or 0 for row in found.values()),
        after_ore=sum(row["after"] or 0 for row in found.values()),
        unknown=sum(row["number"] - row["known"] for state, row in found.items() if state != ItemState.WAITING),
    )  # fmt: skip


def visible_recalculations(*, user: User) -> QuerySet[Recalculation]:
    """Those of the units where the user works with fees, newest first."""
    units = [unit.pk for role in (Role.FEE_OFFICER, Role.UNIT_MANAGER) for unit in units_of(user, role)]
    return Recalculation.objects.filter(unit__in=units).select_related("unit").order_by("-month", "-pk")


def items_of(made: Recalculation, *, user: User, state: str = "") -> QuerySet[RecalculationItem]:
    """The persons in it, biggest change first as far as the user may know of them."""
    rows = made.items.select_related("matter", "matter__applicant")
    if not user.may_see_protected:
        rows = rows.filter(matter__is_protected=False)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-after_ore", "pk")


def with_incomes_before(made: Recalculation, month: Month) -> int:
    """How many have an income that has held since before a month: nobody has said anything newer of it."""
    return made.items.filter(explanation__incomes_from__gt="", explanation__incomes_from__lt=str(month)).count()
