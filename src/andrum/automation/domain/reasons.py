"""Why a case is handed to a person: one code, one Swedish sentence, and what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from andrum.kernel.money import kronor

STRONGEST_FIRST: Final = (
    "protected_identity", "safety_concern", "children_needs", "person_wanted", "withdrawn", "matter_closed",
    "already_decided", "new_application", "no_earlier_decision", "household_changed", "account_changed",
    "housing_changed", "refusal", "partial_grant", "nothing_to_grant", "income_differs", "month_not_over",
    "registers_down", "not_asked_for", "garbled_answer", "register_missing", "register_correction", "payment_expected",
    "unknown_code", "income_changed", "fact_missing", "supplement_unanswered", "evidence_missing", "evidence_check",
    "needs_weighing", "large_assets", "capital_income", "vehicle_not_said", "not_job_seeker", "not_asked",
    "special_rule", "caseworker_fact", "open_question", "parameter_unconfirmed", "parameter_wrong", "unread_message",
    "no_mandate", "mandate_stopped", "above_mandate",
)  # fmt: skip
"""The order in which reasons are told; the first is the one sentence at the top of the case."""

_PLACE: Final = {code: place for place, code in enumerate(STRONGEST_FIRST)}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Args:
        code: One of STRONGEST_FIRST.
        words: One Swedish sentence, without any person's data but amounts and kinds.
        about: Names of the facts, lines or parameters that gave rise to it.
        asked: The same said to the applicant, as «du»; empty when the words can be said as they are.
    """

    code: str
    words: str
    about: tuple[str, ...] = ()
    asked: str = ""

    def as_json(self) -> dict[str, object]:
        """As it is kept."""
        kept: dict[str, object] = {"code": self.code, "words": self.words, "about": list(self.about)}
        return {**kept, "asked": self.asked} if self.asked else kept

    @staticmethod
    def of_json(kept: Mapping[str, object]) -> "Reason":
        """Read back."""
        about = kept.get("about")
        names = tuple(str(name) for name in about) if isinstance(about, list) else ()
        return Reason(str(kept.get("code", "")), str(kept.get("words", "")), names, str(kept.get("asked", "")))


def strongest_first(reasons: Iterable[Reason]) -> list[Reason]:
    """Each reason once, the strongest first; within a code in the order given."""
    return sorted(dict.fromkeys(reasons), key=lambda reason: _PLACE.get(reason.code, len(_PLACE)))


def whole_kronor(ore: int) -> str:
    """An amount in a sentence: whole kronor, rounded to the nearest; the öre stand where the facts are shown."""
    rounded = (abs(ore) + 50) // 100 * 100
    return kronor(rounded if ore >= 0 else -rounded)
