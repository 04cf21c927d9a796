"""The journal: write, sign, correct, and note what the person says is wrong (SoL 14 kap. 3-6 §§)."""

import hashlib
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.domain.errors import JournalError
from andrum.cases.models import JournalNote, Matter
from andrum.kernel.words import marked as _

LOCKED = _("Anteckningen är signerad och låst.")
CORRECT_INSTEAD = _("Lägg till en rättelse i stället.")


def write_note(*, matter: Matter, title: str, text: str, by: Actor, at: datetime, sign: bool = False) -> JournalNote:
    """Write a note: a draft that can be changed until it is signed, or signed and locked at once with ``sign``."""
    return _write(matter=matter, title=title, text=text, by=by, at=at, sign=sign)


@transaction.atomic
def change_draft(*, note: JournalNote, title: str, text: str, by: Actor, at: datetime) -> JournalNote:
    """Change one's own unsigned note.

    Raises:
        JournalError: when it is signed, or another's.
    """
    _refuse_unless_own_draft(note, by)
    title, text = title.strip(), text.strip()
    _refuse_empty(title, text)
    _update_draft(note, title=title, text=text)
    record(kind="cases.note_changed", by=by, at=at, subject=f"note:{note.pk}", matter=str(note.matter_id))
    return note


@transaction.atomic
def sign_note(*, note: JournalNote, by: Actor, at: datetime) -> JournalNote:
    """Sign one's own note; from now on the database lets nobody change it.

    Raises:
        JournalError: when it is signed already, or another's.
    """
    _refuse_unless_own_draft(note, by)
    _update_draft(note, signed_at=at)
    record(
        kind="cases.note_signed", by=by, at=at, subject=f"note:{note.pk}", matter=str(note.matter_id),
        details={"sha256": _digest(note)},
    )  # fmt: skip
    return note


def correct_note(*, note: JournalNote, text: str, by: Actor, at: datetime) -> JournalNote:
    """Correct a signed note by a new signed one that points at it; the old text stays.

    Raises:
        JournalError: when the note is not signed.
    """
    if not note.is_signed:
        raise JournalError(_("Anteckningen är inte signerad."), todo=_("Ändra den direkt i stället."))
    title = f"Rättelse: {note.title}"[:200]
    return _write(matter=note.matter, title=title, text=text, by=by, at=at, sign=True, correction_of=note)


def allege_error(*, note: JournalNote, text: str, by: Actor, at: datetime) -> JournalNote:
    """Note that the person says something in a note is wrong (SoL 14 kap. 6 §), linked to the note and signed at once.

    Raises:
        JournalError: when the note is not signed.
    """
    if not note.is_signed:
        raise JournalError(_("Anteckningen är inte signerad."), todo=_("Ändra den direkt i stället."))
    title = f"Den enskilde anser att något är fel: {note.title}"[:200]
    return _write(matter=note.matter, title=title, text=text, by=by, at=at, sign=True, alleges_error_in=note)


@transaction.atomic
def _write(
    *, matter: Matter, title: str, text: str, by: Actor, at: datetime, sign: bool,
    correction_of: JournalNote | None = None, alleges_error_in: JournalNote | None = None,
) -> JournalNote:  # fmt: skip
    title, text = title.strip(), text.strip()
    _refuse_empty(title, text)
    note = JournalNote.objects.create(
        matter=matter, title=title, text=text, written_by=by.name, written_by_id=f"{by.kind}:{by.id}", written_at=at,
        signed_at=at if sign else None, correction_of=correction_of, alleges_error_in=alleges_error_in,
    )  # fmt: skip
    about = correction_of or alleges_error_in
    record(
        kind="cases.note_written", by=by, at=at, subject=f"note:{note.pk}", matter=str(matter.pk),
        details={"signed": sign, "about": about.pk if about else None, "sha256": _digest(note) if sign else None},
    )  # fmt: skip
    return note


def _update_draft(note: JournalNote, **values: str | datetime) -> None:
    """Change the row only while it is a draft, whatever another window has done meanwhile."""
    if not JournalNote.objects.filter(pk=note.pk, signed_at__isnull=True).update(**values):
        raise JournalError(LOCKED, todo=CORRECT_INSTEAD)
    for name, value in values.items():
        setattr(note, name, value)


def _digest(note: JournalNote) -> str:
    return hashlib.sha256(f"{note.title}\n{note.text}".encode()).hexdigest()


def _refuse_empty(title: str, text: str) -> None:
    if not title or not text:
        raise JournalError(_("Anteckningen saknar rubrik eller text."), todo=_("Fyll i båda."))


def _refuse_unless_own_draft(note: JournalNote, by: Actor) -> None:
    if note.is_signed:
        raise JournalError(LOCKED, todo=CORRECT_INSTEAD)
    if note.written_by_id != f"{by.kind}:{by.id}":
        raise JournalError(_("Anteckningen är någon annans utkast."), todo=_("Skriv en egen anteckning."))
