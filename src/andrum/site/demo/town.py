"""Älvboda, a municipality that does not exist: its units, its staff and some of its inhabitants."""

from dataclasses import dataclass
from datetime import date

from andrum.accounts.service import Role

UNITS = (("norr", "Försörjningsstöd Norr"), ("soder", "Försörjningsstöd Söder"))


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works there. ``protected`` is true for named staff who may see protected identities."""

    username: str
    name: str
    role: str
    units: tuple[str, ...]
    protected: bool = False


STAFF = (
    StaffMember("cilla", "Cilla Berg", Role.CASEWORKER, ("norr",)),
    StaffMember("maja", "Maja Lind", Role.CASEWORKER, ("norr",)),
    StaffMember("kim", "Kim Sjö", Role.CASEWORKER, ("norr",), protected=True),
    StaffMember("dag", "Dag Holm", Role.CASEWORKER, ("soder",)),
    StaffMember("eva", "Eva Lund", Role.UNIT_MANAGER, ("norr",)),
    StaffMember("omar", "Omar Dahl", Role.UNIT_MANAGER, ("soder",)),
    StaffMember("frank", "Frank Åberg", Role.REVIEWER, ("norr", "soder")),
    StaffMember("greta", "Greta Nord", Role.BOARD, ("norr", "soder")),
    StaffMember("hugo", "Hugo Ström", Role.ADMINISTRATOR, ("norr", "soder")),
    StaffMember("ida", "Ida Vik", Role.OPERATOR, ("norr", "soder")),
)


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who lives there. ``story`` says what is worth knowing when one chooses whom to be."""

    username: str
    given_name: str
    family_name: str
    born: date
    birth_number: int
    unit: str
    story: str = ""
    is_protected: bool = False

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"


def _told(username: str, names: str, born: str, birth_number: int, unit: str, story: str) -> Citizen:  # noqa: PLR0917 - a table
    given, family = names.split(" ", 1)
    return Citizen(username, given, family, date.fromisoformat(born), birth_number, unit, story)


TOLD = (
    _told("alva", "Alva Ek", "1985-03-02", 980, "norr", "Söker tillsammans med Bo; har två barn"),
    _told("bo", "Bo Ek", "1983-07-14", 981, "norr", "Söker tillsammans med Alva; ska skriva under"),
    _told("jon", "Jon Kvist", "1990-01-01", 982, "norr", "Har aldrig sökt; börja en ny ansökan som honom"),
    _told(
        "disa", "Disa Rask", "1979-05-23", 983, "norr", "Har inte sökt för den här månaden än; ingenting har ändrats"
    ),
    _told("elis", "Elis Brandt", "1994-09-30", 984, "norr", "Söker varje månad; inkomsten skiljer sig från registret"),
    _told("farid", "Farid Noor", "1988-12-11", 985, "norr", "Söker för första gången"),
    _told("gun", "Gun Åström", "1961-04-17", 986, "soder", "Söker varje månad; hyran har gått upp"),
    _told("hanna", "Hanna Vall", "1999-06-05", 987, "soder", "Har ett utkast som inte är klart"),
)
GIVEN = (
    "Isak", "Jorun", "Karin", "Love", "Mira", "Nils", "Olga", "Pär", "Ronja", "Sami", "Tova", "Ulf", "Vera", "Ylva",
    "Zara", "Åke",
)  # fmt: skip
FAMILY = ("Alm", "Björk", "Dahlin", "Falk", "Gran", "Hav", "Is", "Lilja", "Moss", "Nyman", "Rönn", "Sten", "Tall")


def _untold_story(number: int) -> str:
    if number < 6:
        return "Söker för första gången"
    return "Har inte sökt för den här månaden än; ingenting har ändrats" if 10 <= number < 14 else "Har inte sökt än"


UNTOLD = tuple(
    Citizen(
        username=f"invanare{number:02d}",
        given_name=GIVEN[number % len(GIVEN)],
        family_name=FAMILY[number * 5 % len(FAMILY)],
        born=date(1958 + number * 7 % 45, 1 + number * 5 % 12, 1 + number * 11 % 28),
        birth_number=980 + number % 20,
        unit=UNITS[number % 2][0],
        story="Har skyddade personuppgifter" if number == 7 else _untold_story(number),
        is_protected=number == 7,
    )
    for number in range(34)
)
CITIZENS = TOLD + UNTOLD
