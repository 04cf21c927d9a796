"""What the pages show: the calculation, the facts with their sources, the reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from andrum.cases.service import FactView
from andrum.fees.domain.law import HEADS, SUMS
from andrum.fees.domain.result import FeeResult
from andrum.fees.domain.statement import fact_title
from andrum.fees.models import ReviewReason
from andrum.fees.queries.fact_words import source_words, value_words
from andrum.kernel.money import kronor

Text = str | Promise
OUTLIERS: Mapping[str, Text] = {
    "not_computable": _lazy("kan inte räknas ut"), "for_person": _lazy("en människa måste väga något"),
    "tariff": _lazy("taxan skulle bryta mot lagen"), "difference": _lazy("uppgifterna skiljer sig"),
    "partial": _lazy("del av månad"), "facts_changed": _lazy("annat än årets belopp har ändrats"),
    "protected": _lazy("skyddade personuppgifter"), "change_above_kr": _lazy("stor ändring i kronor"),
    "change_above_percent": _lazy("stor ändring i procent"), "from_zero": _lazy("var utan avgift"),
    "to_zero": _lazy("blir utan avgift"), "reaches_ceiling": _lazy("når högsta avgiften"),
    "no_decision": _lazy("har inget beslut"), "changed_since": _lazy("har ändrats sedan förhandsvisningen"),
    "held": _lazy("någon arbetade med ärendet"),
}  # fmt: skip


def outlier_words(codes: Iterable[str]) -> str:
    """Why it stands out, in one sentence."""
    return ", ".join(str(OUTLIERS.get(code, code)) for code in codes)


def reason_words(codes: Iterable[str]) -> list[str]:
    """Why a person must look."""
    known = dict(ReviewReason.choices)
    return [str(known.get(code, code)) for code in codes]


def shown_receipt(result: FeeResult | None, before: FeeResult | None = None) -> dict[str, list[dict[str, object]]]:
    """The calculation as the component draws it: headings, lines, what was not counted; a moved line has its before."""
    lines: list[dict[str, object]] = []
    left_out: list[dict[str, object]] = []
    was = {_key(line): line.get("amount") for line in before.receipt} if before else {}
    group = ""
    for line in result.receipt if result else ():
        row = _row(line)
        if line.get("group") == "not_counted":
            left_out.append({**row, "why": line.get("detail") or ""})
            continue
        if line.get("group") == "to_pay":
            continue
        if line.get("group") != group and line.get("group") in HEADS:
            lines.append({"kind": "group", "label": HEADS[str(line["group"])]})
        group = str(line.get("group"))
        earlier = was.get(_key(line))
        lines.append({**row, "before": earlier if was and earlier != line.get("amount") else None})
    return {"lines": lines, "not_counted": left_out}


def _key(line: Mapping[str, object]) -> tuple[object, ...]:
    about = line.get("about")
    return line.get("group"), line.get("rule"), tuple(about) if isinstance(about, Sequence) else ()


def _row(line: Mapping[str, object]) -> dict[str, object]:
    amount = line.get("amount")
    return {
        "label": line.get("label"), "amount": amount, "unknown": "" if isinstance(amount, int) else _between(line),
        "kind": "subtotal" if line.get("group") in SUMS else "", "detail": line.get("detail") or "",
        "source": line.get("provision") or "",
    }  # fmt: skip


def _between(line: Mapping[str, object]) -> str:
    bounds = line.get("between")
    low, high = bounds if isinstance(bounds, Sequence) and len(bounds) == 2 else (None, None)
    if isinstance(low, int) and isinstance(high, int):
        return _("%(low)s till %(high)s") % {"low": kronor(low), "high": kronor(high)}
    return _("okänt")


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
    ("fee.housing.", _lazy("Bostad")), ("fee.change.", _lazy("Höjningar och sänkningar")), ("fee.", _lazy("Hushåll")),
)  # fmt: skip


def shown_facts(facts: Mapping[str, list[FactView]]) -> list[FactSection]:
    """Every fact under its heading."""
    sections = {prefix: FactSection(title) for prefix, title in SECTIONS}
    for name, views in sorted(facts.items()):
        prefix = next(prefix for prefix, _title in SECTIONS if name.startswith(prefix))
        sections[prefix].facts.append(_shown(name, views))
    return [section for section in sections.values() if section.facts]


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
