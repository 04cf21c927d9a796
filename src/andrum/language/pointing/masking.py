"""Pseudonyms: names, numbers and places are exchanged for signs before talk leaves the process, and back after.

The same name gets the same sign through a conversation. The table of signs lives in a :class:`Masker` and is part of
nothing that is sent. It hides too much rather than too little: a hidden everyday word costs the model a word, no more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import simplemma

from andrum.language.pointing.names import names
from andrum.language.sentences import WORD

SIGN = re.compile(r"\[(NAMN|PLATS|NUMMER|ADRESS|EPOST|TEXT) (\d+)\]")
_STREET = r"(?:gatan|gata|vägen|väg|gränd|gränden|torget|torg|stigen|stig|allén|backen|esplanaden)"
_MONTH = "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_DIGIT = (
    r"(?:noll|nolla|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton"
    r"|(?:tjugo|tretti?o|fyrti?o|femti?o|sexti?o|sjutti?o|åtti?o|nitti?o)(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?"
    r"|hundra|streck|plus|\d+)"
)
PATTERNS = (
    ("TEXT", SIGN),
    ("EPOST", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+")),
    ("EPOST", re.compile(r"(?i)\b[\w-]+(?: punkt [\w-]+)*(?: snabel-?a | at )[\w-]+(?: punkt [\w-]+)+")),
    ("ADRESS", re.compile(rf"(?i)\b[^\W\d_]{{2,}}{_STREET}s?(?: (?:nummer )?\d+ ?[a-z]?\b)?")),
    ("ADRESS", re.compile(rf"\b[A-ZÅÄÖ]\w+(?: \w+)? {_STREET} \d+ ?[A-Za-z]?\b")),
    ("ADRESS", re.compile(r"\b\d{3} \d{2} [A-ZÅÄÖ]\w+")),
    ("NUMMER", re.compile(r"(?<!\w)(?:\+|00)?\d(?:[ \-–/.+]?\d){5,}(?!\w)")),
    ("NUMMER", re.compile(rf"(?i)(?<!\w){_DIGIT}(?:[ ,\-]+{_DIGIT}){{5,}}(?!\w)")),
    ("NUMMER", re.compile(rf"(?i)(?<=född )(?:den )?\w+ {_MONTH}(?: \d{{2,4}})?")),
    ("NUMMER", re.compile(r"\b[A-Z]{3} ?\d{2}[A-Z0-9]\b")),
)  # fmt: skip
START = re.compile(r"[.!?:…\"”»(\n–-]\s*$")
BROKEN = re.compile(r"[\ud800-\udfff]")
"""Half characters, which no encoding can send; each is sent as one other sign, so that places stay."""
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text that was exchanged: where it stood, and where its sign stands."""

    start: int
    end: int
    sign_start: int
    sign_end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with signs, and the way back from a place in it to the place in the text as it was."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words stand in the text as it was; None when an edge cuts a sign in two."""
        first, last = self._edge(start), self._edge(end)
        return None if first is None or last is None else (first, last)

    def _edge(self, at: int) -> int | None:
        shift = 0
        for piece in self.pieces:
            if at <= piece.sign_start:
                break
            if at < piece.sign_end:
                return None
            shift = piece.end - piece.sign_end
        return at + shift


