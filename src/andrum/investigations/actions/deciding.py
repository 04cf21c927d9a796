"""The decision on an investigation: a person's, in words of the person's own, made in the case."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor
from andrum.cases.service import Decision, active_decision, add_document, add_task, decide, write_note
from andrum.dispatch.service import order_letter
from andrum.investigations.domain.errors import NOTHING_CHANGED, InvestigationStateError, ReasonMissingError
from andrum.investigations.models import Investigation, InvestigationState
from andrum.investigations.queries.compiled import decision_key, decision_of
from andrum.investigations.queries.letters import decision_paper
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month, day_in_words
from andrum.kernel.words import marked as _

CHILDREN = "children_and_youth"
PDF = "application/pdf"


@transaction.atomic
def decide_on(
    *, investigation: Investigation, outcome: str, what: str, reasons: str, by: Actor, at: datetime
) -> Decision:
    """Make the decision that the finished investigation prepared, once. A decision on an earlier version is changed.

    Args:
        investigation: A finished investigation, the newest version.
        outcome: As ``cases.decide``.
        what: What is decided, in the person's own words: which service, from when, for how long.
        reasons: The statement of reasons (FL 32 §).
        by: The person who decides.
        at: Now.

    Raises:
        InvestigationStateError: when it is not finished, or a newer version is there.
        ReasonMissingError: when it is not said what is decided.
        DecisionError: when the outcome is unknown or reasons are missing.
        ConflictError: when it is decided already, otherwise than this.
    """
    found = Investigation.objects.select_related("matter").get(pk=investigation.pk)
    if found.state != InvestigationState.FINISHED or Investigation.objects.filter(follows=found).exists():
        raise InvestigationStateError(
            _("Beslutet kan inte fattas här."), saved=NOTHING_CHANGED,
            todo=_("Avsluta utredningen först; finns en nyare version fattas beslutet där."),
        )  # fmt: skip
    if len(what.strip()) < 3:
        raise ReasonMissingError(_("Det står inte vad som beslutas."), saved=NOTHING_CHANGED, todo=_("Skriv det."))
    earlier = _earlier(found)
    month = earlier.month if earlier is not None else str(Month.of(swedish_day(at)))
    is_new = decision_of(found) is None
    decision = decide(
        matter=found.matter, month=month, outcome=outcome, amount_ore=0, reasons=reasons, how="person",
        calculation={
            "about": "investigation", "investigation": found.pk, "version": found.number, "what": what.strip(),
            "pdf": found.pdf.sha256 if found.pdf else "",
        },
        rulebook_version=found.days_version, applied_ore=None, changes=earlier, key=decision_key(found), by=by, at=at,
    )  # fmt: skip
    if is_new:
        text = f"{decision.get_outcome_display()}: {what.strip()}\n\n{reasons.strip()}".strip()
        write_note(matter=found.matter, title="Beslut efter utredning", text=text, sign=True, by=by, at=at)
        _let_them_know(decision, by, at)
    return decision


def _let_them_know(decision: Decision, by: Actor, at: datetime) -> None:
    """An adult gets the letter. Who gets a child's, and how, is for the worker: it is kept, and a task says so."""
    matter = decision.matter
    if matter.kind != CHILDREN:
        order_letter(decision=decision, by=by, at=at)
        return
    add_document(
        matter=matter, kind="decision_letter", title=f"Beslut {day_in_words(swedish_day(at))}", media_type=PDF,
        content=decision_paper(decision), source="caseworker", key=f"decision:{decision.pk}", by=by, at=at,
    )  # fmt: skip
    add_task(
        matter=matter, title="Delge vårdnadshavare och barn beslutet", assigned_to=matter.assigned_to,
        text="Beslutet ligger som PDF bland handlingarna. Tänk på vem som får veta var barnet eller den andra bor.",
        due_date=swedish_day(at), key=f"tell:decision:{decision.pk}", by=by, at=at,
    )  # fmt: skip


def _earlier(found: Investigation) -> Decision | None:
    """The decision that still holds on a version before this one."""
    before = found.follows
    while before is not None:
        decision = decision_of(before)
        if decision is not None:
            return active_decision(matter=found.matter, month=decision.month)
        before = before.follows
    return None
