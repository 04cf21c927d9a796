"""Reads of the journal."""

from django.db.models import QuerySet

from andrum.cases.models import JournalNote, Matter


def notes_of(matter: Matter) -> QuerySet[JournalNote]:
    """All notes of a matter, newest first, with the notes they correct or question."""
    return matter.notes.select_related("correction_of", "alleges_error_in").order_by("-written_at", "-pk")
