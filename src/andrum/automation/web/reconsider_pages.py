"""A decision beside today's calculation: what was counted then, what is counted now, and what the law leaves to do."""

from collections.abc import Mapping

from andrum.automation.domain.calculation import calculation_of, proposal_of
from andrum.automation.domain.steps import digest
from andrum.automation.queries.fact_words import member_names, title_of
from andrum.automation.queries.reconsidering import (
    appeals_of,
    application_of,
    as_it_is_now,
    asked_about,
    standing_of,
    told_since,
    trial_of,
)
from andrum.automation.queries.situation import Situation
from andrum.automation.web.access import Visit
from andrum.automation.web.case_facts import ShownFact, shown_facts
from andrum.automation.web.case_pages import Context, additions
from andrum.automation.web.fact_forms import FactForm
from andrum.automation.web.receipts import Line, shown_receipt
from andrum.cases.service import Decision, FactView
from andrum.dispatch.service import ordered_ore
from andrum.kernel.clock import swedish_day


def head_of(visit: Visit, decision: Decision) -> Context:
    """What every page of the reconsideration knows."""
    asked = asked_about(decision)
    return {
        "decision": decision, "matter": decision.matter, "visit": visit, "standing": standing_of(decision),
        "asked": asked, "to_keep": [one for one in asked if not one.is_appeal],
        "is_answer": any(one.message is not None and not one.is_appeal for one in asked),
        "changed_by": Decision.objects.filter(changes=decision).first(),
        "may_change": not Decision.objects.filter(changes=decision).exists(),
    }  # fmt: skip


def compared(visit: Visit, decision: Decision, *, form: FactForm | None = None, error: str = "") -> Context:
    """The whole screen. ``form`` is that of a fact being changed; ``error`` says why a change was refused."""
    situation = as_it_is_now(decision)
    calculation, draft = calculation_of(situation.assessment), proposal_of(situation.assessment)
    then, now = lines_of(decision.calculation), lines_of(calculation)
    receipt = shown_receipt(now, month=decision.month, before=then)
    names = names_of(decision, situation.views)
    return {
        **head_of(visit, decision), "then": shown_receipt(then, month=decision.month), "now": receipt,
        "differences": differences(receipt) if then else [], "has_then": bool(then),
        "now_ore": calculation["grant"] if isinstance(calculation["grant"], int) else None, "draft": draft,
        "missing": situation.assessment.missing, "version": situation.assessment.rulebook_version,
        "sections": [one for one in shown_facts(situation.views, names=names) if one["code"] != "rest"],
        "additions": additions(situation.views), "form": form, "form_title": _title(form), "error": error,
        "ordered_ore": ordered_ore(matter=decision.matter, month=decision.month),
        "appeals": [{"message": one, "trial": trial_of(one)} for one in appeals_of(decision)],
    }  # fmt: skip


def lines_of(calculation: object) -> list[Line]:
    """The lines of a kept calculation; none when it has no receipt."""
    rows = calculation.get("receipt") if isinstance(calculation, Mapping) else None
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def differences(receipt: Mapping[str, object]) -> list[Context]:
    """Each line that is another than in the decision: what it was and what it is."""
    rows = [row for row in _rows(receipt, "lines") if row.get("moved")]
    total = receipt.get("total")
    if isinstance(total, Mapping) and total.get("moved"):
        rows.append(dict(total))
    found: list[Context] = [{"label": row["label"], "was": row["was"], "now": row["amount"]} for row in rows]
    return [{"label": row["label"], "was": row["was"], "now": ""} for row in _rows(receipt, "gone")] + found


def _rows(receipt: Mapping[str, object], name: str) -> list[Context]:
    rows = receipt.get(name)
    return [dict(row) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def names_of(decision: Decision, facts: Mapping[str, list[FactView]]) -> dict[str, str]:
    """The members' names by their key in the calculation."""
    application = application_of(decision)
    other = application.co_applicant if application is not None else None
    values = [views[0].value for name, views in facts.items() if name.startswith("member.") and views]
    return member_names(values, applicant=decision.matter.applicant.name, co_applicant=other.name if other else "")


def form_of(decision: Decision, situation: Situation, name: str, data: Mapping[str, object] | None) -> FactForm | None:
    """The form that changes a fact, or adds one that may be added; None for any other name."""
    facts = situation.views
    if name not in facts and name not in dict(additions(facts)):
        return None
    names = names_of(decision, facts)
    shown = [fact for part in shown_facts(facts, names=names) for fact in _facts(part) if fact.name == name]
    if shown and not shown[0].may_change:
        return None
    value = next((view.value for view in facts.get(name, []) if not view.is_unknown), None)
    return FactForm(name=name, value=value, members=names, data=data)


def _facts(section: Context) -> list[ShownFact]:
    rows = section["facts"]
    return [row for row in rows if isinstance(row, ShownFact)] if isinstance(rows, list) else []


def _title(form: FactForm | None) -> str:
    return title_of(form.name, form.value) if form is not None else ""


def change_context(visit: Visit, decision: Decision, way: str) -> Context:
    """What the page knows that changes or corrects the decision."""
    sent = told_since(decision)
    return {
        **head_of(visit, decision), "way": way, "sent": sent,
        "is_waiting": sent is not None and sent.answered_at is None and sent.answer_by >= swedish_day(visit.at),
    }  # fmt: skip


def seen_of(situation: Situation) -> str:
    """The digest of what is read now, so that nothing is decided upon other facts than these."""
    return digest(situation.household)
