"""What the administrative law requires before a decision. No step can be skipped; an exception is stated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

ADVERSE: Final = ("partly_granted", "denied", "dismissed")


class Notice(Protocol):
    """What was sent to the applicant before the decision."""

    @property
    def answer_by(self) -> date:
        """Last day to answer."""
        ...

    @property
    def answered_at(self) -> datetime | None:
        """When the answer came."""
        ...


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: code, the section, what it says, whether it is done, and what to do when it is not."""

    code: str
    provision: str
    words: str
    is_done: bool
    todo: str = ""


def duties_of(*, outcome: str, reasons: str, sent: Notice | None, today: date, because: str = "") -> Sequence[Duty]:
    """The duties before a decision with this outcome, in order.

    Args:
        outcome: ``granted``, ``partly_granted``, ``denied``, ``dismissed`` or ``written_off``.
        reasons: The statement of reasons.
        sent: The notice that was sent, if any.
        today: The day of the decision.
        because: Why the applicant need not be told first (FL 25 § first paragraph); empty when no reason is given.
    """
    duties = []
    if outcome in ADVERSE:
        told = sent is not None or bool(because.strip())
        waited = sent is None or sent.answered_at is not None or sent.answer_by < today
        duties.append(
            Duty("communication", "25 § förvaltningslagen",
                 "Den sökande ska få veta vad beslutet bygger på och kunna svara innan det fattas.", told,
                 "Skicka en underrättelse, eller skriv varför den är uppenbart obehövlig.")
        )  # fmt: skip
        duties.append(
            Duty("answer", "25 § förvaltningslagen", "Den sökande har fortfarande tid att svara på underrättelsen.",
                 waited, "Vänta på svaret eller på att tiden går ut.")
        )  # fmt: skip
    duties.append(
        Duty("reasons", "32 § förvaltningslagen", "Beslutet ska ha en klargörande motivering.",
             outcome == "granted" or len(reasons.strip()) >= 20, "Skriv skälen för beslutet.")
    )  # fmt: skip
    return duties


def duties_hindering(
    *, outcome: str, reasons: str, sent: Notice | None, today: date, because: str = ""
) -> Sequence[Duty]:
    """Those that are not done."""
    return [
        duty
        for duty in duties_of(outcome=outcome, reasons=reasons, sent=sent, today=today, because=because)
        if not duty.is_done
    ]
