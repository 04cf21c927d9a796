"""The board's policy for conversations: dated files, the municipality's own folder first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from andrum.conversations.domain.errors import PolicyError
from andrum.kernel.dated_files import content_of, file_in_force
from andrum.kernel.words import marked as _

OWN_FOLDER: Final = Path(__file__).parents[1] / "parameters"
NEEDS: Final = ("legal_basis", "keep_sound", "keep_words", "days_after_signing", "disposal_decision")
LANGUAGES: Final = ("sv", "en", "sv-x-easy")
UNTIL_RULE: Final = "until_rule"
KEEP_WORDS: Final = ("until_signed", UNTIL_RULE)
LONGEST_DAYS: Final = 3_650


@dataclass(frozen=True, slots=True)
class Policy:
    """What the board has decided, as of a day.

    ``legal_basis`` is by language; ``keeps_words`` is false when utterances are deleted in the moment the note is
    signed; ``days_after_signing`` is how long sound and utterances are kept after the note is
    signed; ``disposal_decision`` is the rule they are deleted by when the matter is closed.
    """

    version: str
    reference: str
    is_confirmed: bool
    legal_basis: Mapping[str, str]
    keep_sound: bool
    keeps_words: bool
    days_after_signing: int
    disposal_decision: str


def policy_for(day: date, folder: Path | None = None) -> Policy:
    """The policy in force on a day; the municipality's own folder first.

    Raises:
        PolicyError: when no file applies, or the one that does cannot be used.
    """
    path = file_in_force("conversations", day=day, folders=(folder, OWN_FOLDER), error=PolicyError)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> Policy:
    content = content_of(path, needs=NEEDS, error=PolicyError)
    basis, days = content["legal_basis"], content["days_after_signing"]
    if not isinstance(basis, Mapping) or not all(str(basis.get(language) or "").strip() for language in LANGUAGES):
        todo = f"Skriv den på {', '.join(LANGUAGES)}."
        raise PolicyError(f"{path.name}: den rättsliga grunden saknas på något språk.", todo=todo)
    if not isinstance(content["keep_sound"], bool):
        raise PolicyError(f"{path.name}: keep_sound är varken true eller false.", todo=_("Skriv ett av dem."))
    if content["keep_words"] not in KEEP_WORDS:
        raise PolicyError(f"{path.name}: keep_words går inte att läsa.", todo=f"Skriv {' eller '.join(KEEP_WORDS)}.")
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= LONGEST_DAYS:
        todo = f"Skriv ett helt antal dagar, högst {LONGEST_DAYS}."
        raise PolicyError(f"{path.name}: days_after_signing är inget antal dagar.", todo=todo)
    return Policy(
        version=str(content["valid_from"]), reference=str(content["reference"]),
        is_confirmed=content["status"] == "confirmed",
        legal_basis={language: str(basis[language]).strip() for language in LANGUAGES},
        keep_sound=content["keep_sound"], keeps_words=content["keep_words"] == UNTIL_RULE, days_after_signing=days,
        disposal_decision=str(content["disposal_decision"]),
    )  # fmt: skip
