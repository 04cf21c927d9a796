"""A matter's timeline as it is shown."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from andrum.cases.models import Matter
from andrum.cases.queries.timeline import Entry

CHOICES = (
    {"kind": "decision", "text": _("beslut")},
    {"kind": "note", "text": _("journal")},
    {"kind": "document", "text": _("handlingar")},
    {"kind": "fact", "text": _("uppgifter om hushållet")},
    {"kind": "task", "text": _("att göra")},
    {"kind": "message", "text": _("meddelanden")},
    {"kind": "log", "text": _("logg: vem har sett och gjort vad")},
)
ICONS = {
    "decision": "gavel", "note": "pencil", "document": "file-text", "fact": "list", "task": "list-checks",
    "message": "message-circle", "log": "eye",
}  # fmt: skip
PARTS = {"decision": "decisions", "note": "journal", "task": "tasks", "message": "tasks", "fact": "matter"}
ANCHORS = {"decision": "#beslut-", "note": "#anteckning-"}


def shown_entries(matter: Matter, entries: Iterable[Entry]) -> list[dict[str, object]]:
    """What the component ``timeline`` needs, with a link to where each thing is."""
    return [
        {
            "at": entry.at, "title": entry.title, "who": entry.by, "text": entry.text, "icon": ICONS[entry.kind],
            "href": _address(matter, entry),
        }
        for entry in entries
    ]  # fmt: skip


def _address(matter: Matter, entry: Entry) -> str:
    if entry.kind == "document":
        return reverse("cases:document", args=[matter.reference, entry.id])
    if entry.kind not in PARTS:
        return ""
    anchor = f"{ANCHORS[entry.kind]}{entry.id}" if entry.kind in ANCHORS else ""
    return reverse(f"cases:{PARTS[entry.kind]}", args=[matter.reference]) + anchor
