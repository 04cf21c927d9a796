"""Ask the registers about one person, outside any transaction, and keep what they said."""

from datetime import datetime

from andrum.audit.service import Actor
from andrum.cases.service import Matter
from andrum.fees.actions.facts import LEGAL_BASIS, PURPOSE, keep_register_incomes
from andrum.fees.domain.errors import IncomeRegisterError
from andrum.fees.queries.registers import income_register
from andrum.kernel.periods import Month


def ask_registers(*, matter: Matter, month: Month, by: Actor, at: datetime) -> int:
    """Ask, and keep the answers as facts from the month. Returns how many facts are new.

    Raises:
        IncomeRegisterError: when nothing could be asked at all, or the matter is closed.
    """
    if matter.state != "open":
        raise IncomeRegisterError("closed")
    answer = income_register().incomes(
        personal_number=matter.applicant.personal_number, month=month, purpose=PURPOSE, legal_basis=LEGAL_BASIS,
        matter_reference=matter.reference, asked_at=at,
    )  # fmt: skip
    return len(keep_register_incomes(matter=matter, month=month, answer=answer, by=by, at=at))
