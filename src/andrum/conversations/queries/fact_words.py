"""What was said at a conversation, as a fact of the matter is read."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from andrum.cases.service import FactInWords, FactView
from andrum.language.service import FRAMEWORKS, factor_set

PREFIX = "conversation."


def facts_in_words(
    facts: Mapping[str, list[FactView]], _applicant: str, _co_applicant: str
) -> dict[int, FactInWords]:  # fmt: skip
    """The words of each fact by its id: which area and way it points, the quote, and who said it."""
    areas = {area.id: area.name for framework in FRAMEWORKS for area in factor_set(framework).areas}
    ways = {"risk": _("Oro"), "skydd": _("Styrka"), "neutral": _("Varken eller")}
    found = {}
    for view in (view for views in facts.values() for view in views):
        value = view.value if isinstance(view.value, Mapping) else {}
        way, area = ways.get(str(value.get("polarity")), ""), areas.get(str(value.get("area")), "")
        title = ": ".join(word for word in (way, area) if word) or _("Egen åsikt eller önskan")
        said = f"»{value.get('quote', '')}«"
        disputed = _("den enskilde anser att det är fel") if value.get("client_position") == "disputes" else ""
        source = _("%(who)s, vid samtal") % {"who": str(value.get("speaker", "")).capitalize()}
        found[view.id] = FactInWords(title, f"{said} ({disputed})" if disputed else said, source)
    return found
