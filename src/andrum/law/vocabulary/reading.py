"""Reading JSON by hand: every fault is named with its place and what to do."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NoReturn, TypeVar

from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.json_schema import MAX_AMOUNT, MAX_ITEMS

V = TypeVar("V")
W = TypeVar("W", bound=str)
MAX_BYTES: Final = 2_000_000
MAX_MONTHS: Final = 240
EARLIEST_BIRTH: Final = date(1890, 1, 1)
LATEST_DAY: Final = date(2199, 12, 31)
ID: Final = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class HouseholdError(AndrumError):
    """A household that cannot be read. ``path`` says where: ``members[0].born``."""

    def __init__(self, path: str, what: str, todo: str) -> None:
        super().__init__(f"{path}: {what}" if path else what, todo=todo)
        self.path = path


def wrong(path: str, what: str, todo: str) -> NoReturn:
    """Refuse the household. Raises HouseholdError."""
    raise HouseholdError(path, what, todo)


def parsed(text: str | bytes, benefit: str) -> object:
    """The JSON of a text. Raises HouseholdError."""
    if len(text) > MAX_BYTES:
        wrong("", "Filen är för stor för ett hushåll.", f"Skicka högst {MAX_BYTES // 1_000_000} MB.")
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(decoded, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except UnicodeDecodeError:
        wrong("", "Filen är inte skriven i UTF-8.", "Spara den som UTF-8 och försök igen.")
    except RecursionError:
        wrong("", "Filen är för djupt nästlad.", f"Följ schemat: andrum assess {benefit} --schema.")
    except json.JSONDecodeError as fault:
        wrong(
            "", f"Filen är inte JSON: fel på rad {fault.lineno}, tecken {fault.colno}.", "Rätta raden och försök igen."
        )
    except ValueError:
        wrong("", "Filen har ett tal som är för långt.", "Skriv belopp i hela öre, högst 12 siffror.")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        wrong("", "Samma fält står två gånger i ett objekt.", "Ta bort det ena.")
    return found


def _no_constant(word: str) -> NoReturn:
    wrong("", f"{word} är inget belopp.", 'Skriv ett helt tal i öre, eller {"unknown": "skäl"}.')


class Node:
    """A place in the JSON, with its path."""

    __slots__ = ("path", "value")

    def __init__(self, path: str, value: object) -> None:
        self.path = path
        self.value = value

    def fields(self) -> Mapping[str, object]:
        """The fields of an object."""
        if not isinstance(self.value, Mapping):
            wrong(self.path, "här ska ett objekt stå.", 'Skriv {"fält": värde, …} enligt schemat.')
        return self.value

    def only(self, *names: str) -> None:
        """Refuse fields that the schema does not know."""
        for name in self.fields():
            if name not in names:
                place = joined(self.path, str(name)[:40])
                wrong(place, "fältet finns inte i schemat.", f"Ta bort det eller använd något av: {', '.join(names)}.")

    def has(self, name: str) -> bool:
        """True when the field is there."""
        return name in self.fields()

    def get(self, name: str) -> "Node":
        """The place of a field that must be there."""
        fields = self.fields()
        if name not in fields:
            wrong(joined(self.path, name), "fältet saknas.", 'Lägg till det. Är det inte känt: {"unknown": "skäl"}.')
        return Node(joined(self.path, name), fields[name])

    def items(self, most: int = MAX_ITEMS) -> list["Node"]:
        """The places of a list's items."""
        if not isinstance(self.value, list):
            wrong(self.path, "här ska en lista stå.", "Skriv [ … ]; en tom lista skrivs [].")
        if len(self.value) > most:
            wrong(self.path, f"listan har fler än {most} rader.", "Dela upp eller rätta listan.")
        return [Node(f"{self.path}[{place}]", item) for place, item in enumerate(self.value)]

    def known(self, read: "Callable[[Node], V]") -> V | Unknown:
        """What is read, or the reason why nobody knows."""
        if not (isinstance(self.value, Mapping) and "unknown" in self.value):
            return read(self)
        self.only("unknown")
        reason = self.value["unknown"]
        if not isinstance(reason, str) or not reason.strip() or len(reason) > 300 or not _is_readable(reason):
            wrong(
                self.path, "skälet till att uppgiften saknas går inte att läsa.", "Skriv en text på högst 300 tecken."
            )
        return Unknown(" ".join(reason.split()))

    def either(self, name: str, read: "Callable[[Node], V]", absent: "V | Unknown") -> V | Unknown:
        """What is read when the field is there, else what it then means."""
        return self.get(name).known(read) if self.has(name) else absent

    def whole(self, most: int, least: int = 0) -> int:
        """A whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            wrong(self.path, "här ska ett helt tal stå.", "Belopp skrivs i hela öre: 1 250,50 kr skrivs 125050.")
        if not least <= self.value <= most:
            wrong(self.path, f"talet ska vara mellan {least} och {most}.", "Kontrollera beloppet; det skrivs i öre.")
        return self.value

    def amount(self) -> int:
        """An amount in öre."""
        return self.whole(MAX_AMOUNT)

    def count(self) -> int:
        """A number of months or times."""
        return self.whole(1200)

    def yes_no(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            wrong(self.path, "här ska true eller false stå.", 'Är det inte känt: {"unknown": "skäl"}.')
        return self.value

    def text(self) -> str:
        """A short text that can be shown."""
        if not isinstance(self.value, str) or not self.value.strip() or len(self.value) > 60:
            wrong(self.path, "här ska en text på 1–60 tecken stå.", "Följ schemat.")
        if not _is_readable(self.value):
            wrong(self.path, "texten har tecken som inte går att visa.", "Skriv bara bokstäver och siffror.")
        return " ".join(self.value.split())

    def key(self) -> str:
        """A line's key."""
        if not isinstance(self.value, str) or not ID.fullmatch(self.value):
            wrong(
                self.path, "nyckeln går inte att läsa.", "Använd 1–80 tecken: a–z, 0–9 och _ . : - (inga personnummer)."
            )
        return self.value

    def word(self, *words: W) -> W:
        """One of some words."""
        for word in words:
            if word == self.value:
                return word
        wrong(self.path, "värdet finns inte.", f"Välj något av: {', '.join(words)}.")

    def day(self) -> date:
        """A day that is no slip."""
        try:
            if not isinstance(self.value, str) or not DAY.fullmatch(self.value):
                raise ValueError
            day = date.fromisoformat(self.value)
        except ValueError:
            wrong(self.path, "dagen finns inte.", "Skriv den som 2026-11-25.")
        if not EARLIEST_BIRTH <= day <= LATEST_DAY:
            wrong(self.path, "dagen är orimlig.", f"Skriv en dag mellan {EARLIEST_BIRTH} och {LATEST_DAY}.")
        return day

    def month(self) -> Month:
        """A month that is no slip."""
        try:
            month = Month.parse(self.value if isinstance(self.value, str) else "")
        except AndrumError as fault:
            wrong(self.path, fault.what, fault.todo)
        if not 1990 <= month.year <= 2198:
            wrong(self.path, "månaden är orimlig.", "Skriv en månad som 2026-11.")
        return month


def _is_readable(text: str) -> bool:
    """False for control characters and halves of characters, which no screen or file can carry."""
    return not any(unicodedata.category(character) in {"Cc", "Cs"} for character in "".join(text.split()))


def joined(path: str, name: str) -> str:
    """The path of a field."""
    return f"{path}.{name}" if path else name


def check_unique(place: str, names: list[str]) -> None:
    """Refuse two lines with the same key. Raises HouseholdError."""
    if len(set(names)) != len(names):
        doubled = next(number for number, name in enumerate(names) if name in names[:number])
        wrong(f"{place}[{doubled}].id", "samma nyckel står på två rader.", "Ge varje rad en egen nyckel.")
