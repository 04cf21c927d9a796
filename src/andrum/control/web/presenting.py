"""What the automation saw, as rows that a person can read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from andrum.automation.service import RunStep, step_in_words, versions_in_words
from andrum.cases.service import FactView, facts_in_words
from andrum.control.models import Review
from andrum.control.queries.figures import Counts, Figures


def percent(share: float | Fraction, *, decimals: int = 1) -> str:
    """``1,2 %``, rounded upwards, so that a bound never looks better than it is."""
    scale = 10**decimals
    exact = Fraction(share) * 100 * scale
    whole = -(-exact.numerator // exact.denominator)
    text = f"{whole // scale},{whole % scale:0{decimals}d}" if decimals and whole % scale else str(whole // scale)
    return f"{text}\u00a0%"


def share_in_words(share: Fraction) -> str:
    """``100 %`` or ``20 %``."""
    return percent(share)


def bound_in_words(counts: Counts) -> str:
    """The bound as one plain sentence."""
    if counts.bound is None:
        return _("Inget är granskat än, så vi vet inte hur många fel det finns.")
    sentence = _("Med 95 %% säkerhet är högst %(bound)s av besluten fel.") % {"bound": percent(counts.bound)}
    if counts.unknown:
        sentence += " " + ngettext(
            "Då räknas %(count)d försenad eller oklar som fel tills den är avgjord.",
            "Då räknas %(count)d försenade eller oklara som fel tills de är avgjorda.",
            counts.unknown,
        ) % {"count": counts.unknown}
    return sentence


def finite_in_words(counts: Counts) -> str:
    """The same for the decisions already made with the present share."""
    if counts.finite is None:
        return ""
    return _("Bland de %(decided)d beslut som har fattats med nuvarande andel är högst %(wrong)d fel.") % {
        "decided": counts.decided, "wrong": counts.finite,
    }  # fmt: skip


def change_in_words(figures: Figures, *, is_confirmed: bool) -> str:
    """What would change the share."""
    if figures.stratum.is_risk:
        return _("Granskas alltid helt. Det ändras bara i kommunens regler för granskningen.")
    if figures.step is None:
        return _("Det här är den lägsta andelen. Ett bekräftat fel ger 100 % igen.")
    if not is_confirmed:
        return _("Andelen sänks inte, för kommunens regler för granskningen är inte bekräftade.")
    if figures.since.unknown and not figures.left:
        return _("Andelen sänks när %(count)d försenade eller oklara är avgjorda.") % {"count": figures.since.unknown}
    return ngettext(
        "%(left)d granskning till utan fel, så granskas %(share)s. Ett bekräftat fel ger 100 %% igen.",
        "%(left)d granskningar till utan fel, så granskas %(share)s. Ett bekräftat fel ger 100 %% igen.",
        figures.left,
    ) % {
        "left": figures.left, "share": share_in_words(figures.step.share),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A calculation as the receipt component takes it."""

    lines: list[dict[str, object]]
    not_counted: list[dict[str, object]]


def shown_receipt(calculation: object) -> Shown:
    """The lines of a calculation under their heads, and what was not counted; empty when there are no such lines."""
    rows = calculation.get("receipt") if isinstance(calculation, Mapping) else None
    shown = Shown([], [])
    group = ""
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, Mapping) or not row.get("label") or row.get("group") == "grant":
            continue
        if row.get("group") == "not_counted":
            shown.not_counted.append({**_line(row), "why": row.get("detail", "")})
            continue
        if row.get("group") != group and row.get("group") in HEADS:
            shown.lines.append({"kind": "group", "label": HEADS[str(row["group"])]})
        group = str(row.get("group"))
        shown.lines.append(_line(row))
    return shown


def _line(row: Mapping[str, object]) -> dict[str, object]:
    amount = row.get("amount")
    is_known = isinstance(amount, int) and not isinstance(amount, bool)
    return {
        "label": row["label"],
        "amount": amount if is_known else None,
        "unknown": "" if is_known else _("okänt"),
        "kind": "subtotal" if row.get("group") in SUMS else "",
        "detail": row.get("detail", ""),
        "source": row.get("provision", ""),
    }


HEADS = {
    "norm": _lazy("Riksnormen"), "costs": _lazy("Skäliga kostnader"), "incomes": _lazy("Inkomster som räknas av"),
}  # fmt: skip
SUMS = ("need", "deficit")


def fact_rows(review: Review, facts: Iterable[FactView]) -> list[dict[str, object]]:
    """Facts as rows in the words of the desk: what it is about, what is said, who says it and when it was fetched."""
    by_name: dict[str, list[FactView]] = {}
    for fact in facts:
        by_name.setdefault(fact.name, []).append(fact)
    other = review.run.application.co_applicant if review.run else None
    words = facts_in_words(by_name, applicant=review.matter.applicant.name, co_applicant=other.name if other else "")
    return [
        {"words": words[fact.id], "retrieved_at": fact.retrieved_at}
        for found in by_name.values()
        for fact in found
        if fact.id in words
    ]


def step_rows(steps: Iterable[RunStep]) -> list[dict[str, object]]:
    """Each step with what it came to in sentences, and the versions that it was reckoned with."""
    return [
        {"step": step, "said": step_in_words(step.name, step.result), "versions": versions_in_words(step.versions)}
        for step in steps
    ]


def saved_data(review: Review, steps: Iterable[RunStep]) -> dict[str, object]:
    """All that the automation kept, as it was kept: for the one who wants to check with a tool of their own."""
    return {
        "matter": review.matter.reference,
        "month": review.decision.month,
        "calculation": review.decision.calculation,
        "steps": [
            {
                "name": step.name, "round": step.round, "at": step.at.isoformat(), "sha256": step.sha256,
                "inputs": step.inputs, "versions": step.versions, "result": step.result,
            }
            for step in steps
        ],
    }  # fmt: skip
