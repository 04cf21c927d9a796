"""Which unknown facts matter: a fact matters when some of its possible values lead to another decision than others.

Each unknown fact is tried with its possible values, with the other unknown facts left open, and with all of them at one
and at the other end of what they may be. What a fact may be is the rulebook's to say.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

Decision = Hashable
Household = TypeVar("Household")
Deciding = Callable[[Household], Decision]
Alternatives = Callable[[Household, str], Iterator[Household]]
MOST_TRIED: Final = 60
"""With more unknown facts than this all of them are listed: so many are always asked for together."""


def those_that_matter(
    household: Household, paths: Sequence[str], deciding: Deciding[Household], alternatives: Alternatives[Household]
) -> list[str]:
    """The paths of the unknown facts that can change the decision, in the given order.

    Args:
        household: With the facts left open.
        paths: Where they are.
        deciding: The decision of a household.
        alternatives: The household with each possible value of one unknown fact, from one end to the other.
    """
    if len(paths) > MOST_TRIED:
        return list(paths)
    found = [path for path in paths if _differs(alternatives(household, path), deciding)]
    for end in (0, -1):
        rest = [path for path in paths if path not in found]
        settled = _settled(household, paths, end, alternatives) if rest else household
        for path in rest:
            beside = settled
            if path.endswith(".net"):  # settling an amount after tax settles the amount too
                beside = _settled(household, (other for other in paths if other != path), end, alternatives)
            if _differs(alternatives(beside, path), deciding):
                found.append(path)
    return [path for path in paths if path in found]


def _differs(households: Iterable[Household], deciding: Deciding[Household]) -> bool:
    seen: set[Decision] = set()
    for household in households:
        seen.add(deciding(household))
        if len(seen) > 1:
            return True
    return False


def _settled(household: Household, paths: Iterable[str], end: int, alternatives: Alternatives[Household]) -> Household:
    """The household with each of the unknown facts at one end of what it may be."""
    for path in paths:
        household = tuple(alternatives(household, path))[end]
    return household
