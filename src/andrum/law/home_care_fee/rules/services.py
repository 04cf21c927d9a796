"""The cost of granted services by the municipality's tariff: 32 kap. 1 § socialtjänstlagen."""

from typing import Final

from andrum.law.home_care_fee.kinds import FEE_KINDS, Group
from andrum.law.home_care_fee.lines import ServiceLine
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Part, Rule

INPUTS: Final = ("pris", "antal", "av")
MINUTES_OF_AN_HOUR: Final = 60
PARTS: Final[dict[Group, Part]] = {"care": "services", "place": "services", "outside": "outside"}
CITED: Final[dict[Group, Cited]] = dict.fromkeys(PARTS, Cited("may_charge"))
SERVICE_RULES: Final = {
    kind.id: Rule(f"fee.services.{kind.id}", PARTS[kind.group], kind.words.capitalize(), INPUTS,
                  CITED[kind.group])
    for kind in FEE_KINDS.services.values()
}  # fmt: skip
UNKNOWN_RULES: Final = {
    group: Rule(f"fee.services.unknown_{group}", part, "Insats av okänt slag", INPUTS, CITED[group])
    for group, part in PARTS.items()
}
"""What a service may cost of which nobody knows the kind."""


def cost(m: Arithmetic[A], p: FeeParameters, line: ServiceLine[A]) -> tuple[A, A]:
    """The service's cost in the month and its price: so many minutes of an hour, days of the month, or times."""
    price = m.lookup(p.prices, line.price)
    return price * line.quantity // line.of, price
