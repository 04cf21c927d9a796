"""Which mandate is in force, and which there are."""

from datetime import date

from django.db.models import Q, QuerySet

from andrum.accounts.service import Role, User, units_of
from andrum.cases.service import Matter
from andrum.fees.models import FeeMandate, MandateState


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
