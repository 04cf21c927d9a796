"""The tabs of a matter."""

from django.urls import reverse
from django.utils.translation import gettext as _

from andrum.cases.models import Matter

PARTS = ("matter", "timeline", "journal", "documents", "decisions", "tasks", "participants")


def tabs_of(matter: Matter, current: str) -> list[dict[str, object]]:
    """What the component ``tabs`` needs."""
    texts = {
        "matter": _("Översikt"), "timeline": _("Tidslinje"), "journal": _("Journal"), "documents": _("Handlingar"),
        "decisions": _("Beslut"), "tasks": _("Uppgifter"), "participants": _("Personer"),
    }  # fmt: skip
    return [
        {"text": texts[part], "href": reverse(f"cases:{part}", args=[matter.reference]), "current": part == current}
        for part in PARTS
    ]
