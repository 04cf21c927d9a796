"""What is wrong with the made-up service now: one word a line in ``$ANDRUM_DATA/registers/faults``."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from andrum.automation.service import register_answers

LONGEST_WAIT: Final = 30.0
WHOLE: Final = frozenset(
    {"down", "garbled", "half", "wrong_person", "no_question", "other_question", "fault", "huge", "entities",
     "expired_certificate"}
)  # fmt: skip
"""What the whole service does instead of answering as it should."""
OF_AGENCY: Final = frozenset({"error", "timeout", "nothing", "partial", "garbled", "wrong_person"})
"""What one agency does: its own error, SSBTEK's word that it did not answer, nothing, one of two away, nonsense."""
NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Faults:
    """``whole`` is one of WHOLE or empty; ``seconds`` to wait first; ``agencies`` from agency to one of OF_AGENCY."""

    whole: str = ""
    seconds: float = 0.0
    agencies: Mapping[str, str] = field(default_factory=lambda: NONE)


def faults_in(path: Path) -> Faults:
    """The faults of a file; none when there is no file. A line that means nothing is passed over."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Faults()
    found, agencies = Faults(), {}
    for words in (line.split("#")[0].split() for line in lines):
        match words:
            case [word] if word in WHOLE:
                found = replace(found, whole=word)
            case ["slow"]:
                found = replace(found, seconds=2.0)
            case ["slow", number] if number.replace(".", "", 1).isdigit():
                found = replace(found, seconds=min(float(number), LONGEST_WAIT))
            case [agency, what] if agency in register_answers.Agency.__members__ and what in OF_AGENCY:
                agencies[agency] = what
    return replace(found, agencies=agencies)


def faults_of(row: Mapping[str, object]) -> Mapping[str, str]:
    """A person's own: ``faults: {SO: error}``. Raises TypeError for what means nothing."""
    faults = row.get("faults", {})
    known = isinstance(faults, Mapping) and set(faults) <= set(register_answers.Agency.__members__)
    if not isinstance(faults, Mapping) or not known or not set(faults.values()) <= OF_AGENCY:
        raise TypeError("faults")
    return {str(agency): str(what) for agency, what in faults.items()}
