"""Reasonable costs: 12 kap. 1 § and 7 § första stycket 2 socialtjänstlagen, by the municipality's guidelines."""

from typing import Final

from andrum.law.economic_assistance.guidelines import MOST_CHILDREN, NO_LIMIT, PLACES
from andrum.law.economic_assistance.kinds import COST_KINDS
from andrum.law.economic_assistance.lines import CostLine
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Rule

COST_RULES: Final = tuple(
    Rule(f"costs.{kind.id}", "costs", f"Kostnad: {kind.words}", ("ansökt", "högst"), kind.cited)
    for kind in COST_KINDS.values()
)
"""One rule a kind of cost, by the kind's place."""

UNKNOWN_KIND: Final = Rule(
    "costs.unknown_kind", "costs", "Kostnad av okänt slag", ("ansökt", "högst"), Cited("right_to_assistance")
)
NOT_LISTED: Final = Rule(
    "costs.not_listed", "costs", "Kostnad som inte finns i listan", ("ansökt", "högst"), Cited("right_to_assistance")
)


def household_place(m: Arithmetic[A], couple: A, children: A) -> A:
    """The household's place in each kind's row of ceilings."""
    return couple * (MOST_CHILDREN + 1) + m.least(children, MOST_CHILDREN)


def place_of_ceiling(cost: CostLine[A], place: A) -> A:
    """Where the ceiling of this kind of cost for this household stands."""
    return cost.kind * PLACES + place


def ceiling(m: Arithmetic[A], p: Parameters, cost: CostLine[A], place: A) -> A:
    """The highest reasonable cost. A rent above it is accepted in full during the months of tolerance."""
    return m.choose(cost.months_over < p.guidelines.tolerance_months, NO_LIMIT, m.lookup(p.ceilings, place))


def accepted(m: Arithmetic[A], cost: CostLine[A], highest: A) -> A:
    """The cost, up to what is reasonable."""
    return m.least(cost.applied, highest)
