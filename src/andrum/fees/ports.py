"""What fees need from outside: what registers say of incomes. Settings name the class (``ANDRUM_INCOME_REGISTER``)."""

from datetime import datetime
from typing import Protocol

from andrum.fees.domain.register import IncomeAnswer
from andrum.kernel.periods import Month


class IncomeRegister(Protocol):
    """Asks pensions and benefits about one person. Asking twice changes nothing.

    A source that fails is an answer with an error, and one that is silent is missing. Raises IncomeRegisterError when
    nothing could be asked at all, and nothing else.
    """

    def incomes(
        self, *, personal_number: str, month: Month, purpose: str, legal_basis: str, matter_reference: str,
        asked_at: datetime,
    ) -> IncomeAnswer:  # fmt: skip
        """What the sources say that the person gets, as it stands for a month.

        Args:
            personal_number: Twelve digits.
            month: The month the fee is for.
            purpose: Why we ask.
            legal_basis: The provision that allows it.
            matter_reference: The matter that the answer is for.
            asked_at: The moment of the question.
        """
        ...
