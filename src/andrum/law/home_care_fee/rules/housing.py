"""The housing cost, 32 kap. 8 § first paragraph: counted by itself and added to the minimum amount."""

from typing import Final

from andrum.law.home_care_fee.lines import HousingLine
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Used
from andrum.law.vocabulary.trace import Rule

RENT, ELECTRICITY, INTEREST, GROUND_RENT, PROPERTY_FEE, RUNNING = range(6)
"""Places of the parts of a housing cost; the numbers that each is counted with stand in the parameters."""


def _rules(prefix: str, part: str, who: str) -> tuple[Rule, ...]:
    cited = Cited("housing_cost")
    words = (
        ("rent", "hyra eller månadsavgift", ("i månaden", "delas av")),
        ("electricity", "hushållsel som ingår i hyran", ("antal", "delas av")),
        ("interest", "ränta på lån", ("om året", "delas av")),
        ("ground_rent", "tomträttsavgäld eller arrende", ("om året", "delas av")),
        ("property_fee", "fastighetsavgift", ("om året", "delas av")),
        ("running", "drift av huset", ("kvadratmeter", "delas av")),
    )
    return tuple(
        Rule(f"{prefix}.{name}", "housing" if part == "housing" else "base", f"{who}: {text}", names, cited)
        for name, text, names in words
    )


HOUSING_RULES: Final = _rules("fee.housing", "housing", "Boendekostnad")
PARTNERS_HOUSING_RULES: Final = _rules("fee.housing.partner", "base", "Partnerns boendekostnad")


def share_of_cost(p: FeeParameters, line: HousingLine[A], shared_by: A) -> A:
    """One person's part of a month's cost: a year's twelfth, the counted share of interest, a standard by area."""
    return line.amount * p.housing_weights[line.place] // shared_by


def shown(p: FeeParameters, line: HousingLine[A]) -> A:
    """The amount as the trace shows it: money in parts, square metres and numbers as they are."""
    return line.amount if line.place in {ELECTRICITY, RUNNING} else line.amount * p.parts


def read(p: FeeParameters, line: HousingLine[A], none: A) -> Used[A]:
    """Which of the municipality's numbers the part was counted with."""
    place = {INTEREST: 0, RUNNING: 1, ELECTRICITY: 2}.get(line.place)
    return () if place is None else ((p.housing_table, none + place),)
