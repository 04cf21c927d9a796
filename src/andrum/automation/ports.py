"""What automation needs from outside: the registers' answers."""

from datetime import date, datetime
from typing import Protocol

from andrum.automation.domain.register_answers import RegisterAnswer


class RegisterAnswers(Protocol):
    """Asks seven agencies about one person, in the shape of SSBTEK.

    An adapter may be slow, and may answer in part. It raises RegistersUnavailableError when the whole call fails or
    times out, GarbledAnswerError when the answer cannot be read, and nothing else. Asking twice changes nothing.
    """

    def ask(
        self,
        *,
        person_number: str,
        from_date: date,
        to_date: date,
        purpose: str,
        legal_basis: str,
        matter_reference: str,
        asked_by: str,
        asked_at: datetime,
    ) -> RegisterAnswer:
        """What the agencies say about the person in the period.

        Args:
            person_number: Twelve digits.
            from_date: First day of the period.
            to_date: Last day of the period.
            purpose: Why we ask (``syfte``).
            legal_basis: The provision that allows it (``lagtext``).
            matter_reference: The matter that the answer is for (``ärendeidentitet``).
            asked_by: Who handles the matter (``handläggare``): the automation, or a person, and the unit.
            asked_at: The moment of the question (``frågetidpunkt``).
        """
        ...
