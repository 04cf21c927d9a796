"""Text that any letter and any bank can show."""

import re
import unicodedata

READABLE = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x370, 0x400), range(0x400, 0x460))
"""Latin, Greek and Cyrillic: the blocks of the shipped font. A character outside is shown as a question mark."""
PUNCTUATION = frozenset("–—‘’‚“”„†•…‰‹›€−\u00a0\n")
SOFT_HYPHEN = "\u00ad"


def readable(text: str) -> str:
    """The text without control and direction characters, and with ``?`` for what no font here can show."""
    shown = []
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")):
        if character in PUNCTUATION or any(ord(character) in block for block in READABLE):
            shown.append("" if character == SOFT_HYPHEN else character)
        elif unicodedata.category(character) not in {"Cc", "Cf", "Mn", "Cs"}:
            shown.append("?")
    return "".join(shown)


LONGEST_WORD = 36
ZERO_WIDTH_SPACE = "\u200b"


def breakable(text: str) -> str:
    """The text with places to break inside words that no line could hold."""
    if len(text) <= LONGEST_WORD:
        return text
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", rf"\g<0>{ZERO_WIDTH_SPACE}", text)


BANK_TEXT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ÅÄÖåäö")
"""What every bank takes in a name or message: the basic Latin set of SEPA, and å, ä, ö."""
SPELT = str.maketrans({
    "æ": "ä", "Æ": "Ä", "ø": "ö", "Ø": "Ö", "ß": "ss", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ł": "l", "Ł": "L", "ı": "i", "œ": "oe", "Œ": "Oe", "&": "+", "_": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'", "\u00a0": " ", "\n": " ", "\t": " ", "\r": " ",
})  # fmt: skip


def bank_text(text: str, *, length: int, otherwise: str) -> str:
    """The text in letters a bank takes, at most so long. ``otherwise`` stands in when nothing is left to read."""
    shown = []
    for character in unicodedata.normalize("NFC", text).translate(SPELT):
        if character in BANK_TEXT:
            shown.append(character)
            continue
        shown += [part for part in unicodedata.normalize("NFKD", character) if part in BANK_TEXT]
    words = re.sub(r"/{2,}", "/", " ".join("".join(shown).split())).strip("/ ")[:length].rstrip("/ ")
    return words if any(character.isalnum() for character in words) else otherwise