@dataclass(slots=True)
class Masker:
    """Exchanges words for signs through one conversation. ``known`` are names and places of the case, hidden first.

    ``texts`` is all that was said: a word that stands with a small letter somewhere is no name by its capital alone.
    """

    known: Iterable[str] = ()
    texts: Sequence[str] = ()
    _signs: dict[tuple[str, str], str] = field(default_factory=dict)
    _words: dict[str, str] = field(default_factory=dict)
    _known: frozenset[str] = frozenset()
    _small: frozenset[str] = frozenset()
    _capital: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        parts = {part for name in self.known for part in WORD.findall(name.lower()) if len(part) >= SHORTEST}
        self._known = frozenset(parts)
        self._small = frozenset(word for text in self.texts for word in WORD.findall(text) if word[:1].islower())
        self._capital = frozenset(
            match.group().lower() for text in self.texts for match in WORD.finditer(text)
            if match.group()[:1].isupper() and not _is_first(text, match.start()) and not match.group().isupper()
        )  # fmt: skip

    def mask(self, text: str) -> Masked:
        """The text with signs."""
        spans = self._spans(text)
        made, pieces, at, length = [], [], 0, 0
        for start, end, kind in spans:
            sign = self._sign(kind, text[start:end])
            made += [text[at:start], sign]
            length += start - at + len(sign)
            pieces.append(Piece(start, end, length - len(sign), length))
            at = end
        return Masked(BROKEN.sub("\ufffd", "".join([*made, text[at:]])), tuple(pieces))

    def unmask(self, text: str) -> str:
        """The text with the words back; a sign that was never given stays."""
        return SIGN.sub(lambda sign: self._words.get(sign.group(), sign.group()), text)

    def signs(self) -> frozenset[str]:
        """The signs that have been given."""
        return frozenset(self._words)

    def hidden(self) -> frozenset[str]:
        """The words that have been hidden. For tests; never to be sent, written or logged."""
        return frozenset(self._words.values())

    def _sign(self, kind: str, words: str) -> str:
        key = (kind, " ".join(words.lower().split()))
        if key not in self._signs:
            number = 1 + sum(other == kind for other, _words in self._signs)
            self._signs[key] = f"[{kind} {number}]"
            self._words[self._signs[key]] = words
        return self._signs[key]

    def _spans(self, text: str) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for kind, pattern in PATTERNS:
            found += [(m.start(), m.end(), kind) for m in pattern.finditer(text) if _is_free(found, m.start(), m.end())]
        found += [span for span in self._words_in(text) if _is_free(found, span[0], span[1])]
        return sorted(found)

    def _words_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        for match in WORD.finditer(text):
            kind = self._kind(match.group(), is_first=_is_first(text, match.start()))
            if kind:  # a genitive's s stays outside, so that the sign stands for the name itself
                yield match.start(), match.start() + len(self._stem(match.group())), kind

    def _kind(self, word: str, *, is_first: bool) -> str | None:
        low, lists = word.lower(), names()
        bare = self._stem(word).lower()
        forms = {low, bare}
        has_capital = word[:1].isupper()
        if forms & self._known:
            return "NAMN" if has_capital or not forms & lists.plain else None
        if forms & lists.kept:
            return None
        if forms & lists.places:
            return "PLATS" if has_capital or low not in {"sala", "mora", "lund", "köping"} else None
        if forms & (lists.given | lists.surnames) and (has_capital or not forms & lists.plain):
            return "NAMN"
        if not has_capital:
            return "NAMN" if low.endswith(("sson", "ssons")) else None
        return "NAMN" if self._looks_like_name(word, low, is_first=is_first) else None

    def _stem(self, word: str) -> str:
        """A name without its genitive."""
        bare, lists = word[:-1].lower(), names()
        if word[-1:].lower() != "s" or len(word) <= 3 or word.lower() in lists.given | self._known:
            return word
        is_name = bare in lists.given | lists.surnames | lists.places | self._known
        return word[:-1] if is_name or simplemma.is_known(bare, lang="sv") else word

    def _looks_like_name(self, word: str, low: str, *, is_first: bool) -> bool:
        """By its capital: inside a sentence, or first in one and no word that Swedish knows."""
        if word.isupper() or low in self._small or len(word) < SHORTEST:
            return False  # letters such as BUP, and ordinary words
        return not is_first or low in self._capital or not simplemma.is_known(low, lang="sv")


def _is_first(text: str, at: int) -> bool:
    before = text[:at]
    return not before.strip() or START.search(before) is not None


def _is_free(taken: Iterable[tuple[int, int, str]], start: int, end: int) -> bool:
    return all(end <= first or start >= last for first, last, _kind in taken)
