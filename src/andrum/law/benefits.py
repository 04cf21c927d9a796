"""The benefits that can be assessed, by name. A new one is a package beside these and a line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from andrum.law.economic_assistance.assessment import BENEFIT as ECONOMIC_ASSISTANCE
from andrum.law.economic_assistance.assessment import Assessment
from andrum.law.economic_assistance.entry import assess
from andrum.law.economic_assistance.reading import load_households
from andrum.law.economic_assistance.schema import household_schema
from andrum.law.home_care_fee.assessment import BENEFIT as HOME_CARE_FEE
from andrum.law.home_care_fee.assessment import FeeAssessment
from andrum.law.home_care_fee.entry import fee_assess
from andrum.law.home_care_fee.reading import load_fees
from andrum.law.home_care_fee.schema import fee_schema


@dataclass(frozen=True, slots=True)
class Benefit:
    """How one benefit is assessed.

    Args:
        name: Its name on the command line.
        words: Its Swedish name.
        schema: Gives the JSON Schema of its input.
        assess_text: Assesses each household in a JSON text by the guidelines of a folder.
    """

    name: str
    words: str
    schema: Callable[[], dict[str, object]]
    assess_text: Callable[[bytes, Path | None], Sequence[Assessment] | Sequence[FeeAssessment]]


def _economic_assistance(text: bytes, municipality: Path | None) -> Sequence[Assessment]:
    return [assess(household, municipality=municipality) for household in load_households(text)]


def _home_care_fee(text: bytes, municipality: Path | None) -> Sequence[FeeAssessment]:
    return [fee_assess(household, municipality=municipality) for household in load_fees(text)]


BENEFITS: Final[Mapping[str, Benefit]] = {
    benefit.name: benefit
    for benefit in (
        Benefit(ECONOMIC_ASSISTANCE, "Ekonomiskt bistånd", household_schema, _economic_assistance),
        Benefit(HOME_CARE_FEE, "Avgift för hemtjänst och boende", fee_schema, _home_care_fee),
    )
}
