"""What a person has written, and every version of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from andrum.investigations.models import Investigation, PartVersion, WrittenPart


@dataclass(frozen=True, slots=True)
class Written:
    """A part as it stands: its text, who wrote it last and when, and the revision that a save must build on."""

    part: str
    title: str
    text: str = ""
    revision: int = 0
    by: str = ""
    at: datetime | None = None
    versions: int = 0
    asides: int = 0

    @property
    def is_empty(self) -> bool:
        """True when nobody has written anything."""
        return not self.text.strip()


def written_parts(investigation: Investigation) -> dict[str, Written]:
    """Every part, also those that nobody has written yet, in order."""
    found = {part: Written(part, str(label)) for part, label in WrittenPart.choices}
    rows = PartVersion.objects.filter(part__investigation=investigation).select_related("part").order_by("number")
    for row in rows:
        before = found[row.part.part]
        if row.is_aside:
            asides = before.asides + (not row.taken_care_of)
            found[row.part.part] = Written(
                before.part, before.title, before.text, row.part.revision, before.by, before.at, before.versions + 1,
                asides,
            )  # fmt: skip
        else:
            found[row.part.part] = Written(
                before.part, before.title, row.text, row.part.revision, row.written_by, row.saved_at,
                before.versions + 1, before.asides,
            )  # fmt: skip
    return found


def versions_of(investigation: Investigation, part: str) -> QuerySet[PartVersion]:
    """Every version of a part, newest first."""
    return PartVersion.objects.filter(part__investigation=investigation, part__part=part).order_by("-number")


def standing_version(investigation: Investigation, part: str) -> PartVersion | None:
    """The version that stands in the document."""
    return versions_of(investigation, part).filter(is_aside=False).first()


def waiting_asides(investigation: Investigation, part: str = "") -> QuerySet[PartVersion]:
    """Texts that met another's and that nobody has taken care of yet; of one part when it is named."""
    found = PartVersion.objects.filter(part__investigation=investigation, is_aside=True, taken_care_of=False)
    return (found.filter(part__part=part) if part else found).select_related("part").order_by("number")
