"""What can only be told of a decision beside others; for many at once, in as many queries as for one."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from andrum.cases.service import Decision, Participant
from andrum.kernel.clock import swedish_day


def among_first(decisions: Collection[Decision], *, like: QuerySet[Any], most: int, path: str = "") -> set[int]:
    """Those of the decisions that are among the first ``most`` of those they are ``like``, by instant and number.

    ``path`` leads from a row of ``like`` to its decision. Where so many were made before the first of the decisions,
    the rest is not looked at.
    """
    at, number = f"{path}decided_at", f"{path}pk"
    first = min(decisions, key=lambda it: (it.decided_at, it.pk))
    before = Q(**{f"{at}__lt": first.decided_at}) | Q(**{at: first.decided_at, f"{number}__lt": first.pk})
    if len(like.filter(before).values_list(number, flat=True)[:most]) == most:
        return set()
    return set(like.order_by(at, number).values_list(number, flat=True)[:most]) & {it.pk for it in decisions}


def first_of_persons(persons: Collection[int]) -> set[int]:
    """The first automated decision of each person, whatever it was about."""
    rows = Decision.objects.filter(how="automated", matter__applicant__in=persons).order_by("decided_at", "pk")
    first: dict[int, int] = {}
    for person, decision in rows.values_list("matter__applicant", "pk"):
        first.setdefault(person, decision)
    return set(first.values())


def with_child(decisions: Collection[Decision]) -> set[int]:
    """The decisions in whose matter a child took part that day."""
    last: dict[int, list[date | None]] = {}
    rows = Participant.objects.filter(matter__in={it.matter_id for it in decisions}, role="child")
    for matter, to_date in rows.values_list("matter", "to_date"):
        last.setdefault(matter, []).append(to_date)
    return {
        it.pk for it in decisions
        if any(day is None or day >= swedish_day(it.decided_at) for day in last.get(it.matter_id, ()))
    }  # fmt: skip


def amounts_before(decisions: Collection[Decision]) -> Mapping[int, int]:
    """What was decided in the matter for the latest month before, in öre; left out where there was none."""
    rows = Decision.objects.filter(matter__in={it.matter_id for it in decisions}, changed_by__isnull=True)
    latest = rows.filter(month__lt=max(it.month for it in decisions)).order_by("-month", "-decided_at", "-pk")
    earlier: dict[int, list[tuple[str, int]]] = {}
    for matter, month, amount in latest.values_list("matter", "month", "amount_ore"):
        earlier.setdefault(matter, []).append((month, amount))
    before = {it.pk: [paid for month, paid in earlier.get(it.matter_id, ()) if month < it.month] for it in decisions}
    return {number: amounts[0] for number, amounts in before.items() if amounts}
