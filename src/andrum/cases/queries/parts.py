"""The parts of a matter, as tabs. A room above that has something of a matter tells its part when it starts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.cases.models import Matter
from andrum.kernel.errors import AndrumError

Hinder = Callable[[Matter, date], AndrumError | None]
"""What of a part hinders that the matter is closed on the day, with what to do; None when nothing does."""


@dataclass(frozen=True, slots=True)
class MatterPart:
    """A page of every matter: its name, word, the name of its address, and the kinds of matter that have it.

    The address takes the reference of the matter. With no ``kinds`` every matter has it.
    """

    name: str
    text: str | Promise
    address: str
    kinds: frozenset[str] = frozenset()
    hinder: Hinder | None = None

    def belongs_to(self, matter: Matter) -> bool:
        """True when a matter of this kind has the part."""
        return not self.kinds or matter.kind in self.kinds


OWN = (
    MatterPart("matter", _("Översikt"), "cases:matter"),
    MatterPart("timeline", _("Tidslinje"), "cases:timeline"),
    MatterPart("journal", _("Journal"), "cases:journal"),
    MatterPart("documents", _("Handlingar"), "cases:documents"),
    MatterPart("decisions", _("Beslut"), "cases:decisions"),
    MatterPart("tasks", _("Uppgifter"), "cases:tasks"),
    MatterPart("participants", _("Personer"), "cases:participants"),
)
_told: dict[str, MatterPart] = {}
AFTER = "journal"
"""The parts of other rooms stand after the journal, in the order they were told."""


def register_matter_part(
    *, name: str, text: str | Promise, address: str, kinds: Collection[str] = (), hinder: Hinder | None = None
) -> None:
    """Give every matter, or those of some kinds, one more part; see ``MatterPart``."""
    _told[name] = MatterPart(name, text, address, frozenset(kinds), hinder)


def hinder_of_closing(matter: Matter, day: date) -> AndrumError | None:
    """The first thing in a part of the matter that hinders that it is closed."""
    hinders = (part.hinder for part in _told.values() if part.hinder and part.belongs_to(matter))
    return next((found for hinder in hinders if (found := hinder(matter, day)) is not None), None)


def matter_tabs(matter: Matter, current: str) -> list[dict[str, object]]:
    """What the component ``tabs`` needs."""
    place = [part.name for part in OWN].index(AFTER) + 1
    parts = (*OWN[:place], *_told.values(), *OWN[place:])
    return [
        {"text": part.text, "href": reverse(part.address, args=[matter.reference]), "current": part.name == current}
        for part in parts
        if part.belongs_to(matter)
    ]
