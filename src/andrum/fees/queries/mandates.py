"""Which mandate is in force, and which there are."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from andrum.accounts.service import Role, User, units_of
from andrum.cases.service import Matter
from andrum.fees.models import FeeDecision, FeeMandate, MandateState


def visible_fee_mandates(*, user: User) -> QuerySet[FeeMandate]:
    """Those of the units where the user has a say or works with fees, newest first."""
    roles = (Role.FEE_OFFICER, Role.UNIT_MANAGER, Role.BOARD)
    units = [unit.pk for role in roles for unit in units_of(user, role)]
    return FeeMandate.objects.filter(unit__in=units).select_related("unit").order_by("code", "-valid_from", "-pk")


def mandate_in_force(*, matter: Matter, code: str, day: date) -> FeeMandate | None:
    """The mandate that is on for the unit that day, locked until the transaction ends; None when there is none."""
    rows = FeeMandate.objects.select_for_update(no_key=True).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), unit=matter.unit_id, code=code, state=MandateState.ON,
        valid_from__lte=day,
    )  # fmt: skip
    return rows.first()


def without_mandate(made: QuerySet[FeeDecision]) -> QuerySet[FeeDecision]:
    """Those among decisions of the machine whose mandate, as they name it, is none of their unit's."""
    named = made.order_by().values_list("matter__unit", "decision__mandate_ref").distinct()
    units = {unit for unit, _reference in named}
    known = {(row.unit_id, row.reference) for row in FeeMandate.objects.filter(unit__in=units)}
    lost = Q(pk__in=[])
    for unit, reference in named:
        if (unit, reference) not in known:
            lost |= Q(matter__unit=unit, decision__mandate_ref=reference)
    return made.filter(lost)


def mandates_of(made: Iterable[FeeDecision]) -> dict[int, FeeMandate]:
    """The mandate by which the machine made each decision, by the decision's number; one query.

    A decision names its mandate in words, as the person reads it; with the matter's unit those words say which it is.
    ``decision`` and ``matter`` are read with the decisions. One whose mandate is not found is left out.
    """
    decisions = list(made)
    rows = FeeMandate.objects.filter(unit__in={it.matter.unit_id for it in decisions}).select_related("unit")
    known = {(row.unit_id, row.reference): row for row in rows}
    keys = {it.pk: (it.matter.unit_id, it.decision.mandate_ref) for it in decisions}
    return {pk: known[key] for pk, key in keys.items() if key in known}
