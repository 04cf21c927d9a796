"""Which mandates belong together, and who may stop them."""

from django.db.models import QuerySet

from andrum.accounts.service import Role, User, has_role
from andrum.automation.service import Mandate
from andrum.fees.service import FeeMandate

MAY_STOP = (Role.UNIT_MANAGER, Role.BOARD)


def may_stop_mandate(user: User, mandate: Mandate | FeeMandate) -> bool:
    """True for managers and the board; a fee mandate is one unit's, and theirs alone to stop."""
    return has_role(user, *MAY_STOP, unit=mandate.unit if isinstance(mandate, FeeMandate) else None)


def versions(mandate: Mandate) -> QuerySet[Mandate]:
    """A mandate with earlier and later ones of the same kind."""
    return Mandate.objects.filter(code=mandate.code).order_by("pk")


def fee_versions(mandate: FeeMandate) -> QuerySet[FeeMandate]:
    """A fee mandate with earlier and later ones of the same kind in the unit."""
    return FeeMandate.objects.filter(unit=mandate.unit_id, code=mandate.code).order_by("pk")


def lock_versions(mandate: Mandate | FeeMandate) -> None:
    """Lock a mandate and its other versions, in order, until the transaction ends."""
    if isinstance(mandate, FeeMandate):
        list(fee_versions(mandate).select_for_update(no_key=True))
    else:
        list(versions(mandate).select_for_update(no_key=True))
