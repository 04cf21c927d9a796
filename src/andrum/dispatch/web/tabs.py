"""The tabs over the lists."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "vantar": _("Väntar"),
    "for-hand": _("För hand"),
    "misslyckade": _("Gick inte att skicka"),
    "klara": _("Klara"),
}
FILES = "betalfiler"


def tabs_for(current: str, counts: Mapping[str, int]) -> list[dict[str, object]]:
    """Every list with its number, and the payment files."""
    tabs: list[dict[str, object]] = [
        {
            "text": text,
            "href": reverse("dispatch:outgoing_choice", args=[choice]),
            "current": choice == current,
            "count": counts.get(choice, 0) if choice != "klara" else None,
        }
        for choice, text in NAMES.items()
    ]
    files = {"text": _("Betalfiler"), "href": reverse("dispatch:files"), "current": current == FILES, "count": None}
    return [*tabs, files]
