"""Try a decision again (omprövning, FL 36-39 §§): correct facts, keep it with an answer, correct a slip, or change it.

A decision is never rewritten: what is wrong is put right by a new one that changes it. Only what the month has not been
paid before is paid, and nothing is demanded back here.
"""

from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import JSON, Actor, record
from andrum.automation.actions.holding import HOLD_SECONDS
from andrum.automation.domain.calculation import applied_ore, calculation_of
from andrum.automation.domain.errors import DutyError
from andrum.automation.domain.reconsidering import SHORTEST, SLIP, Wish, reasons_in_letter
from andrum.automation.domain.steps import digest
from andrum.automation.queries.reconsidering import as_it_is_now, asked_about, duties_left, standing_of, told_since
from andrum.cases.service import (
    Communication,
    Decision,
    Fact,
    FactValue,
    add_task,
    answer_communication,
    communicate,
    decide,
    finish_task,
    finish_task_with_key,
    record_facts,
    release_hold,
    send_message,
    take_hold,
    undo_fact,
    write_note,
)
from andrum.dispatch.service import (
    OutgoingKind,
    OutgoingState,
    cancel_payment,
    order_letter,
    order_payment,
    ordered_ore,
    outgoing_of_matter,
)
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError, NotAllowedError
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month, day_in_words
from andrum.kernel.words import marked as _

STILL_HERE = (OutgoingState.QUEUED, OutgoingState.BY_HAND)
"""Payments that no file holds yet."""


@transaction.atomic
def correct_fact(
    *, decision: Decision, name: str, value: object, reason: str, by: Actor, at: datetime, unknown_reason: str = ""
) -> None:
    """Keep a caseworker's value of a fact of the decided month; the decision stands until it is changed.

    Raises:
        ConflictError: when the decision is changed already.
        FactError: when value or reason is missing.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    locked = _held(decision, by=by, at=at)
    kept: JSON = value  # type: ignore[assignment]  # the form makes it of JSON parts only
    own = FactValue(
        name=name, value=kept, month=locked.month, source="caseworker", unknown_reason=unknown_reason, reason=reason
    )
    record_facts(matter=locked.matter, facts=[own], by=by, at=at)
    _tell("automation.reconsidered_anew", locked, by=by, at=at, fact=name)


@transaction.atomic
def undo_correction(*, decision: Decision, fact: Fact, reason: str, by: Actor, at: datetime) -> None:
    """Take a caseworker's value back. Raises as ``correct_fact``, and NotAllowedError for a fact of something else."""
    locked = _held(decision, by=by, at=at)
    if (fact.matter_id, fact.month) != (locked.matter_id, locked.month):
        raise NotAllowedError
    undo_fact(fact=fact, reason=reason, by=by, at=at)
    _tell("automation.reconsidered_anew", locked, by=by, at=at, fact=fact.name)


@transaction.atomic
def keep_decision(*, decision: Decision, answer: str, by: Actor, at: datetime) -> None:
    """Keep the decision after trying it again: answer those who asked, note why, and finish what was to do. Once.

    An appeal is not finished by this: it is tried and handed over by itself.

    Raises:
        ConflictError: when nobody waits for an answer any more, or the decision is changed already.
        DutyError: when the answer says nothing.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    locked = _held(decision, by=by, at=at)
    if len(answer.strip()) < SHORTEST:
        raise DutyError(
            _("Svaret är för kort."),
            saved=_("Inget är skickat."),
            todo=_("Skriv varför beslutet står kvar, minst en mening."),
        )
    asked = [one for one in asked_about(locked) if not one.is_appeal]
    if not asked:
        raise ConflictError(
            _("Ingen väntar på svar om beslutet."), saved=_("Inget är skickat."), todo=_("Öppna beslutet igen.")
        )
    if any(one.message is not None for one in asked):
        send_message(matter=locked.matter, text=answer, by=by, at=at)
    write_note(
        matter=locked.matter, title=f"Beslutet för {Month.parse(locked.month).in_words} står kvar efter omprövning",
        text=answer.strip(), by=by, at=at, sign=True,
    )  # fmt: skip
    for one in asked:
        finish_task(task=one.task, by=by, at=at)
    _tell("automation.decision_kept", locked, by=by, at=at, tasks=[one.task.pk for one in asked])
    release_hold(matter=locked.matter, by=by, at=at)


@transaction.atomic
def tell_before_change(*, decision: Decision, text: str, answer_by: date, by: Actor, at: datetime) -> Communication:
    """Tell the person what a change to their harm would rest on, and until when to answer (FL 25 §).

    Raises:
        ConflictError: when the decision is changed already.
        DecisionError: when the text is empty or the day has been.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    locked = _held(decision, by=by, at=at)
    sent = communicate(matter=locked.matter, month=locked.month, text=text, answer_by=answer_by, by=by, at=at)
    add_task(
        matter=locked.matter, kind="answer_due", title="Svaret på underrättelsen ska ha kommit", month=locked.month,
        due_date=answer_by, key=f"answer_due:{sent.pk}", by=by, at=at,
    )  # fmt: skip
    _tell("automation.told_before_change", locked, by=by, at=at, answer_by=answer_by.isoformat())
    return sent


