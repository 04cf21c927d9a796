"""What follows when the registers have answered: checks, calculation, and a decision or a prepared case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from andrum.applications.service import Supplement
from andrum.audit.service import Actor, head, record
from andrum.automation.actions.seeds import publish_seed
from andrum.automation.actions.supplements import (
    ask_about_differences,
    ask_for_evidence,
    ask_for_statements,
    keep_agreed,
    keep_evidence,
)
from andrum.automation.domain import checks
from andrum.automation.domain.calculation import calculation_of, proposal_of
from andrum.automation.domain.events import RunDecided, RunHandedOver
from andrum.automation.domain.explaining import MARK as DIFFERENCE_MARK
from andrum.automation.domain.reasons import Reason, strongest_first
from andrum.automation.domain.register_answers import RegisterAnswer, nobody_answered
from andrum.automation.domain.steps import Step, digest
from andrum.automation.models import DrawSeed, HandOver, Mandate, MandateState, Run, RunState, RunStep, StepName
from andrum.automation.queries.asking import adults_of
from andrum.automation.queries.looking import Ahead, Looked, holds, look, to_protect, whole_runs
from andrum.automation.queries.situation import Situation
from andrum.cases.service import current_facts, decide, record_facts, write_note
from andrum.dispatch.service import order_letter, order_payment
from andrum.kernel.clock import SWEDEN, swedish_day
from andrum.kernel.events import publish
from andrum.kernel.money import kronor
from andrum.kernel.periods import day_in_words
from andrum.people.service import set_protection

DEFAULT_DAYS: Final = timedelta(days=14)
WORDS: Final = {
    "registers_down": "Registren har inte svarat trots flera försök.",
    "not_asked_for": "Registren är inte tillfrågade: ärendet är inte öppet, eller någon söker inte längre i det.",
    "garbled_answer": "Registrens svar går inte att läsa, eller gäller någon annan.",
}


def look_ahead(*, run_id: int, answers: Mapping[str, RegisterAnswer], by: Actor, at: datetime) -> Ahead | None:
    """Look before the lock is taken; None where something must be kept before it can be known."""
    seen = head().count  # before anything is read: what happens while it is read is later
    run = whole_runs().get(pk=run_id)
    answered = Supplement.objects.filter(application=run.application_id, answered_at__isnull=False)
    if to_protect(run, answers) or answered.exists():
        return None
    seed = _seed(run, by=by, at=at)
    return Ahead(look(run=run, answers=answers, seed=seed, recorded_by=by.name, at=at), seen)


def _seed(run: Run, *, by: Actor, at: datetime) -> DrawSeed | None:
    """The seed that draws among continued applications of the run's day; nobody is drawn among the new."""
    if run.application.kind != "continued":
        return None
    return publish_seed(day=swedish_day(run.created_at), by=by, at=at)


