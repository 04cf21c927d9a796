"""The benefits that can be assessed, by name. A new one is a package beside economic_assistance and a line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from andrum.law.economic_assistance.assessment import BENEFIT, Assessment
from andrum.law.economic_assistance.entry import assess
from andrum.law.economic_assistance.reading import load_households
from andrum.law.economic_assistance.schema import household_schema


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
    assess_text: Callable[[bytes, Path | None], Sequence[Assessment]]


def _economic_assistance(text: bytes, municipality: Path | None) -> Sequence[Assessment]:
    return [assess(household, municipality=municipality) for household in load_households(text)]


BENEFITS: Final[Mapping[str, Benefit]] = {
    benefit.name: benefit
    for benefit in (Benefit(BENEFIT, "Ekonomiskt bistånd", household_schema, _economic_assistance),)
}
