"""Who does it: the person behind a promise, and the person whose view it is."""

import re

from andrum.language.vocabulary import Participant

ABOUT = ("barnet", "mamma", "pappa", "syskon", "klient", "annan")
WHO = re.compile(r"(?<!\w)(jag|vi|du|ni|han|hon|dom|de|mamma|pappa|mormor|farmor|morfar|farfar)(?!\w)", re.IGNORECASE)
NAME = re.compile(r"(?<![.!?] )(?<!^)\b([A-ZÅÄÖ][a-zåäöé]{2,})\b")
_DAY = (
    r"(?:på |i |till |före |innan |senast |efter )?(?:nästa |nu på )?(?:mån|tis|ons|tors|fre|lör|sön)da[gn]"
    r"(?:ar|en|arna)?(?: (?:förmiddag|eftermiddag|kväll|morgon|klockan \w+))?"
)
_TIMES = (
    _DAY,
    r"i ?(?:morgon|dag|kväll|eftermiddag)(?: bitti| kväll)?",
    r"(?:före |innan )?(?:nästa|den här) (?:vecka|månad|gång)n?",
    r"om (?:en|två|tre|fyra|några) (?:dagar|vecka|veckor|månader)",
    r"(?:före |innan |till )?klockan \w+(?: i \w+)?",
    r"(?:före |innan |till )(?:jul|påsk|helgen|lunch|sommaren|hösten|våren)",
    r"den \w+(?:de|te|nde|sta)(?: \w+)?",
    r"(?:senast |före )?\d{1,2}/\d{1,2}",
)
WHEN = re.compile("|".join(_TIMES), re.IGNORECASE)


def whose(person: Participant, framework: str) -> str:
    """Whose view it is when this person speaks."""
    if person.role in {"barn", "ungdom"}:
        return "barnet"
    if person.role in {"mamma", "pappa", "klient"}:
        return person.role
    return "klient" if framework != "barn_och_unga" and person.role == "klient" else person.role or "annan"


def who_does(quote: str, speaker: Participant, others: tuple[Participant, ...]) -> str:
    """The person behind a promise, as near as the words say."""
    found = WHO.search(quote)
    word = found.group().lower() if found else ""
    if word == "jag":
        return speaker.name or speaker.role
    if word in {"du", "ni"}:
        other = next((p for p in others if p.is_worker != speaker.is_worker), None)
        return (other.name or other.role) if other else word
    if word and word not in {"han", "hon", "dom", "de"}:
        return word
    name = NAME.search(quote)
    return name.group(1) if name else word or speaker.name or speaker.role


def when(quote: str) -> str | None:
    """The time that is named, in its own words."""
    found = WHEN.search(quote)
    return found.group().strip() if found else None
