"""Requests to the applicant that a run makes by itself: once, and then it waits for the answer or the last day."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from andrum.applications.service import Attachment, Supplement, request_supplement
from andrum.audit.service import JSON, Actor
from andrum.automation.domain.explaining import agreed, may_be_explained, questions
from andrum.automation.domain.matching import Matched
from andrum.automation.domain.parameter_files import IncomeCodes, Limits
from andrum.automation.domain.reasons import Reason
from andrum.automation.models import Run
from andrum.automation.queries.supplements import MARK
from andrum.cases.service import Fact, FactValue, FactView, add_task, finish_task_with_key, record_facts
from andrum.kernel.clock import swedish_day

STATEMENTS: Final = {
    "code": "bank_statements",
    "text": "Kontoutdrag för alla konton i hushållet, de tre senaste månaderna. Din ansökan är uttagen med lottning.",
    "fact": "assets",
}
ASKED_ALONE: Final = frozenset({"evidence_missing"})
"""Reasons that an answer from the applicant may do away with; anything else needs a person anyway."""


def ask_for_evidence(
    *, run: Run, limits: Limits, reasons: Sequence[Reason], by: Actor, at: datetime
) -> Supplement | None:
    """Ask for the evidence that is all that is missing, when the municipality lets the automation ask. Once a run."""
    if not limits.supplement_automatic or not reasons or not {reason.code for reason in reasons} <= ASKED_ALONE:
        return None
    if Supplement.objects.filter(application=run.application).exists():
        return None
    items = [
        {"code": f"{MARK}{number}", "text": f"Skicka ett underlag. {reason.words}", "fact": f"cost.{reason.about[0]}"}
        for number, reason in enumerate(reasons, start=1)
    ]
    return _request(run, limits, items, by=by, at=at)


def ask_about_differences(
    *, run: Run, limits: Limits, codes: IncomeCodes, matched: Matched, reasons: Sequence[Reason], by: Actor,
    at: datetime,
) -> Supplement | None:  # fmt: skip
    """Let the applicant explain what differs from the registers, when that is all that stops the case. Once a run."""
    if not may_be_explained(reasons, matched.differences, limits):
        return None
    if Supplement.objects.filter(application=run.application).exists():
        return None
    return _request(run, limits, questions(matched, reasons, codes), by=by, at=at)


def keep_agreed(*, run: Run, by: Actor, at: datetime) -> bool:
    """Keep what the applicant has said by agreeing with the registers, as their own words, once. True when some was."""
    kept = []
    for asked in Supplement.objects.filter(application=run.application, answered_at__isnull=False).order_by("pk"):
        said = f"supplement:{asked.pk}"
        if Fact.objects.filter(matter=run.matter, month=run.month, source="citizen", source_detail=said).exists():
            continue
        kept += [
            FactValue(name=str(fact["name"]), month=run.month, value=fact["value"], source="citizen",
                      source_detail=said)
            for fact in agreed(asked.items, asked.answers)
        ]  # fmt: skip
    if kept:
        record_facts(matter=run.matter, facts=kept, by=by, at=at)
    return bool(kept)


def ask_for_statements(*, run: Run, limits: Limits, by: Actor, at: datetime) -> None:
    """Ask the one who is drawn for bank statements, once; not while something else is asked already."""
    asked = Supplement.objects.filter(application=run.application).values_list("items", "answered_at")
    if all(answered for _items, answered in asked) and not any(
        item.get("code") == STATEMENTS["code"] for items, _answered in asked for item in items
    ):
        _request(run, limits, [STATEMENTS], by=by, at=at)


def _request(
    run: Run, limits: Limits, items: Sequence[Mapping[str, JSON]], *, by: Actor, at: datetime
) -> Supplement:  # fmt: skip
    due = swedish_day(at) + timedelta(days=limits.supplement_days)
    asked = request_supplement(
        matter=run.matter, application=run.application, items=items, due_date=due, by=by, at=at
    )  # fmt: skip
    add_task(
        matter=run.matter, kind="supplement_due", title="Kompletteringen ska ha kommit", month=run.month, due_date=due,
        key=f"supplement_due:{asked.pk}", by=by, at=at,
    )  # fmt: skip
    return asked


def close_answered(*, run: Run, by: Actor, at: datetime) -> int:
    """Finish the tasks that waited for what has now been answered. Returns how many answers there are."""
    answered = Supplement.objects.filter(application=run.application_id, answered_at__isnull=False)
    for supplement in answered:
        finish_task_with_key(key=f"supplement_due:{supplement.pk}", by=by, at=at)
    return len(answered)


def keep_evidence(
    *, run: Run, views: Mapping[str, list[FactView]], by: Actor, at: datetime
) -> bool:  # fmt: skip
    """A file that answers the only question, about one cost, is that cost's evidence as if it had come at once.

    Where more was asked nobody knows which file proves what: then a person looks. Returns True when a fact was kept.
    """
    kept = []
    for asked in Supplement.objects.filter(application=run.application, answered_at__isnull=False).order_by("pk"):
        name = asked.items[0].get("fact", "") if len(asked.items) == 1 else ""
        said = next((row for row in views.get(name, []) if row.source == "citizen" and not row.is_unknown), None)
        if not name.startswith("cost.") or said is None or not isinstance(said.value, Mapping):
            continue
        if said.value.get("evidence") is not True and Attachment.objects.filter(supplement=asked).exists():
            kept.append(FactValue(
                name=name, month=run.month, value={**said.value, "evidence": True}, source="citizen",
                source_detail=f"supplement:{asked.pk}",
            ))  # fmt: skip
    if kept:
        record_facts(matter=run.matter, facts=kept, by=by, at=at)
    return bool(kept)
