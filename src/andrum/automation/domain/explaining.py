"""A difference that the applicant can explain: what is asked, and what an answer makes of it. Pure.

The machine reads a choice, never a text. One who says that the registers are right has said so, and is quoted by it;
one who says anything else is read by a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from andrum.automation.domain.checks import difference_asked
from andrum.automation.domain.matching import Difference, Matched
from andrum.automation.domain.parameter_files import IncomeCodes, Limits
from andrum.automation.domain.reasons import Reason

JSON = Any
"""Parts of JSON, as facts and questions are kept."""
MARK: Final = "difference_"
"""How the codes of these questions begin."""
AGREES, DIFFERS = "agrees", "differs"
EXPLAINED: Final = frozenset({"income_differs", "vehicle_not_said"})
"""The reasons that an explanation may do away with; any other needs a person anyway."""


def may_be_explained(reasons: Sequence[Reason], differences: Iterable[Difference], limits: Limits) -> bool:
    """True when all that stops the case are differences that the municipality lets the applicant explain first."""
    codes = {reason.code for reason in reasons}
    kinds = {difference.kind for difference in differences} | ({"vehicle_not_said"} & codes)
    return bool(reasons) and codes <= EXPLAINED and kinds <= limits.asked_first


def questions(matched: Matched, reasons: Sequence[Reason], codes: IncomeCodes) -> list[dict[str, JSON]]:
    """One question a difference, with what the applicant would be saying by agreeing with the registers."""
    asked: list[dict[str, JSON]] = []
    for difference in matched.differences:
        text = difference_asked(difference, codes.words_of(difference.group))
        asked.append(
            {"text": f"{text} Stämmer det som registren har?", **_choice(agreed_facts(difference, matched, codes))}
        )
    vehicles = [reason for reason in reasons if reason.code == "vehicle_not_said"]
    asked += [{"text": f"{reason.asked} Berätta hur det är."} for reason in vehicles]
    return [{"code": f"{MARK}{number}", "fact": "", **row} for number, row in enumerate(asked, start=1)]


def _choice(agreed: Sequence[Mapping[str, JSON]]) -> dict[str, JSON]:
    if not agreed:
        return {}
    return {
        "choices": [
            {"value": AGREES, "text": "Ja, det stämmer"},
            {"value": DIFFERS, "text": "Nej, det stämmer inte"},
        ],
        "agreed": list(agreed),
    }


def agreed_facts(difference: Difference, matched: Matched, codes: IncomeCodes) -> list[dict[str, JSON]]:
    """What the applicant says by agreeing: the registers' lines as their own; a payment that never came is taken away.

    Empty where a plain yes would not say enough, as when money was paid to another in the household.
    """
    if difference.said_of:
        return []
    if not difference.registers:
        return [{"name": name, "value": {"id": name.removeprefix("income."), "removed": True}}
                for name in difference.about]  # fmt: skip
    lines = ((fact.name, fact.value) for fact in matched.facts if not fact.unknown_reason)
    return [{"name": name, "value": dict(value)} for name, value in lines
            if isinstance(value, Mapping) and value.get("member") == difference.member
            and codes.group_of(str(value.get("kind"))) == difference.group]  # fmt: skip


def agreed(items: Iterable[Mapping[str, JSON]], answers: Mapping[str, str]) -> list[Mapping[str, JSON]]:
    """The facts that an answer says, from the questions it answers with a yes."""
    found: list[Mapping[str, JSON]] = []
    for item in items:
        facts = item.get("agreed")
        if answers.get(f"{item.get('code')}.choice") == AGREES and isinstance(facts, list):
            found += [fact for fact in facts if isinstance(fact, Mapping)]
    return found
