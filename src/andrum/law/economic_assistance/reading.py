"""From JSON to a household: every fault is named with its place and what to do."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NoReturn, TypeVar, get_args

from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month
from andrum.law.economic_assistance.household import (
    NOT_SAID,
    NOT_SAID_IF_NET,
    NOT_SAID_IF_PROVED,
    AfterSixMonths,
    Application,
    Asset,
    Cost,
    Household,
    Housing,
    HousingForm,
    Income,
    Member,
    Role,
)
from andrum.law.economic_assistance.schema import MAX_AMOUNT, MAX_ITEMS, MAX_PERSONS
from andrum.law.vocabulary.facts import Unknown

V = TypeVar("V")
W = TypeVar("W", bound=str)
MAX_BYTES: Final = 2_000_000
APPLICATIONS: Final[tuple[Application, ...]] = get_args(Application)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
FORMS: Final[tuple[HousingForm, ...]] = get_args(HousingForm)
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


def _wrong(path: str, what: str, todo: str) -> NoReturn:
    raise HouseholdError(path, what, todo)


def load_household(source: str | bytes | Mapping[str, object]) -> Household:
    """Read a household, version 1 of the schema. Raises HouseholdError with place, fault and what to do."""
    return _household(_Node("", source if isinstance(source, Mapping) else _parsed(source)))


def load_households(source: str | bytes) -> tuple[Household, ...]:
    """Read one household, or a list with one for each month. Raises HouseholdError with place, fault and what to do."""
    found = _parsed(source)
    if not isinstance(found, list):
        return (_household(_Node("", found)),)
    if not found:
        _wrong("", "Listan är tom.", "Skriv minst ett hushåll i den.")
    return tuple(_household(node) for node in _Node("", found).items(MAX_MONTHS))


def _household(top: "_Node") -> Household:
    top.only("schema", "month", "application", "housing", "community", "members", "incomes", "costs", "assets",
             "special_calculation_rule", "surplus_last_month")  # fmt: skip
    version = top.get("schema").value
    if version != 1 or isinstance(version, bool):
        _wrong("schema", "versionen finns inte.", 'Skriv "schema": 1.')
    members = tuple(_member(node) for node in top.get("members").items(MAX_PERSONS))
    household = Household(
        month=top.get("month").month(),
        application=top.get("application").known(lambda node: node.word(*APPLICATIONS)),
        members=members,
        incomes=top.get("incomes").known(lambda node: tuple(_income(item) for item in node.items())),
        costs=top.get("costs").known(lambda node: tuple(_cost(item) for item in node.items())),
        assets=top.get("assets").known(lambda node: tuple(_asset(item) for item in node.items())),
        housing=_housing(top.get("housing")) if top.has("housing") else Housing(),
        community_persons=_community(top.get("community")) if top.has("community") else None,
        special_calculation_rule=_after_six_months(top),
        surplus_last_month=top.either("surplus_last_month", _Node.amount, NOT_SAID),
    )
    _check_whole(household)
    return household


def _parsed(text: str | bytes) -> object:
    if len(text) > MAX_BYTES:
        _wrong("", "Filen är för stor för ett hushåll.", f"Skicka högst {MAX_BYTES // 1_000_000} MB.")
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(decoded, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except UnicodeDecodeError:
        _wrong("", "Filen är inte skriven i UTF-8.", "Spara den som UTF-8 och försök igen.")
    except RecursionError:
        _wrong("", "Filen är för djupt nästlad.", "Följ schemat: andrum assess economic-assistance --schema.")
    except json.JSONDecodeError as fault:
        _wrong(
            "", f"Filen är inte JSON: fel på rad {fault.lineno}, tecken {fault.colno}.", "Rätta raden och försök igen."
        )
    except ValueError:
        _wrong("", "Filen har ett tal som är för långt.", "Skriv belopp i hela öre, högst 12 siffror.")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _wrong("", "Samma fält står två gånger i ett objekt.", "Ta bort det ena.")
    return found


def _no_constant(word: str) -> NoReturn:
    _wrong("", f"{word} är inget belopp.", 'Skriv ett helt tal i öre, eller {"unknown": "skäl"}.')


class _Node:
    """A place in the JSON, with its path."""

    __slots__ = ("path", "value")

    def __init__(self, path: str, value: object) -> None:
        self.path = path
        self.value = value

    def fields(self) -> Mapping[str, object]:
        if not isinstance(self.value, Mapping):
            _wrong(self.path, "här ska ett objekt stå.", 'Skriv {"fält": värde, …} enligt schemat.')
        return self.value

    def only(self, *names: str) -> None:
        for name in self.fields():
            if name not in names:
                place = _joined(self.path, str(name)[:40])
                _wrong(place, "fältet finns inte i schemat.", f"Ta bort det eller använd något av: {', '.join(names)}.")

    def has(self, name: str) -> bool:
        return name in self.fields()

    def get(self, name: str) -> "_Node":
        fields = self.fields()
        if name not in fields:
            _wrong(_joined(self.path, name), "fältet saknas.", 'Lägg till det. Är det inte känt: {"unknown": "skäl"}.')
        return _Node(_joined(self.path, name), fields[name])

    def items(self, most: int = MAX_ITEMS) -> list["_Node"]:
        if not isinstance(self.value, list):
            _wrong(self.path, "här ska en lista stå.", "Skriv [ … ]; en tom lista skrivs [].")
        if len(self.value) > most:
            _wrong(self.path, f"listan har fler än {most} rader.", "Dela upp eller rätta listan.")
        return [_Node(f"{self.path}[{place}]", item) for place, item in enumerate(self.value)]

    def known(self, read: "Callable[[_Node], V]") -> V | Unknown:
        if not (isinstance(self.value, Mapping) and "unknown" in self.value):
            return read(self)
        self.only("unknown")
        reason = self.value["unknown"]
        if not isinstance(reason, str) or not reason.strip() or len(reason) > 300 or not _is_readable(reason):
            _wrong(
                self.path, "skälet till att uppgiften saknas går inte att läsa.", "Skriv en text på högst 300 tecken."
            )
        return Unknown(" ".join(reason.split()))

    def either(self, name: str, read: "Callable[[_Node], V]", absent: "V | Unknown") -> V | Unknown:
        return self.get(name).known(read) if self.has(name) else absent

    def whole(self, most: int, least: int = 0) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            _wrong(self.path, "här ska ett helt tal stå.", "Belopp skrivs i hela öre: 1 250,50 kr skrivs 125050.")
        if not least <= self.value <= most:
            _wrong(self.path, f"talet ska vara mellan {least} och {most}.", "Kontrollera beloppet; det skrivs i öre.")
        return self.value

    def amount(self) -> int:
        return self.whole(MAX_AMOUNT)

    def count(self) -> int:
        return self.whole(1200)

    def yes_no(self) -> bool:
        if not isinstance(self.value, bool):
            _wrong(self.path, "här ska true eller false stå.", 'Är det inte känt: {"unknown": "skäl"}.')
        return self.value

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip() or len(self.value) > 60:
            _wrong(self.path, "här ska en text på 1–60 tecken stå.", "Följ schemat.")
        if not _is_readable(self.value):
            _wrong(self.path, "texten har tecken som inte går att visa.", "Skriv bara bokstäver och siffror.")
        return " ".join(self.value.split())

    def key(self) -> str:
        if not isinstance(self.value, str) or not ID.fullmatch(self.value):
            _wrong(
                self.path, "nyckeln går inte att läsa.", "Använd 1–80 tecken: a–z, 0–9 och _ . : - (inga personnummer)."
            )
        return self.value

    def word(self, *words: W) -> W:
        for word in words:
            if word == self.value:
                return word
        _wrong(self.path, "värdet finns inte.", f"Välj något av: {', '.join(words)}.")

    def day(self) -> date:
        try:
            if not isinstance(self.value, str) or not DAY.fullmatch(self.value):
                raise ValueError
            day = date.fromisoformat(self.value)
        except ValueError:
            _wrong(self.path, "dagen finns inte.", "Skriv den som 2026-11-25.")
        if not EARLIEST_BIRTH <= day <= LATEST_DAY:
            _wrong(self.path, "dagen är orimlig.", f"Skriv en dag mellan {EARLIEST_BIRTH} och {LATEST_DAY}.")
        return day

    def month(self) -> Month:
        try:
            month = Month.parse(self.value if isinstance(self.value, str) else "")
        except AndrumError as fault:
            _wrong(self.path, fault.what, fault.todo)
        if not 1990 <= month.year <= 2198:
            _wrong(self.path, "månaden är orimlig.", "Skriv en månad som 2026-11.")
        return month


def _is_readable(text: str) -> bool:
    """False for control characters and halves of characters, which no screen or file can carry."""
    return not any(unicodedata.category(character) in {"Cc", "Cs"} for character in "".join(text.split()))


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _member(node: _Node) -> Member:
    node.only("id", "role", "born", "days", "lunch_at_home", "in_school", "living_at_home", "earned_earlier_this_year")
    return Member(
        id=node.get("id").key(),
        role=node.get("role").known(lambda it: it.word(*ROLES)),
        born=node.get("born").known(_Node.day),
        days=node.either("days", lambda it: it.whole(31), 30),
        lunch_at_home=node.either("lunch_at_home", _Node.yes_no, NOT_SAID),
        in_school=node.either("in_school", _Node.yes_no, NOT_SAID),
        living_at_home=node.either("living_at_home", _Node.yes_no, True),
        earned_earlier_this_year=node.either("earned_earlier_this_year", _Node.amount, NOT_SAID),
    )


def _income(node: _Node) -> Income:
    node.only("id", "member", "kind", "amount", "paid", "net")
    return Income(
        id=node.get("id").key(),
        member=node.get("member").key(),
        kind=node.get("kind").known(_Node.text),
        amount=node.get("amount").known(_Node.amount),
        paid=node.get("paid").known(_Node.day),
        net=node.either("net", _Node.yes_no, NOT_SAID_IF_NET),
    )


def _cost(node: _Node) -> Cost:
    node.only("id", "kind", "amount", "due", "evidence")
    return Cost(
        id=node.get("id").key(),
        kind=node.get("kind").known(_Node.text),
        amount=node.get("amount").known(_Node.amount),
        due=node.get("due").known(_Node.day) if node.has("due") else None,
        evidence=node.either("evidence", _Node.yes_no, NOT_SAID_IF_PROVED),
    )


def _asset(node: _Node) -> Asset:
    node.only("id", "kind", "amount")
    return Asset(node.get("id").key(), node.get("kind").known(_Node.text), node.get("amount").known(_Node.amount))


def _housing(node: _Node) -> Housing:
    node.only("form", "rent", "rooms", "months_over_ceiling")
    return Housing(
        form=node.get("form").known(lambda it: it.word(*FORMS)),
        rent=node.get("rent").known(_Node.amount) if node.has("rent") else None,
        rooms=node.get("rooms").known(lambda it: it.whole(50)) if node.has("rooms") else None,
        months_over_ceiling=node.either("months_over_ceiling", _Node.count, NOT_SAID),
    )


def _community(node: _Node) -> int | Unknown:
    node.only("persons")
    return node.get("persons").known(lambda it: it.whole(MAX_PERSONS, 1))


def _after_six_months(top: _Node) -> dict[str, AfterSixMonths]:
    if not top.has("special_calculation_rule"):
        return {}
    rule = top.get("special_calculation_rule")
    found = {}
    for name in rule.fields():
        node = _Node(_joined(rule.path, _Node(rule.path, name).key()), rule.fields()[name])
        node.only("assistance_months_in_row", "started")
        found[name] = AfterSixMonths(
            node.get("assistance_months_in_row").known(_Node.count),
            node.get("started").known(_Node.month) if node.has("started") else None,
        )
    return found


def _check_whole(household: Household) -> None:
    names = [member.id for member in household.members]
    _check_unique("members", names)
    for place, lines in (("incomes", household.incomes), ("costs", household.costs), ("assets", household.assets)):
        if not isinstance(lines, Unknown):
            _check_unique(place, [line.id for line in lines])
    roles = [member.role for member in household.members if not isinstance(member.role, Unknown)]
    all_known = len(roles) == len(names)
    if roles.count("applicant") > 1 or (all_known and "applicant" not in roles):
        _wrong("members", "hushållet ska ha exakt en sökande.", 'Ge en person "role": "applicant".')
    if roles.count("co_applicant") > 1:
        _wrong(
            "members", "hushållet kan ha högst en medsökande.", "Den som inte är sambo eller make räknas i community."
        )
    if not isinstance(household.incomes, Unknown):
        for number, income in enumerate(household.incomes):
            if income.member not in names:
                _wrong(f"incomes[{number}].member", "personen finns inte i hushållet.", "Skriv en nyckel ur members.")
    for name in household.special_calculation_rule:
        if name not in names:
            _wrong(
                f"special_calculation_rule.{name}", "personen finns inte i hushållet.", "Skriv en nyckel ur members."
            )


def _check_unique(place: str, names: list[str]) -> None:
    if len(set(names)) != len(names):
        doubled = next(number for number, name in enumerate(names) if name in names[:number])
        _wrong(f"{place}[{doubled}].id", "samma nyckel står på två rader.", "Ge varje rad en egen nyckel.")
