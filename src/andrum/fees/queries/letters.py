"""The letter of a fee decision, as tagged PDF; the same bytes each time for the same decision."""

from datetime import date
from pathlib import Path
from typing import Any

from andrum.accounts.service import Membership
from andrum.cases.service import Decision, Matter
from andrum.dispatch.service import current_sender, typeset
from andrum.fees.domain.letter import FeeLetter, letter_data
from andrum.fees.domain.result import FeeResult, result_from
from andrum.kernel.clock import swedish_day

TEMPLATE = Path(__file__).parents[1] / "letters" / "fee.typ"


def fee_letter_pdf(decision: Decision) -> bytes:
    """The letter of a decision that is made. Raises DispatchError when the municipality's file is wrong."""
    calculation: dict[str, Any] = decision.calculation
    result = result_from(calculation.get("fee", {})) or FeeResult("hand_over", None)
    letter = FeeLetter(
        reference=decision.matter.reference, unit=decision.matter.unit.name, recipient=decision.matter.applicant.name,
        address=decision.matter.applicant.address, language=decision.matter.applicant.language, month=decision.month,
        to_month=str(calculation.get("to_month") or ""), result=result, reasons=decision.reasons,
        decided_by=decision.decided_by_name, role=_role(decision), mandate_ref=decision.mandate_ref,
        decided_date=swedish_day(decision.decided_at),
        appeal_by=Decision.appeal_by_when_got(swedish_day(decision.decided_at)),
    )  # fmt: skip
    return _typeset(letter, decision)


def fee_draft_pdf(
    *, matter: Matter, month: str, to_month: str, result: FeeResult, reasons: str, decision: Decision
) -> bytes:
    """What the letter would look like if this were decided now, marked «Utkast». Keeps nothing."""
    day: date = swedish_day(decision.decided_at)
    letter = FeeLetter(
        reference=matter.reference, unit=matter.unit.name, recipient=matter.applicant.name,
        address=matter.applicant.address, language=matter.applicant.language, month=month, to_month=to_month,
        result=result, reasons=reasons, decided_by=decision.decided_by_name, role="", mandate_ref="", decided_date=day,
        appeal_by=Decision.appeal_by_when_got(day), is_draft=True,
    )  # fmt: skip
    return _typeset(letter, decision)


def _typeset(letter: FeeLetter, decision: Decision) -> bytes:
    return typeset(template=TEMPLATE, letter=letter_data(letter, sender=current_sender()), at=decision.decided_at)


def _role(decision: Decision) -> str:
    """The role that the one who decided had that day in the unit; empty when nothing is known of it."""
    if decision.how != "person" or not decision.decided_by_id.isdigit():
        return ""
    day = swedish_day(decision.decided_at)
    rows = Membership.objects.filter(
        user=int(decision.decided_by_id), unit=decision.matter.unit_id, from_date__lte=day
    ).values_list("role", "to_date")
    held = {role for role, to_date in rows if to_date is None or to_date >= day}
    return next((role for role in ("fee_officer", "unit_manager") if role in held), "")
