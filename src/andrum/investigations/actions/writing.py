"""What the worker writes: saved as it is typed, every sitting a version with its author, nothing ever written over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from andrum.audit.service import Actor, record
from andrum.investigations.actions.locking import locked_open
from andrum.investigations.domain.errors import NOTHING_CHANGED, InvestigationStateError
from andrum.investigations.models import Investigation, Part, PartVersion, WrittenPart
from andrum.kernel.words import marked as _

SITTING = timedelta(minutes=10)
"""How long after the last save the same author still writes in the same version."""
LONGEST_SITTING = timedelta(hours=2)
MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Saved:
    """How a save went. ``revision`` is what the next must build on; ``aside`` is set when the text met another's."""

    revision: int
    version: PartVersion
    aside: PartVersion | None = None

    @property
    def is_conflict(self) -> bool:
        """True when the text was kept beside, not in the document."""
        return self.aside is not None


@transaction.atomic
def save_part(*, investigation: Investigation, part: str, text: str, base: int, by: Actor, at: datetime) -> Saved:
    """Save a part. When somebody has saved since ``base``, the text is kept beside the one that stands, never over it.

    The same text again changes nothing.

    Args:
        investigation: The investigation.
        part: One of WrittenPart.
        text: The whole text.
        base: The revision that the writer had on the screen.
        by: Who writes.
        at: Now.

    Raises:
        InvestigationStateError: when there is no such part, the text is too long, or it is not begun.
        LockedInvestigationError: when it is finished.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "").rstrip()
    if part not in WrittenPart.values or len(text) > MAX_CHARACTERS:
        raise InvestigationStateError(
            _("Texten kan inte sparas."),
            saved=NOTHING_CHANGED,
            todo=_("Skriv högst {most} tecken."),
            values={"most": MAX_CHARACTERS},
        )
    found = locked_open(investigation=investigation, by=by, at=at)
    row, _is_new = Part.objects.get_or_create(investigation=found, part=part)
    standing = row.versions.filter(is_aside=False).order_by("-number").first()
    if standing is not None and standing.text == text:
        return Saved(row.revision, standing)
    if base != row.revision and standing is not None:
        return Saved(row.revision, standing, aside=_keep_aside(row, found, text=text, by=by, at=at))
    if standing is None and not text:
        return Saved(row.revision, PartVersion(part=row, number=0, text=""))
    version = _continued(row, standing, text=text, by=by, at=at, is_aside=False)
    row.revision += 1
    row.save(update_fields=["revision"])
    _record("investigations.part_saved", found, part=part, version=version, by=by, at=at)
    return Saved(row.revision, version)


def _keep_aside(row: Part, found: Investigation, *, text: str, by: Actor, at: datetime) -> PartVersion:
    mine = row.versions.filter(is_aside=True, taken_care_of=False, written_by_id=_id(by)).order_by("-number").first()
    if mine is not None and mine.text == text:
        return mine
    version = _continued(row, mine, text=text, by=by, at=at, is_aside=True)
    _record("investigations.part_kept_aside", found, part=row.part, version=version, by=by, at=at)
    return version


def _continued(
    row: Part, last: PartVersion | None, *, text: str, by: Actor, at: datetime, is_aside: bool
) -> PartVersion:
    """The same version while its author goes on in the same sitting, or else a new one."""
    newest = row.versions.aggregate(number=Max("number"))["number"] or 0
    if last is not None and last.number == newest and _goes_on(last, by=by, at=at):
        last.text, last.saved_at = text, at
        last.save(update_fields=["text", "saved_at"])
        return last
    return PartVersion.objects.create(
        part=row, number=newest + 1, text=text, is_aside=is_aside, written_by=by.name, written_by_id=_id(by),
        began_at=at, saved_at=at,
    )  # fmt: skip


def _goes_on(last: PartVersion, *, by: Actor, at: datetime) -> bool:
    return (
        last.written_by_id == _id(by)
        and last.saved_at <= at <= last.saved_at + SITTING
        and at - last.began_at <= LONGEST_SITTING
    )


@transaction.atomic
def settle_aside(*, version: PartVersion, by: Actor, at: datetime) -> PartVersion:
    """Say that a text that was kept beside is taken care of: what was needed of it stands in the document, or nothing.

    The text stays among the versions.

    Raises:
        InvestigationStateError: when it is no such text.
        LockedInvestigationError: when the investigation is finished.
    """
    found = locked_open(investigation=version.part.investigation, by=by, at=at)
    if not PartVersion.objects.filter(pk=version.pk, is_aside=True, taken_care_of=False).update(taken_care_of=True):
        raise InvestigationStateError(_("Texten är redan omhändertagen."), todo=_("Ladda om sidan."))
    version.taken_care_of = True
    _record("investigations.aside_settled", found, part=version.part.part, version=version, by=by, at=at)
    return version


def _id(by: Actor) -> str:
    return f"{by.kind}:{by.id}"


def _record(kind: str, found: Investigation, *, part: str, version: PartVersion, by: Actor, at: datetime) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"investigation:{found.pk}", matter=str(found.matter_id),
        person=str(found.matter.applicant_id),
        details={
            "part": part, "version": version.number, "characters": len(version.text),
            "sha256": sha256(version.text.encode()).hexdigest(),
        },
    )  # fmt: skip
