"""What each role finds in the menu. A room whose pages are not there yet leaves no dead link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

CASEWORKER, UNIT_MANAGER, REVIEWER, FEE_OFFICER = "caseworker", "unit_manager", "reviewer", "fee_officer"
BOARD, ADMINISTRATOR, OPERATOR = "board", "administrator", "operator"
CITIZEN = "citizen"
MOST_SIDE_BY_SIDE = 8
"""More than so many do not fit on one line of a small laptop."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the menu: address, word, who goes there, icon."""

    href: str
    text: Text
    roles: frozenset[str]
    icon: str = "list"


@dataclass(frozen=True, slots=True)
class Item:
    """A place as it is shown on one page."""

    href: str
    text: Text
    icon: str
    current: str

    @property
    def is_current(self) -> bool:
        """True on the page itself and on pages below it."""
        return bool(self.current)


def _place(href: str, text: Text, *roles: str, icon: str = "list") -> Place:
    return Place(href, text, frozenset(roles), icon)


MAIN = (
    _place("/arbete", _("Att göra"), CASEWORKER, UNIT_MANAGER),
    _place("/arenden", _("Ärenden"), CASEWORKER, FEE_OFFICER, UNIT_MANAGER),
    _place("/samtal", _("Samtal"), CASEWORKER, UNIT_MANAGER),
    _place("/utredningar", _("Utredningar"), CASEWORKER, UNIT_MANAGER),
    _place("/personer", _("Personer"), CASEWORKER, UNIT_MANAGER),
    _place("/avgifter", _("Avgifter"), FEE_OFFICER, UNIT_MANAGER),
    _place("/korningar", _("Körningar"), UNIT_MANAGER, OPERATOR, BOARD),
    _place("/mandat", _("Mandat"), UNIT_MANAGER, BOARD, ADMINISTRATOR),
    _place("/kontroll", _("Kontroll"), REVIEWER, UNIT_MANAGER, BOARD),
    _place("/utskick", _("Utskick"), UNIT_MANAGER, ADMINISTRATOR),
    _place("/samtal/sprakmodell", _("Språkmodell"), BOARD, ADMINISTRATOR, OPERATOR),
    _place("/gallring", _("Gallring"), UNIT_MANAGER),
    _place("/statistik", _("Statistik"), UNIT_MANAGER, ADMINISTRATOR),
    _place("/logg", _("Logg"), REVIEWER, UNIT_MANAGER, ADMINISTRATOR),
    _place("/behorighet", _("Behörighet"), ADMINISTRATOR),
    _place("/drift", _("Drift"), OPERATOR),
    _place("/mina-sidor", _("Mina sidor"), CITIZEN),
    _place("/min-avgift", _("Min avgift"), CITIZEN),
    _place("/ansok", _("Ansök"), CITIZEN),
)


@lru_cache(maxsize=256)
def address_of(path: str) -> str:
    """The address as the rooms have it, with or without a last slash; empty when no page answers."""
    for candidate in (path, f"{path}/", path.rstrip("/")):
        try:
            resolve(candidate or "/")
        except Resolver404:
            continue
        return candidate
    return ""


def _current(href: str, path: str) -> str:
    bare = href.rstrip("/")
    if path.rstrip("/") == bare:
        return "page"
    return "true" if path.startswith(f"{bare}/") else ""


def items_for(roles: Iterable[str], path: str) -> list[Item]:
    """The menu of one who has these roles, on the page with this path."""
    mine = frozenset(roles)
    found = []
    for place in MAIN:
        href = address_of(place.href) if place.roles & mine else ""
        if href:
            found.append(Item(href=href, text=place.text, icon=place.icon, current=_current(href, path)))
    return found


def in_first_row(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Those shown side by side, and those behind «Mer»; the page one is on is always among the first."""
    if len(items) <= MOST_SIDE_BY_SIDE:
        return list(items), []
    first = list(items[: MOST_SIDE_BY_SIDE - 1])
    first += [item for item in items[MOST_SIDE_BY_SIDE - 1 :] if item.is_current]
    return first, [item for item in items if item not in first]


def own_items(request: HttpRequest) -> list[Item]:
    """What one finds under one's own name."""
    user = getattr(request, "user", None)
    asked_here = settings.ANDRUM_MFA == "own" and user is not None and not getattr(user, "is_citizen", True)
    return [Item("/andra-steget/koder", _("Reservkoder"), "key-round", "")] if asked_here else []