@transaction.atomic
def keep_answer_before_change(*, decision: Decision, answer: str, by: Actor, at: datetime) -> None:
    """Keep what the person answered, also by telephone.

    Raises:
        DutyError: when nothing was sent, or the answer is empty.
        DecisionError: when there is an answer already.
    """
    locked = _held(decision, by=by, at=at)
    sent = told_since(locked)
    if sent is None or not answer.strip():
        raise DutyError(
            _("Det finns ingen underrättelse att svara på, eller svaret är tomt."), todo=_("Skriv vad som sades.")
        )
    answer_communication(communication=sent, answer=answer, by=by, at=at)
    finish_task_with_key(key=f"answer_due:{sent.pk}", by=by, at=at)


@transaction.atomic
def change_decision(
    *, decision: Decision, way: str, outcome: str, amount_ore: int, reasons: str, by: Actor, at: datetime,
    ground: str = "", ground_why: str = "", obvious: str = "", because: str = "", seen: str = "",
) -> Decision:  # fmt: skip
    """Correct a slip (``way`` is ``slip``) or change the decision (``change``) by a new one, once.

    A new letter goes out, and of the money only what the month has not been given before. Money that no bank file
    holds yet is stopped when the new decision gives less; what is paid is never demanded back by this.

    Args:
        decision: The one that holds now.
        way: ``slip`` (FL 36 §) or ``change`` (FL 37-38 §§).
        outcome: ``granted``, ``partly_granted`` or ``denied``.
        amount_ore: Öre for the whole month.
        reasons: What was wrong, and what holds now.
        by: Who decides; a person.
        at: Now.
        ground: For a change to the person's harm, one of ``HARM_GROUNDS``.
        ground_why: What the ground rests on.
        obvious: What is obviously wrong, when the decision is appealed.
        because: Why it is obviously unnecessary to hear the person first (FL 25 §).
        seen: The digest of the household that was read; empty to take it as it is.

    Raises:
        ConflictError: when the facts have changed since they were read, or another has changed the decision.
        DutyError: when the law hinders the change, or something must come before it.
        HeldError: when somebody else, or the automation, works with the matter now.
        DispatchError: when a payment was collected for the bank meanwhile.
    """
    if by.kind != "person":
        raise DutyError(_("En omprövning görs av en människa."), todo=_("Lämna den till en handläggare."))
    same = Decision.objects.filter(changes=decision.pk).first()
    if same is not None and (same.outcome, same.amount_ore) == (outcome, amount_ore):
        return same
    locked = _held(decision, by=by, at=at)
    wish = Wish(
        way=way, outcome=outcome, amount_ore=amount_ore, reasons=reasons, before_outcome=locked.outcome,
        before_ore=locked.amount_ore, ground=ground, ground_why=ground_why, obvious=obvious, because=because,
    )  # fmt: skip
    values = _rests_on(locked, wish, seen)
    _check(locked, wish, at=at)
    if wish.is_harm:
        _stop_what_is_not_paid(locked, by=by, at=at)
    return _carry_out(locked, wish, values, by=by, at=at)


