"""The result: what the norm and the costs come to, less the incomes."""

from typing import Final

from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Rule

DIFFERENCE: Final = Rule(
    "result.difference",
    "result",
    "Riksnorm och kostnader minus inkomster",
    ("riksnorm", "kostnader", "inkomster"),
    Cited("right_to_assistance"),
    counts=False,
)
GRANT: Final = Rule("result.grant", "result", "Bistånd, avrundat", ("underskott",), Cited("right_to_assistance"))


def difference(norm: A, costs: A, incomes: A) -> A:
    """A deficit is positive, a surplus negative."""
    return norm + costs - incomes


def grant(m: Arithmetic[A], p: Parameters, deficit: A) -> A:
    """The assistance that fills the deficit, in the municipality's whole steps; nothing when there is a surplus."""
    return p.guidelines.round_grant.divide(m.most(deficit, 0), 1)
