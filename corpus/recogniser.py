"""Writes what a speech recogniser would have made of an utterance: the same every time for the same words.

    python -m corpus.recogniser corpus/conversations/bu-001.talk     prints both texts, side by side

Lower case, hardly a full stop, and about one word in sixteen wrong in the ways recognisers are wrong in Swedish:
compounds fall apart, small words vanish, words that sound alike change places, names become other names.
"""

import hashlib
import random
import re
import sys
from pathlib import Path

from corpus.talk import read

ALIKE = {
    "de": "det", "dom": "de", "är": "e", "att": "å", "och": "å", "sen": "sedan", "nån": "någon", "nåt": "något",
    "sjunde": "sjunga", "hjärta": "järta", "läser": "löser", "hos": "os", "får": "for", "var": "va", "vad": "va",
    "inte": "inta", "han": "hon", "hon": "han", "man": "mamma", "ha": "har", "där": "dä", "ju": "du", "väl": "vill",
    "mer": "mera", "hem": "hemma", "sover": "såver", "tänker": "tänkte", "kom": "kommer", "gick": "fick",
    "soc": "sock", "bup": "bupp", "bvc": "bevece", "lss": "l s s", "swish": "svisch", "ont": "ond", "skolan": "skålan",
    "ringde": "ringer", "slutade": "slutat", "brukar": "bruka", "värre": "verre", "räkning": "räkningen",
    "morsan": "mossan", "farsan": "fars an", "kronofogden": "krono fogden", "grejer": "grejor", "brorsan": "bror san",
    "typ": "tip", "asså": "alltså", "liksom": "lik som", "nog": "nå", "helt": "hell", "hela": "heta", "rätt": "rett",
}  # fmt: skip
SHORT = frozenset(
    [
        "att",
        "och",
        "så",
        "det",
        "är",
        "ju",
        "väl",
        "då",
        "en",
        "ett",
        "på",
        "i",
        "av",
        "som",
        "till",
        "har",
        "jag",
        "ja",
        "nä",
        "men",
        "han",
        "hon",
    ]
)
SOUNDS = (("tt", "t"), ("ll", "l"), ("nn", "n"), ("sj", "sk"), ("tj", "k"), ("ä", "e"), ("å", "o"), ("rs", "sh"),
          ("rd", "d"), ("g", "j"), ("ck", "k"), ("mm", "m"), ("c", "s"), ("th", "t"), ("ö", "u"), ("dj", "j"))  # fmt: skip
JOINTS = re.compile(
    r"^(\w{3,}?(?:s|[^aeiouyåäö]))((?:skola|rum|timm|tid|hjälp|boende|vård|bok|kök|dag|mat|plan|hus|gård|arbet|möt|stöd"
    r"|bil|väg|stol|dörr|barn|bidrag|konto|läkar|lärar|prov|klass|telefon|skötersk|ansvar|avtal)\w*)$"
)
FALSE_STOP, RATE = 0.03, 0.055


def heard(text: str, rate: float = RATE) -> str:
    """The recogniser's text of one utterance; about ``rate`` of its words are wrong."""
    chance = random.Random(hashlib.sha256(text.encode()).digest())
    words = text.split()
    made = [piece for at, word in enumerate(words) for piece in _word(word, at, chance, rate)]
    return " ".join(made) or text.lower()


def _word(word: str, at: int, chance: random.Random, rate: float) -> list[str]:
    plain = re.sub(r"[^\w\s'-]|_", "", word).lower()
    if not plain:
        return []
    is_name = at > 0 and word[:1].isupper()
    if chance.random() < (rate * 4 if is_name else rate):
        plain = _wrong(plain, chance, is_name=is_name)
    elif len(plain) > 8 and chance.random() < 0.25:
        plain = JOINTS.sub(r"\1 \2", plain)
    if plain and word[-1:] in ".?!" and chance.random() < FALSE_STOP:
        plain += word[-1]
    return plain.split()


def _wrong(word: str, chance: random.Random, *, is_name: bool) -> str:
    if word in SHORT and chance.random() < 0.5:
        return ""
    if word in ALIKE and not is_name:
        return ALIKE[word]
    if len(word) > 9 and not is_name:
        cut = chance.randint(4, len(word) - 4)
        return f"{word[:cut]} {word[cut:]}"
    fits = [pair for pair in SOUNDS if pair[0] in word]
    if fits and len(word) > 2:
        old, new = chance.choice(fits)
        return word.replace(old, new, 1)
    if len(word) > 3:
        return word[:-1] if chance.random() < 0.5 else word + chance.choice("arnt")
    return word


def main(paths: list[str]) -> int:
    """Print each utterance as said and as heard."""
    for path in paths:
        for utterance in read(Path(path).read_text(encoding="utf-8"))["utterances"]:
            sys.stdout.write(f"{utterance['text']}\n    ~ {heard(utterance['text'])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