@transaction.atomic
def finish(
    *, run: Run, answers: Mapping[str, RegisterAnswer], ahead: Ahead | None = None, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Keep the answers and every step, and decide, ask the applicant, or hand over. All in the caller's transaction.

    What was found ``ahead`` of the transaction is used while it holds; otherwise everything is looked at again here.
    """
    if ahead is not None and holds(ahead, run=run):
        looked = ahead.looked
    else:
        _keep_first(run, answers, by=by, at=at)
        seed = _seed(run, by=by, at=at)
        looked = look(run=run, answers=answers, seed=seed, recorded_by=by.name, at=at)
    record_facts(matter=run.matter, facts=looked.compared.facts, by=by, at=at)
    situation, drawn = looked.situation, looked.case.draw
    limits, codes, matched = situation.limits, situation.codes, looked.compared.matched
    reasons = strongest_first([*checks.about_the_case(looked.case), *looked.complete, *looked.crossed])
    asked = ask_for_evidence(run=run, limits=limits, reasons=reasons, by=by, at=at) or ask_about_differences(
        run=run, limits=limits, codes=codes, matched=matched, reasons=reasons, by=by, at=at
    )  # fmt: skip
    if asked is not None:
        _wait_for_citizen(run, looked, asked, by=by, at=at)
        return
    mandate, reasons = (None, reasons) if reasons else _mandate(run, situation, at=at)
    if mandate is not None:
        _decide(run, looked, mandate, by=by, at=at)
        return
    _hand_over(run, looked, reasons, by=by, at=at)
    if drawn:
        ask_for_statements(run=run, limits=limits, by=by, at=at)


@transaction.atomic
def hand_over_without_answers(*, run: Run, code: str, by: Actor, at: datetime) -> None:
    """Prepare the case for a person though the registers have not answered; what they would say stays unknown.

    What they have said before about the month, in an earlier round, is left as it is.
    """
    answers = {key: nobody_answered(person.personal_number, code=code, at=at) for key, person in adults_of(run).items()}
    views = current_facts(matter=run.matter, month=run.month)
    heard = any(row.source == "register" and not row.is_unknown for rows in views.values() for row in rows)
    _keep_first(run, {}, by=by, at=at)
    found = look(run=run, answers={} if heard else answers, seed=None, recorded_by=by.name, at=at)
    record_facts(matter=run.matter, facts=found.compared.facts, by=by, at=at)
    situation, down = found.situation, [Reason(code, WORDS[code])]
    complete = [*checks.about_assessment(situation.assessment), *checks.about_assets(found.case, situation.limits)]
    reasons = strongest_first([*checks.about_the_case(found.case), *complete, *down])
    _hand_over(run, replace(found, complete=complete, crossed=down), reasons, by=by, at=at)


def _keep_first(run: Run, answers: Mapping[str, RegisterAnswer], *, by: Actor, at: datetime) -> None:
    """What changes all that follows: who is protected, and what the applicant has answered since.

    Whom a register calls protected is protected here too, at once; only a person ends it.
    """
    for person in to_protect(run, answers):
        set_protection(person=person, protection="sekretessmarkering", by=by, at=at)
    views = current_facts(matter=run.matter, month=run.month)
    keep_evidence(run=run, views=views, by=by, at=at)
    keep_agreed(run=run, by=by, at=at)


def _steps(run: Run, looked: Looked) -> list[Step]:
    situation, read, matched = looked.situation, looked.compared.read, looked.compared.matched
    limits, codes, assessment = situation.limits, situation.codes, situation.assessment
    failed = {f"{member}.{agency}": why for (member, agency), why in sorted(read.failed.items())}
    paid = [{"key": row.key, "kind": row.kind, "amount": row.amount, "paid": row.paid.isoformat()} for row in read.paid]
    versions = {"limits": limits.version, "codes": codes.version}
    return [
        Step(StepName.COLLECT, {"month": run.month, "members": sorted(adults_of(run))}, {"codes": codes.version},
             {"failed": failed, "paid": paid, "facts": len(matched.facts)}),
        Step(StepName.COMPLETE, {"household": situation.household, "evidence_from": situation.evidence_from}, versions,
             {"reasons": [reason.as_json() for reason in looked.complete]}),
        Step(StepName.CROSS_CHECK, {"draw": looked.draw}, versions,
             {"differences": [row.as_json() for row in matched.differences],
              "reasons": [reason.as_json() for reason in looked.crossed]}),
        Step(StepName.ASSESS, {"household_sha256": digest(situation.household)},
             {"rulebook": assessment.rulebook_version},
             {"outcome": str(assessment.outcome), "amounts": assessment.as_json()["amounts"],
              "sha256": digest(assessment.as_json())}),
    ]  # fmt: skip


def _mandate(run: Run, situation: Situation, *, at: datetime) -> tuple[Mandate | None, list[Reason]]:
    """The mandate to decide by, looked at under lock in the deciding transaction; or why there is none."""
    grant, day = situation.assessment.grant, swedish_day(at)
    if not isinstance(grant, int) or grant <= 0:
        return None, [Reason("nothing_to_grant", "Det finns inget belopp att bevilja.")]
    rows = list(
        Mandate.objects.select_for_update(no_key=True)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), case_type=run.application.kind, valid_from__lte=day)
        .order_by("-valid_from", "-pk")
    )
    on = [row for row in rows if row.state == MandateState.ON and "granted" in row.outcomes]
    if not on:
        if any(row.state == MandateState.STOPPED for row in rows):
            return None, [Reason("mandate_stopped", "Mandatet för automatiska beslut är stoppat.")]
        return None, [Reason("no_mandate", "Inget mandat för automatiska beslut gäller.")]
    within = next((row for row in on if grant <= row.max_amount_ore), None)
    if within is None:
        return None, [Reason("above_mandate", f"Beloppet {kronor(grant)} är högre än mandatet tillåter.")]
    return within, []


def _decide(run: Run, looked: Looked, mandate: Mandate, *, by: Actor, at: datetime) -> None:
    situation, steps = looked.situation, _steps(run, looked)
    assessment, proposal = situation.assessment, proposal_of(situation.assessment)
    amount = int(assessment.grant)  # type: ignore[arg-type]  # a mandate was found, so it is a whole number
    decision = decide(
        matter=run.matter, month=run.month, outcome="granted", amount_ore=amount, reasons=str(proposal["reasons"]),
        how="automated", mandate_ref=mandate.reference, calculation=calculation_of(assessment),  # type: ignore[arg-type]
        rulebook_version=assessment.rulebook_version, applied_ore=amount, by=by, at=at,
        key=f"run:{run.pk}:{run.round}",
    )  # fmt: skip
    letter = order_letter(decision=decision, by=by, at=at)
    payment = order_payment(decision=decision, amount_ore=amount, by=by, at=at)
    write_note(
        matter=run.matter, title=f"Automatiskt beslut för {situation.month.in_words}", by=by, at=at, sign=True,
        text=f"Bifall med {kronor(amount)}. Beslutet är fattat automatiskt enligt mandat {mandate.reference}. "
        "Beräkningen finns i beslutet. Brev och utbetalning är beställda.",
    )  # fmt: skip
    steps += [
        Step(StepName.DECIDE, {"mandate": mandate.reference}, {"rulebook": assessment.rulebook_version},
             {"outcome": "granted", "amount_ore": amount, "decision": decision.pk}),
        Step(StepName.CARRY_OUT, {"decision": decision.pk}, {}, {"letter": letter.pk, "payment": payment.pk}),
    ]  # fmt: skip
    run.state, run.mandate, run.mandate_ref, run.decision = RunState.DECIDED, mandate, mandate.reference, decision
    _close(
        run, steps, kind="automation.run_decided", details={"decision": decision.pk, "amount_ore": amount}, by=by, at=at
    )
    publish(
        RunDecided(
            run_id=run.pk, decision_id=decision.pk, matter_id=run.matter_id, month=run.month, mandate_id=mandate.pk
        )
    )


def _hand_over(run: Run, looked: Looked, reasons: Sequence[Reason], *, by: Actor, at: datetime) -> None:
    situation, matched, steps = looked.situation, looked.compared.matched, _steps(run, looked)
    assessment = situation.assessment
    task = (
        run.matter.tasks.filter(done_at__isnull=True, kind="decision_due", month=run.month).order_by("due_date").first()
    )
    due = task.due_date if task is not None and task.due_date else swedish_day(run.created_at) + DEFAULT_DAYS
    prepared = HandOver.objects.create(
        run=run, matter=run.matter, month=run.month, reasons=[reason.as_json() for reason in reasons],
        household=situation.household, proposal={**proposal_of(assessment), "calculation": calculation_of(assessment)},
        differences=[row.as_json() for row in matched.differences],
        missing=[{"path": row.path, "words": row.words, "reason": row.reason} for row in assessment.missing],
        created_at=at, due_date=due,
    )  # fmt: skip
    steps.append(
        Step(StepName.DECIDE, {}, {"rulebook": assessment.rulebook_version},
             {"hand_over": prepared.pk, "reasons": [reason.as_json() for reason in reasons]})
    )  # fmt: skip
    run.state = RunState.HANDED_OVER
    codes = list(dict.fromkeys(reason.code for reason in reasons))
    _close(
        run, steps, kind="automation.run_handed_over", details={"hand_over": prepared.pk, "codes": codes}, by=by, at=at
    )
    publish(RunHandedOver(run_id=run.pk, hand_over_id=prepared.pk, matter_id=run.matter_id, month=run.month))


def _wait_for_citizen(run: Run, looked: Looked, asked: Supplement, *, by: Actor, at: datetime) -> None:
    """What is missing is asked for; the run goes on when the answer has come or the last day is over."""
    reasons = [reason.as_json() for reason in (*looked.complete, *looked.crossed)]
    steps = [
        *_steps(run, looked),
        Step(StepName.DECIDE, {}, {"limits": looked.situation.limits.version},
             {"supplement": asked.pk, "due_date": asked.due_date.isoformat(), "reasons": reasons}),
    ]  # fmt: skip
    run.state = RunState.WAITING_FOR_CITIZEN
    _close(run, steps, kind="automation.supplement_asked", details={"supplement": asked.pk}, by=by, at=at)
    what = "svara på en fråga" if asked.items[0].get("code", "").startswith(DIFFERENCE_MARK) else "skicka underlag"
    run.cause = f"Den sökande ska {what} senast {day_in_words(asked.due_date)}."
    run.finished_at = None
    run.next_try_at = datetime.combine(asked.due_date + timedelta(days=1), time.min, SWEDEN)
    run.save(update_fields=["cause", "finished_at", "next_try_at"])


def _close(
    run: Run, steps: Sequence[Step], *, kind: str, details: Mapping[str, object], by: Actor, at: datetime
) -> None:
    RunStep.objects.bulk_create(
        RunStep(run=run, round=run.round, name=step.name, at=at, inputs=step.inputs, versions=step.versions,
                result=step.result, sha256=step.sha256)
        for step in steps
    )  # fmt: skip
    run.finished_at, run.next_try_at, run.cause = at, None, ""
    run.save()
    kept = {"round": run.round, "steps": {str(step.name): step.sha256 for step in steps}, **details}
    record(kind=kind, by=by, at=at, subject=f"run:{run.pk}", matter=str(run.matter_id), details=kept)  # type: ignore[arg-type]