def _held(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """The decision under lock, its matter held by ``by``. Raises ConflictError when another decision has changed it."""
    locked = (
        Decision.objects.select_for_update(of=("self",), no_key=True)
        .select_related("matter__applicant", "matter__unit", "changes")
        .get(pk=decision.pk)
    )
    if Decision.objects.filter(changes=locked).exists():
        raise ConflictError(
            _("Beslutet är redan ändrat av ett senare beslut."),
            saved=_("Inget har ändrats."),
            todo=_("Öppna det som gäller."),
        )
    take_hold(matter=locked.matter, by=by, at=at, seconds=HOLD_SECONDS)
    return locked


def _rests_on(decision: Decision, wish: Wish, seen: str) -> dict[str, JSON]:
    """The calculation that the new decision rests on: the old one's for a slip, today's for a change."""
    if wish.way == SLIP:
        return {
            "calculation": decision.calculation, "rulebook_version": decision.rulebook_version,
            "applied_ore": decision.applied_ore,
        }  # fmt: skip
    situation = as_it_is_now(decision)
    if seen and seen != digest(situation.household):
        raise ConflictError(
            _("Uppgifterna har ändrats sedan du öppnade beslutet."), saved=_("Inget är beslutat."),
            todo=_("Läs den nya beräkningen och besluta igen."),
        )  # fmt: skip
    applied = applied_ore(situation.assessment)
    if wish.outcome == "granted" and applied is not None and wish.amount_ore < applied:
        raise DutyError(
            _("Beloppet är lägre än det sökta, {amount}."), saved=_("Inget är beslutat."),
            todo=_("Välj delvis bifall och skriv skälen."), values={"amount": kronor(applied)},
        )  # fmt: skip
    calculation: JSON = calculation_of(situation.assessment)  # type: ignore[assignment]  # JSON by its own contract
    return {
        "calculation": calculation, "rulebook_version": situation.assessment.rulebook_version, "applied_ore": applied,
    }  # fmt: skip


def _check(decision: Decision, wish: Wish, *, at: datetime) -> None:
    left = duties_left(decision, wish, today=swedish_day(at))
    if left:
        raise DutyError(
            "{duty} ({provision})", saved=_("Inget är beslutat."), todo=left[0].todo,
            values={"duty": left[0].words, "provision": left[0].provision},
        )  # fmt: skip


def _stop_what_is_not_paid(decision: Decision, *, by: Actor, at: datetime) -> None:
    waiting = outgoing_of_matter(matter=decision.matter).filter(
        kind=OutgoingKind.PAYMENT, decision__month=decision.month, state__in=STILL_HERE
    )
    for outgoing in waiting:
        cancel_payment(outgoing=outgoing, reason="Beslutet ändras till ett lägre belopp.", by=by, at=at)


def _carry_out(old: Decision, wish: Wish, values: dict[str, JSON], *, by: Actor, at: datetime) -> Decision:
    matter, paid = old.matter, ordered_ore(matter=old.matter, month=old.month)
    reasons = reasons_in_letter(
        wish=wish, day_words=day_in_words(swedish_day(old.decided_at)), ordered_ore=paid,
        is_appealed=standing_of(old).is_appealed,
    )  # fmt: skip
    new = decide(
        matter=matter, month=old.month, outcome=wish.outcome, amount_ore=wish.amount_ore, reasons=reasons, how="person",
        by=by, at=at, key=f"changes:{old.pk}", changes=old, **values,  # type: ignore[arg-type]  # made by _rests_on
    )  # fmt: skip
    order_letter(decision=new, by=by, at=at)
    if wish.amount_ore > paid:
        order_payment(decision=new, amount_ore=wish.amount_ore - paid, by=by, at=at)
    write_note(
        matter=matter, title=f"Beslutet för {Month.parse(old.month).in_words} är {_word(wish)}",
        text=_note(old, wish, reasons), by=by, at=at, sign=True,
    )  # fmt: skip
    for one in asked_about(old):
        if not one.is_appeal:
            finish_task(task=one.task, by=by, at=at)
    if (sent := told_since(old)) is not None:
        finish_task_with_key(key=f"answer_due:{sent.pk}", by=by, at=at)
    _tell(
        "automation.decision_corrected" if wish.way == SLIP else "automation.decision_changed", old, by=by, at=at,
        new=new.pk, outcome=wish.outcome, before=old.amount_ore, after=wish.amount_ore, ground=wish.ground,
        paid_now=max(wish.amount_ore - paid, 0), told_before=not wish.because.strip(),
    )  # fmt: skip
    release_hold(matter=matter, by=by, at=at)
    return new


def _word(wish: Wish) -> str:
    return "rättat" if wish.way == SLIP else "ändrat"


def _note(old: Decision, wish: Wish, reasons: str) -> str:
    parts = [f"Från {kronor(old.amount_ore)} till {kronor(wish.amount_ore)}.", reasons]
    if wish.obvious.strip():
        parts.append(f"Uppenbart felaktigt (38 § förvaltningslagen): {wish.obvious.strip()}")
    if wish.is_harm and wish.because.strip():
        parts.append(f"Personen har inte underrättats före ändringen (25 § förvaltningslagen): {wish.because.strip()}")
    return "\n\n".join(parts)


def _tell(kind: str, decision: Decision, *, by: Actor, at: datetime, **details: JSON) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"decision:{decision.pk}", matter=str(decision.matter_id),
        details={"month": decision.month, **details},
    )  # fmt: skip
