"""The parts of an answer that every rulebook gives: what is missing, what a person weighs, the calculation as lines."""

from dataclasses import dataclass

from andrum.law.vocabulary.spans import Span

Amount = int | Span


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """An unknown fact that matters: knowing it could change the decision.

    Args:
        path: Where it stands in the household: ``incomes.i1.amount``, by the line's own key; or
            ``parameters.riksnorm.shared.3`` for an amount that the rulebook lacks.
        words: What it is, in Swedish.
        reason: Why it is not known.
    """

    path: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class PersonReason:
    """Why a person must weigh something.

    Args:
        code: What it is, as the rulebook calls it: ``income_kind``, ``evidence``, ``partner``.
        words: One Swedish sentence.
        about: The key of the line or the member.
    """

    code: str
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A line that is not part of the sum, with the reason in Swedish. Öre."""

    part: str
    about: str
    words: str
    amount: Amount
    why: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A line of the calculation as it is shown and sent.

    Args:
        group: Where it stands, as the rulebook calls it: ``norm``, ``incomes``, ``room``; or ``not_counted``.
        label: What it is, in Swedish.
        amount: Öre; incomes are negative.
        detail: How it came to be, in Swedish.
        rule: Which rule, ``norm.child``; empty for a sum.
        provision: The section, ``12 kap. 7 § andra stycket SoL (2025:400)``; empty for a sum.
        parameters: Versions of the parameters used.
        about: Keys of the lines and members it was made from.
    """

    group: str
    label: str
    amount: Amount
    detail: str = ""
    rule: str = ""
    provision: str = ""
    parameters: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
