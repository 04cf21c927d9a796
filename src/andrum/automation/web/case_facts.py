"""What is known in a prepared case: each fact with every source side by side, differences first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from andrum.automation.queries.fact_words import fact_title, fact_value, kind_words, reason_of_unknown, source_of
from andrum.cases.service import FactView
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import day_in_words

Text = str | Promise
SECTIONS: tuple[tuple[str, Text, tuple[str, ...]], ...] = (
    ("incomes", gettext_lazy("Inkomster"), ("income", "incomes", "surplus_last_month", "special_calculation_rule")),
    ("costs", gettext_lazy("Kostnader"), ("cost", "costs")),
    ("housing", gettext_lazy("Boende"), ("housing", "community")),
    ("members", gettext_lazy("Hushållet"), ("member", "members")),
    ("assets", gettext_lazy("Tillgångar"), ("asset", "assets")),
    (
        "said",
        gettext_lazy("Annat som är sagt"),
        ("application", "self_support", "children", "safety", "contact", "payment"),
    ),
    ("rest", gettext_lazy("Mer från registren"), ()),
)
FIXED = ("application", "self_support", "contact", "safety", "children", "payment")
"""What is said and not calculated: read here, changed nowhere."""


@dataclass(slots=True)
class ShownFact:
    """A fact as it is shown."""

    name: str
    title: str
    sides: list[dict[str, object]]
    differs: bool
    is_unknown: bool
    is_changed: bool
    may_change: bool
    newer: bool
    reason: str = ""
    undo_id: int | None = None
    open_form: object = None

    @property
    def anchor(self) -> str:
        """The fact's name as an id on the page."""
        return anchor_of(self.name)


def shown_facts(facts: Mapping[str, list[FactView]], *, names: Mapping[str, str]) -> list[dict[str, object]]:
    """The sections with their facts, those that differ or are not known first. ``names`` has the members' names."""
    grouped: dict[str, list[ShownFact]] = {code: [] for code, _title, _starts in SECTIONS}
    for name, views in facts.items():
        if views and not (name.endswith(".none") and views[0].value is False):
            grouped[_section_of(name)].append(_shown(name, views, names))
    return [_section(code, title, grouped[code]) for code, title, _starts in SECTIONS if grouped[code]]


def _section(code: str, title: Text, facts: list[ShownFact]) -> dict[str, object]:
    is_open = any(fact.differs for fact in facts)
    return {"code": code, "title": title, "facts": sorted(facts, key=_order), "is_open": is_open}


def anchor_of(name: str) -> str:
    """A fact's name as an id on a page."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def _section_of(name: str) -> str:
    start = name.partition(".")[0]
    return next((code for code, _title, starts in SECTIONS if start in starts), "rest")


def _order(fact: ShownFact) -> tuple[bool, bool, str]:
    return (not fact.differs, not fact.is_unknown, fact.name)


def _shown(name: str, views: list[FactView], names: Mapping[str, str]) -> ShownFact:
    first = views[0]
    mine = next((view for view in views if view.source == "caseworker"), None)
    return ShownFact(
        name=name, title=fact_title(first, names), sides=[_side(view) for view in views], differs=first.differs,
        is_unknown=first.is_unknown or _has_unknown(first.value), is_changed=mine is not None,
        may_change=name.partition(".")[0] not in FIXED and _section_of(name) != "rest",
        newer=any(view.newer_than_caseworker for view in views), reason=mine.reason if mine else "",
        undo_id=mine.id if mine else None,
    )  # fmt: skip


def _has_unknown(value: object) -> bool:
    return isinstance(value, Mapping) and any(reason_of_unknown(part) is not None for part in value.values())


def _side(view: FactView) -> dict[str, object]:
    return {
        "source": source_of(view), "value": fact_value(view),
        "detail": day_in_words(swedish_day(view.retrieved_at)), "counts": view.counts, "kind": view.source,
        "is_unknown": view.is_unknown,
    }  # fmt: skip


def kind_choices(group: str, kinds: Mapping[str, str]) -> list[tuple[str, str]]:
    """The kinds to choose from, by their Swedish word."""
    return sorted(((key, kind_words(group, key)) for key in kinds), key=lambda pair: pair[1])
