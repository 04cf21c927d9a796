"""Cuts an utterance into sentences and clauses, whether a person or a recogniser wrote it down.

A recogniser gives few or no full stops. There the cut goes before the words that usually begin a clause, as in
"men", "fast", or a pronoun that follows a finished thought.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")
ABBREVIATIONS = re.compile(
    r"\b(?:t\.ex|bl\.a|d\.v\.s|dvs|osv|o\.s\.v|m\.m|kl|ca|nr|tel|st|resp|ev|f\.d|s\.k|p\.g\.a|mån|tis|ons|tors|fre|lör|sön)\.$",
    re.IGNORECASE,
)
STOP = re.compile(r"[.!?…]+[\"”»')]*(?=\s|$)|\n+")
SUBJECTS = frozenset(
    [
        "jag",
        "du",
        "han",
        "hon",
        "hen",
        "den",
        "det",
        "vi",
        "ni",
        "de",
        "dom",
        "man",
        "dem",
        "mamma",
        "pappa",
        "morsan",
        "farsan",
    ]
)
LINKS = frozenset(
    [
        "men",
        "fast",
        "utan",
        "så",
        "för",
        "sen",
        "sedan",
        "då",
        "eller",
        "och",
        "när",
        "om",
        "eftersom",
        "innan",
        "medan",
    ]
)
HARD_LINKS = frozenset(["men", "fast"])
FIRM = frozenset(
    [
        "adress",
        "anställning",
        "arbete",
        "belopp",
        "bostad",
        "boende",
        "hyra",
        "inkomst",
        "jobb",
        "jobbet",
        "kontakt",
        "lön",
        "mark",
        "personal",
        "plats",
        "punkt",
        "rutin",
        "rutiner",
        "telefon",
        "tid",
        "tider",
        "tjänst",
    ]
)
"""What is "fast" as firm, not as but: "jag har fått fast jobb"."""
OPEN_ENDS = frozenset(
    [
        "att",
        "som",
        "när",
        "om",
        "och",
        "eller",
        "men",
        "för",
        "så",
        "fast",
        "hur",
        "var",
        "vad",
        "vem",
        "varför",
        "innan",
        "eftersom",
        "medan",
        "där",
        "dit",
        "sen",
        "då",
        "nu",
        "ju",
        "än",
        "säger",
        "sa",
        "sade",
        "hos",
        "till",
        "från",
        "med",
        "på",
        "i",
        "av",
        "åt",
        "bara",
        "väl",
        "nog",
        "också",
        "alltså",
        "liksom",
        "typ",
        "ba",
        "utan",
        "tills",
    ]
)
VERBS = frozenset(
    [
        "är",
        "var",
        "va",
        "har",
        "hade",
        "blir",
        "blev",
        "får",
        "fick",
        "kan",
        "kunde",
        "ska",
        "skulle",
        "vill",
        "ville",
        "måste",
        "brukar",
        "tror",
        "vet",
        "sa",
        "ser",
        "såg",
        "hör",
        "gör",
        "gick",
        "kom",
        "gav",
        "tog",
        "satt",
        "låg",
        "stod",
        "drog",
        "slog",
        "skrek",
        "drack",
        "åt",
        "sov",
        "dog",
        "höll",
        "sprang",
        "skrev",
        "bor",
        "mår",
        "går",
        "står",
        "ger",
        "tar",
        "ser",
        "dör",
        "lär",
        "bad",
        "lät",
        "for",
        "föll",
        "bar",
        "log",
        "grät",
        "stal",
        "ljög",
        "bröt",
        "hann",
        "ringer",
        "tycks",
        "finns",
        "fanns",
        "trivs",
        "minns",
        "hoppas",
    ]
)
VERB_END = re.compile(r"(?:ar|er|ade|dde|nde|lde|rde|gde|kte|pte|ste|tte)$")
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of an utterance: where it stands, and in which sentence."""

    start: int
    end: int
    sentence: int


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of an utterance in order; together they hold every word, and each begins and ends at a word."""
    made: list[Clause] = []
    for number, (start, end) in enumerate(sentences(text)):
        for first, last in _parts(text, start, end):
            made.append(Clause(first, last, number))
    return tuple(made)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends, without the space around it."""
    cuts, start = [], 0
    for stop in STOP.finditer(text):
        head = text[start : stop.end()]
        if ABBREVIATIONS.search(head) and text[stop.end() :].strip():
            continue
        cuts.append((start, stop.end()))
        start = stop.end()
    cuts.append((start, len(text)))
    return tuple(piece for piece in (_trimmed(text, *cut) for cut in cuts) if WORD.search(text[piece[0] : piece[1]]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] in "\"”»'("):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text, start, end)]
    cuts, last = [], 0
    for i in range(1, len(words)):
        between = text[words[i - 1][1] : words[i][0]]
        if i - last >= FEWEST and len(words) - i >= FEWEST and _begins(words, i, last, between):
            cuts.append(words[i][0])
            last = i
    edges = [start, *cuts, end]
    return [_tail(text, a, b) for a, b in pairwise(edges)]


def _tail(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–-"):
        end -= 1
    return start, end


def _begins(words: list[tuple[int, int, str]], i: int, last: int, between: str) -> bool:
    word, before = words[i][2], words[i - 1][2]
    following = words[i + 1][2] if i + 1 < len(words) else ""
    if re.search(r"[,;:–]", between):
        return i - last >= 3 and (word in LINKS or word in SUBJECTS or len(words) - i >= 4)
    if word in HARD_LINKS:
        return not (word == "fast" and following in FIRM)
    if word in LINKS and (following in SUBJECTS or following in {"sen", "då", "nu", "där"}):
        return i - last >= 3 and before not in OPEN_ENDS
    if word not in SUBJECTS or before in OPEN_ENDS or before in SUBJECTS or _is_verb(before):
        return False
    has_subject = any(piece[2] in SUBJECTS for piece in words[last : i - 1])
    return i - last >= 3 and len(words) - i >= 3 and (has_subject or i - last >= 5)


def _is_verb(word: str) -> bool:
    return word in VERBS or VERB_END.search(word) is not None
