"""Reads of facts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import MISSING, fields
from datetime import datetime

from django.db.models import Q, QuerySet

from andrum.cases.domain.facts import FactView, weigh
from andrum.cases.models import Fact, Matter

COLUMNS = ("pk", *(each.name for each in fields(FactView)[1:] if each.default is MISSING))
"""What is read of a row, in the order of the plain value: no objects are made that nobody sees."""


def view_of(fact: Fact) -> FactView:
    """A row as the plain value that other rooms read."""
    return FactView(
        id=fact.pk,
        name=fact.name,
        month=fact.month,
        value=fact.value,
        unknown_reason=fact.unknown_reason,
        source=fact.source,
        source_detail=fact.source_detail,
        retrieved_at=fact.retrieved_at,
        recorded_by=fact.recorded_by,
        recorded_at=fact.recorded_at,
        reason=fact.reason,
    )


def current_facts(
    *, matter: Matter, month: str, names: Collection[str] | None = None
) -> dict[str, list[FactView]]:  # fmt: skip
    """Every source's current value of each fact of a month, and of what belongs to no month; one query.

    With ``names`` only those facts.

    Each list holds the one that counts first (``counts``); ``differs`` says that the sources do not agree. When a name
    is recorded both for the month and without a month, the month's is used.
    """
    rows = Fact.objects.filter(matter=matter, month__in={month, ""}, replaced_at__isnull=True).order_by("name", "pk")
    rows = rows if names is None else rows.filter(name__in=names)
    by_name: dict[str, list[FactView]] = defaultdict(list)
    for row in rows.values_list(*COLUMNS):
        view = FactView(*row)
        by_name[view.name].append(view)
    return {name: weigh([view for view in views if view.month == month] or views) for name, views in by_name.items()}


def facts_as_of(
    *, matter: Matter, month: str, prefix: str, at: datetime | None = None
) -> dict[str, list[FactView]]:  # fmt: skip
    """Every source's value of each fact that begins with ``prefix``, as it holds in a month; one query.

    For facts that hold from their month until the same source says something newer, such as incomes; those without a
    month hold always. Ordered and marked as in ``current_facts``. With ``at`` as they stood at that instant.
    """
    stands = Q(replaced_at__isnull=True)
    if at is not None:
        stands = Q(recorded_at__lte=at) & (stands | Q(replaced_at__gt=at))
    rows = Fact.objects.filter(stands, matter=matter, month__lte=month, name__startswith=prefix)
    latest: dict[tuple[str, str], Fact] = {}
    for fact in rows.order_by("month", "pk"):
        latest[fact.name, fact.source_key] = fact
    by_name: dict[str, list[FactView]] = defaultdict(list)
    for fact in sorted(latest.values(), key=lambda row: (row.name, row.pk)):
        by_name[fact.name].append(view_of(fact))
    return {name: weigh(views) for name, views in by_name.items()}


def fact_history(*, matter: Matter, name: str, month: str) -> QuerySet[Fact]:
    """Everything that was ever recorded of one fact, newest first."""
    return Fact.objects.filter(matter=matter, name=name, month=month).order_by("-recorded_at", "-pk")


def months_with_facts(matter: Matter) -> list[str]:
    """The months that anything is recorded for, newest first."""
    months = Fact.objects.filter(matter=matter).exclude(month="").values_list("month", flat=True).distinct()
    return list(months.order_by("-month"))
