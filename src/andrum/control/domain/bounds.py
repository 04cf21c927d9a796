"""How many wrong there can be at most, when only some were looked at.

Two one-sided bounds, both exact and therefore never too low: for a process that goes on (Clopper and Pearson 1934), and
for a finite number of decisions that have been made (inverted hypergeometric test, Konijn 1973).
"""

from fractions import Fraction
from math import comb
from typing import Final

from andrum.control.domain.errors import BoundError
from andrum.kernel.words import marked as _

CONFIDENCE: Final = Fraction(95, 100)


def process_bound(*, reviewed: int, wrong: int, confidence: Fraction = CONFIDENCE) -> float:
    """The highest share of wrong decisions, 0 to 1, that the reviews leave room for in a process that goes on.

    The beta quantile of Clopper and Pearson: the share at which so few wrong would be seen with probability
    ``1 - confidence`` at most. Nothing reviewed tells nothing: 1.

    Raises:
        BoundError: when the counts or the confidence make no sense.
    """
    _check(reviewed=reviewed, wrong=wrong, confidence=confidence)
    if wrong == reviewed:
        return 1.0
    from scipy.special import betaincinv  # noqa: PLC0415 - slow to load, and needed by few pages

    return float(betaincinv(wrong + 1, reviewed - wrong, float(confidence)))


def finite_bound(*, population: int, reviewed: int, wrong: int, confidence: Fraction = CONFIDENCE) -> int:
    """The highest number of wrong decisions among ``population`` made, when ``reviewed`` of them were drawn by lot.

    Exact in whole numbers: the largest number of wrong for which seeing ``wrong`` or fewer has a probability above
    ``1 - confidence``. All reviewed leaves no doubt: exactly ``wrong``.

    Raises:
        BoundError: when the counts or the confidence make no sense.
    """
    _check(reviewed=reviewed, wrong=wrong, confidence=confidence)
    if population < reviewed:
        raise BoundError(_("Fler är granskade än beslutade."), todo=_("Räkna om."))
    low, high = wrong, population - reviewed + wrong
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most(population=population, faulty=middle, drawn=reviewed, seen=wrong) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low


def reviews_needed(*, bound: Fraction, wrong: int = 0, confidence: Fraction = CONFIDENCE) -> int:
    """The smallest number of reviews, with so many wrong among them, whose process bound is at most ``bound``.

    Raises:
        BoundError: when the bound does not lie between 0 and 1.
    """
    if not 0 < bound < 1:
        raise BoundError(_("Gränsen måste ligga mellan 0 och 1."), todo=_("Skriv till exempel 2 procent som 2."))
    low, high = wrong + 1, wrong + 2
    while process_bound(reviewed=high, wrong=wrong, confidence=confidence) > bound:
        low, high = high, high * 2
    while low < high:
        middle = (low + high) // 2
        if process_bound(reviewed=middle, wrong=wrong, confidence=confidence) <= bound:
            high = middle
        else:
            low = middle + 1
    return low


def _at_most(*, population: int, faulty: int, drawn: int, seen: int) -> Fraction:
    """The probability of at most ``seen`` faulty among ``drawn`` of ``population``, exactly."""
    ways = sum(comb(faulty, i) * comb(population - faulty, drawn - i) for i in range(min(seen, faulty, drawn) + 1))
    return Fraction(ways, comb(population, drawn))


def _check(*, reviewed: int, wrong: int, confidence: Fraction) -> None:
    if not (0 <= wrong <= reviewed and 0 < confidence < 1):
        raise BoundError(_("Antalen går inte ihop: fel kan inte vara fler än granskade."), todo=_("Räkna om."))
