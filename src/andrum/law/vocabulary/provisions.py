"""A place in a statute, with the words of the copy that is kept here."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from andrum.kernel.yaml_text import read_yaml

STATUTES = Path(__file__).parent.parent / "statutes"


class UnknownProvisionError(LookupError):
    """A rule cites a section that no kept copy holds."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A section of a statute, and from which day it applies.

    Args:
        statute: ``2025:400``.
        short: ``SoL``.
        chapter: Chapter.
        section: Section, with its letter when it has one: ``7 a``.
        from_date: First day in force.
        part: Which paragraph or item, in Swedish; empty for the whole section.
    """

    statute: str
    short: str
    chapter: str
    section: str
    from_date: date
    part: str = ""

    def __str__(self) -> str:
        part = f" {self.part}" if self.part else ""
        return f"{self.chapter} kap. {self.section} §{part} {self.short} ({self.statute})"

    @property
    def heading(self) -> str:
        """The statute's own heading over the section."""
        return str(_section(self)["heading"])

    @property
    def text(self) -> str:
        """The words of the section; empty where only its number and subject are known."""
        return str(_section(self).get("text") or "")


@lru_cache
def kept_statutes() -> dict[str, dict[str, object]]:
    """The kept copies by number: name, source, day fetched, hash and sections."""
    copies = (read_yaml(path.read_text(encoding="utf-8")) for path in sorted(STATUTES.glob("*.yaml")))
    return {copy["statute"]: copy for copy in copies}


def _section(provision: Provision) -> dict[str, object]:
    sections = kept_statutes().get(provision.statute, {}).get("sections", {})
    found = sections.get(f"{provision.chapter}:{provision.section}") if isinstance(sections, dict) else None
    if not isinstance(found, dict):
        raise UnknownProvisionError(str(provision))
    return found


def sections_hash(sections: dict[str, dict[str, object]]) -> str:
    """The hash that a kept copy carries: over every section's number and words, in order."""
    lines = (f"{number}\n{section.get('text') or ''}\n" for number, section in sorted(sections.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
