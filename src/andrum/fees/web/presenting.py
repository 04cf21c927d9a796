"""What the pages show: the facts with their sources, the reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from andrum.cases.service import FactView
from andrum.fees.domain.adding import addable
from andrum.fees.domain.statement import fact_title
from andrum.fees.models import ReviewReason
from andrum.fees.queries.fact_words import source_words, value_words

Text = str | Promise
OUTLIERS: Mapping[str, Text] = {
    "not_computable": _lazy("kan inte räknas ut"), "for_person": _lazy("en människa måste väga något"),
    "tariff": _lazy("taxan skulle bryta mot lagen"), "difference": _lazy("uppgifterna skiljer sig"),
    "partial": _lazy("del av månad"), "facts_changed": _lazy("annat än årets belopp har ändrats"),
    "protected": _lazy("skyddade personuppgifter"), "change_above_kr": _lazy("stor ändring i kronor"),
    "change_above_percent": _lazy("stor ändring i procent"), "from_zero": _lazy("var utan avgift"),
    "to_zero": _lazy("blir utan avgift"), "reaches_ceiling": _lazy("når högsta avgiften"),
    "no_decision": _lazy("har inget beslut"), "changed_since": _lazy("har ändrats sedan förhandsvisningen"),
    "incomes_older_than_months": _lazy("gamla uppgifter om inkomst"),
    "held": _lazy("någon arbetade med ärendet"),
}  # fmt: skip


def outlier_words(codes: Iterable[str]) -> str:
    """Why it stands out, in one sentence."""
    return ", ".join(str(OUTLIERS.get(code, code)) for code in codes)


def reason_words(codes: Iterable[str]) -> list[str]:
    """Why a person must look."""
    known = dict(ReviewReason.choices)
    return [str(known.get(code, code)) for code in codes]


@dataclass(slots=True)
class ShownFact:
    """One fact with all its sources, the one that counts first."""

    name: str
    title: str
    sources: list[dict[str, object]]
    differs: bool
    undo_id: int | None = None
    form: object = None


@dataclass(slots=True)
class FactSection:
    """Facts that belong together."""

    title: Text
    facts: list[ShownFact] = field(default_factory=list)


SECTIONS: tuple[tuple[str, Text], ...] = (
    ("fee.income.", _lazy("Inkomster")), ("fee.partner_income.", _lazy("Inkomster för make eller partner")),
    ("fee.housing.", _lazy("Bostad")), ("fee.partner_housing.", _lazy("Bostad för make eller partner")),
    ("fee.change.", _lazy("Höjningar och sänkningar")), ("fee.", _lazy("Hushåll")),
)  # fmt: skip


def shown_facts(facts: Mapping[str, list[FactView]]) -> list[FactSection]:
    """Every fact under its heading."""
    sections = {prefix: FactSection(title) for prefix, title in SECTIONS}
    for name, views in sorted(facts.items()):
        prefix = next(prefix for prefix, _title in SECTIONS if name.startswith(prefix))
        sections[prefix].facts.append(_shown(name, views))
    return [section for section in sections.values() if section.facts]


def addable_sections(facts: Mapping[str, list[FactView]]) -> list[tuple[Text, list[tuple[str, str]]]]:
    """What may be added, as name and title under its heading."""
    sections: dict[str, list[tuple[str, str]]] = {prefix: [] for prefix, _title in SECTIONS}
    for name in addable(facts):
        prefix = next(prefix for prefix in sections if name.startswith(prefix))
        sections[prefix].append((name, fact_title(name)))
    return [(title, sections[prefix]) for prefix, title in SECTIONS if sections[prefix]]


def _shown(name: str, views: list[FactView]) -> ShownFact:
    undo = next((view.id for view in views if view.source == "caseworker"), None)
    rows: list[dict[str, object]] = [
        {
            "source": source_words(view), "value": value_words(name, view), "counts": view.counts,
            "detail": view.reason, "at": view.retrieved_at, "month": view.month, "by": view.recorded_by,
        }
        for view in views
    ]  # fmt: skip
    return ShownFact(name, fact_title(name), rows, any(view.differs for view in views), undo)
