"""How the facts of a fee are said."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from andrum.cases.service import FactInWords, FactView
from andrum.fees.domain.register import WORDS
from andrum.fees.domain.statement import fact_title, fact_value


def fee_fact_words(facts: Mapping[str, list[FactView]], applicant: str, co_applicant: str) -> dict[int, FactInWords]:
    """The words of each fact by its id."""
    del applicant, co_applicant
    return {
        view.id: FactInWords(fact_title(name), value_words(name, view), source_words(view))
        for name, views in facts.items()
        for view in views
    }


def value_words(name: str, view: FactView) -> str:
    """The value, or why it is not known."""
    return view.unknown_reason if view.is_unknown else fact_value(name, view.value)


def source_words(view: FactView) -> str:
    """Who says it."""
    if view.source == "register":
        return WORDS.get(view.source_detail, view.source_detail)
    return {
        "citizen": _("Den enskilde"), "caseworker": _("Handläggare"), "document": _("Handling"),
    }.get(view.source, view.source)  # fmt: skip
