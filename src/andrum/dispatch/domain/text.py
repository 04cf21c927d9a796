"""Text that any letter and any bank can show."""

import re
import unicodedata

READABLE = frozenset(
    chr(code)
    for block in (
        range(0x20, 0x7F), range(0xA0, 0x180), range(0x18F, 0x191), range(0x1A0, 0x1A2), range(0x1AF, 0x1B1),
        range(0x1CD, 0x1DD), range(0x1E6, 0x1E8), range(0x218, 0x21C), range(0x254, 0x255), range(0x259, 0x25A),
        range(0x25B, 0x25C), range(0x386, 0x38B), range(0x38E, 0x3A2), range(0x3A3, 0x3CF), range(0x400, 0x460),
        range(0x490, 0x494), range(0x1EA0, 0x1EFA),
    )
    for code in block
    if code != 0xAD  # the soft hyphen
)  # fmt: skip
"""Letters that the shipped font has: Latin with the accents of Europe, Africa and Vietnam, Greek and Cyrillic."""
PUNCTUATION = frozenset("–—‘’‚“”„†•…‰‹›€−\u00a0\n")
UNSEEN = frozenset({"Cc", "Cf", "Mn", "Cs"})
"""Kinds of characters that are left out without a trace: control, direction, loose accents, halves of pairs."""


def readable(text: str) -> str:
    """The text without control and direction characters, and with ``?`` for what the font cannot show."""
    shown = []
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")):
        if character in READABLE or character in PUNCTUATION:
            shown.append(character)
        elif unicodedata.category(character) not in UNSEEN:
            plain = [part for part in unicodedata.normalize("NFKD", character) if part in READABLE]
            shown.append("".join(plain) or "?")
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
