"""The letter of a fee decision, as tagged PDF; the same bytes each time for the same decision."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from andrum.accounts.service import Role
from andrum.audit.service import Actor
from andrum.cases.service import Decision, Matter
from andrum.dispatch.service import letterhead, typeset
from andrum.fees.domain.letter import fee_data
from andrum.fees.domain.result import FeeResult, result_from

TEMPLATE: Final = Path(__file__).parents[1] / "letters" / "fee.typ"
ROLES: Final = (Role.FEE_OFFICER, Role.UNIT_MANAGER)


def fee_letter_pdf(decision: Decision) -> bytes:
    """The letter of a decision that is made. Raises DispatchError when the municipality's file is wrong."""
    calculation: dict[str, Any] = decision.calculation
    result = result_from(calculation.get("fee", {})) or FeeResult("hand_over", None)
    return _typeset(decision, result, to_month=str(calculation.get("to_month") or ""))


def fee_draft_pdf(
    *, matter: Matter, month: str, to_month: str, result: FeeResult, reasons: str, by: Actor, at: datetime
) -> bytes:
    """What the letter would look like if this were decided now, marked «Utkast». Keeps nothing."""
    decision = Decision(matter=matter, month=month, reasons=reasons, decided_by_name=by.name, decided_at=at)
    return _typeset(decision, result, to_month=to_month, is_draft=True)


def _typeset(decision: Decision, result: FeeResult, *, to_month: str, is_draft: bool = False) -> bytes:
    letter = {
        **fee_data(result, to_month=to_month, mandate_ref=decision.mandate_ref),
        **letterhead(decision, roles=ROLES, is_draft=is_draft),
    }
    return typeset(template=TEMPLATE, letter=letter, at=decision.decided_at)
