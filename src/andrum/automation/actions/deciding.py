"""A person decides a prepared case. What the law says must come first cannot be skipped.

FL 25 §: who is party is told what a decision against them would rest on, and may answer, unless that is obviously
unnecessary. FL 32 §: reasons. FL 33 §: how to appeal, which the letter says.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from andrum.applications.service import Supplement, request_supplement
from andrum.audit.service import Actor
from andrum.automation.actions.holding import assess_anew, open_and_held, tell
from andrum.automation.domain.duties import duties_hindering
from andrum.automation.domain.errors import DutyError, HandOverClosedError
from andrum.automation.domain.steps import digest
from andrum.automation.models import HandOver
from andrum.cases.service import (
    Decision,
    Outcome,
    active_decision,
    add_task,
    answer_communication,
    communicate,
    communication_of,
    decide,
    finish_task_with_key,
    release_hold,
    write_note,
)
from andrum.dispatch.service import order_letter, order_payment
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _

PAYING: Final = frozenset({"granted", "partly_granted"})


@transaction.atomic
def communicate_before_decision(
    *, hand_over: HandOver, text: str, answer_by: date, by: Actor, at: datetime
) -> HandOver:  # fmt: skip
    """Tell the applicant what a decision would rest on, and until when to answer (FL 25 §).

    Raises:
        DecisionError: when the text is empty or the day has been.
        HandOverClosedError, HeldError: as ``take_hand_over``.
    """
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    sent = communicate(matter=locked.matter, month=locked.month, text=text, answer_by=answer_by, by=by, at=at)
    add_task(
        matter=locked.matter, kind="answer_due", title="Svaret på underrättelsen ska ha kommit", month=locked.month,
        due_date=answer_by, key=f"answer_due:{sent.pk}", by=by, at=at,
    )  # fmt: skip
    tell(kind="automation.communicated", hand_over=locked, by=by, at=at, answer_by=answer_by.isoformat())
    return locked


@transaction.atomic
def keep_answer(*, hand_over: HandOver, answer: str, by: Actor, at: datetime) -> HandOver:
    """Keep what the applicant answered, also by telephone.

    Raises:
        DutyError: when nothing was sent, or the answer is empty.
        DecisionError: when there is an answer already.
    """
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    sent = communication_of(matter=locked.matter, month=locked.month)
    if sent is None or not answer.strip():
        raise DutyError(
            _("Det finns ingen underrättelse att svara på, eller svaret är tomt."), todo=_("Skriv vad som sades.")
        )
    answer_communication(communication=sent, answer=answer, by=by, at=at)
    finish_task_with_key(key=f"answer_due:{sent.pk}", by=by, at=at)
    tell(kind="automation.answer_kept", hand_over=locked, by=by, at=at)
    return locked


@transaction.atomic
def ask_citizen(
    *, hand_over: HandOver, items: Sequence[Mapping[str, str]], due_date: date, by: Actor, at: datetime
) -> Supplement:  # fmt: skip
    """Ask the applicant to complete; ``items`` as ``request_supplement`` takes them. The case stays with the person.

    Raises:
        DutyError: when the day has been.
        SupplementError: when nothing is asked, or another request is open.
        HandOverClosedError, HeldError: as ``take_hand_over``.
    """
    if due_date < swedish_day(at):
        raise DutyError(_("Svarsdagen har varit."), saved=_("Inget är skickat."), todo=_("Välj en senare dag."))
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    asked = request_supplement(
        matter=locked.matter, application=locked.run.application, items=items, due_date=due_date, by=by, at=at
    )
    add_task(
        matter=locked.matter, kind="supplement_due", title="Kompletteringen ska ha kommit", month=locked.month,
        due_date=due_date, key=f"supplement_due:{asked.pk}", by=by, at=at,
    )  # fmt: skip
    tell(kind="automation.supplement_asked", hand_over=locked, by=by, at=at, supplement=asked.pk, items=len(items))
    return asked


def decide_hand_over(
    *, hand_over: HandOver, outcome: str, amount_ore: int, reasons: str, by: Actor, at: datetime,
    not_communicated_because: str = "",
) -> Decision:  # fmt: skip
    """Decide a prepared case, once: decision, letter, payment, journal note and closed tasks, all or nothing.

    Asked again with the same content it gives the same decision.

    Args:
        hand_over: The prepared case.
        outcome: ``granted``, ``partly_granted``, ``denied``, ``dismissed`` or ``written_off``.
        amount_ore: Öre; 0 unless something is granted.
        reasons: The statement of reasons (FL 32 §); may be empty only for a full grant of the computed amount.
        by: Who decides.
        at: Now.
        not_communicated_because: Why it is obviously unnecessary to hear the applicant first (FL 25 §).

    Raises:
        DutyError: when the applicant has not been heard, or reasons are missing.
        ConflictError: when the facts have changed since the case was read, or the month has a decision.
        DecisionError: when amount and outcome do not fit.
        HandOverClosedError, HeldError: as ``take_hand_over``.
    """
    if by.kind != "person" or outcome not in Outcome.values:
        raise DutyError(_("Ett förberett ärende beslutas av en människa."), todo=_("Välj ett utfall."))
    same = _made_before(hand_over, outcome, amount_ore)
    if same is not None:
        return same
    fresh, is_changed = _as_it_is_now(hand_over=hand_over, by=by, at=at)
    if is_changed:
        raise ConflictError(
            _("Uppgifterna har ändrats sedan du öppnade ärendet."),
            saved=_("Beräkningen är gjord på nytt. Inget är beslutat."), todo=_("Läs den och besluta igen."),
        )  # fmt: skip
    _check(fresh, outcome=outcome, amount_ore=amount_ore, reasons=reasons, because=not_communicated_because, at=at)
    return _carry_out(
        hand_over=fresh, outcome=outcome, amount_ore=amount_ore, reasons=reasons.strip(),
        because=not_communicated_because, by=by, at=at,
    )  # fmt: skip


def dismiss_hand_over(*, hand_over: HandOver, reasons: str, by: Actor, at: datetime, because: str = "") -> Decision:
    """Dismiss the application without trying it (avvisning). Raises as ``decide_hand_over``."""
    return decide_hand_over(
        hand_over=hand_over,
        outcome="dismissed",
        amount_ore=0,
        reasons=reasons,
        not_communicated_because=because,
        by=by,
        at=at,
    )


def write_off_hand_over(*, hand_over: HandOver, reasons: str, by: Actor, at: datetime) -> Decision:
    """Write the application off, as when it is taken back (avskrivning). Raises as ``decide_hand_over``.

    Where the month has a decision already the case is set aside: that decision stands, is given back, and none is made.
    """
    return decide_hand_over(hand_over=hand_over, outcome="written_off", amount_ore=0, reasons=reasons, by=by, at=at)


def _made_before(hand_over: HandOver, outcome: str, amount_ore: int) -> Decision | None:
    kept = HandOver.objects.select_related("decision").get(pk=hand_over.pk)
    if kept.closed_at is None:
        return None
    made = kept.decision
    if made is None or (made.outcome, made.amount_ore) != (outcome, amount_ore):
        raise HandOverClosedError
    return made


@transaction.atomic
def _as_it_is_now(*, hand_over: HandOver, by: Actor, at: datetime) -> tuple[HandOver, bool]:
    """The case computed from the facts of now, and whether that is something else than what was read."""
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    before = digest(locked.household)
    fresh = assess_anew(hand_over=locked, why="decide", by=by, at=at)
    return fresh, digest(fresh.household) != before


def _check(
    hand_over: HandOver, *, outcome: str, amount_ore: int, reasons: str, because: str, at: datetime
) -> None:  # fmt: skip
    proposal = hand_over.proposal
    applied, grant = proposal.get("applied_ore"), proposal["calculation"].get("grant")
    if outcome == "granted" and isinstance(applied, int) and amount_ore < applied:
        raise DutyError(
            _("Beloppet är lägre än det sökta, {amount}."), saved=_("Inget är beslutat."),
            todo=_("Välj delvis bifall och skriv skälen."), values={"amount": kronor(applied)},
        )  # fmt: skip
    if outcome == "granted" and amount_ore != grant and not reasons.strip():
        raise DutyError(
            _("Beloppet är ett annat än det beräknade."),
            saved=_("Inget är beslutat."),
            todo=_("Skriv skälen för beloppet."),
        )
    sent = communication_of(matter=hand_over.matter, month=hand_over.month)
    left = duties_hindering(outcome=outcome, reasons=reasons, sent=sent, today=swedish_day(at), because=because)
    if left:
        raise DutyError(
            "{duty} ({provision})", saved=_("Inget är beslutat."), todo=left[0].todo,
            values={"duty": left[0].words, "provision": left[0].provision},
        )  # fmt: skip


@transaction.atomic
def _carry_out(
    *, hand_over: HandOver, outcome: str, amount_ore: int, reasons: str, because: str, by: Actor, at: datetime
) -> Decision:  # fmt: skip
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    standing = active_decision(matter=locked.matter, month=locked.month)
    if standing is not None and outcome == "written_off":
        return _set_aside(locked, standing, reasons, by=by, at=at)
    proposal = locked.proposal
    decision = decide(
        matter=locked.matter, month=locked.month, outcome=outcome, amount_ore=amount_ore, reasons=reasons, how="person",
        calculation=proposal["calculation"], rulebook_version=str(proposal.get("rulebook_version", "")),
        applied_ore=proposal.get("applied_ore"), by=by, at=at, key=f"hand_over:{locked.pk}",
    )  # fmt: skip
    order_letter(decision=decision, by=by, at=at)
    if outcome in PAYING and amount_ore:
        order_payment(decision=decision, amount_ore=amount_ore, by=by, at=at)
    _journal(locked, decision, because, by=by, at=at)
    sent = communication_of(matter=locked.matter, month=locked.month)
    if sent is not None:
        finish_task_with_key(key=f"answer_due:{sent.pk}", by=by, at=at)
    locked.closed_at, locked.closed_how, locked.decision = at, "decided", decision
    locked.save(update_fields=["closed_at", "closed_how", "decision"])
    tell(kind="automation.hand_over_decided", hand_over=locked, by=by, at=at, decision=decision.pk, outcome=outcome,
         amount_ore=amount_ore, told_before=not because.strip())  # fmt: skip
    release_hold(matter=locked.matter, by=by, at=at)
    return decision


def _set_aside(hand_over: HandOver, standing: Decision, reasons: str, *, by: Actor, at: datetime) -> Decision:
    """Close a case whose month somebody has decided meanwhile: no new decision, no letter, and a note of why."""
    in_words = Month.parse(hand_over.month).in_words
    write_note(
        matter=hand_over.matter, title=f"Förberett ärende för {in_words} lades undan", by=by, at=at, sign=True,
        text=f"Månaden har redan ett beslut, och det gäller. Inget nytt beslut är fattat.\n\n{reasons}",
    )  # fmt: skip
    hand_over.closed_at, hand_over.closed_how = at, "set_aside"
    hand_over.save(update_fields=["closed_at", "closed_how"])
    tell(kind="automation.hand_over_set_aside", hand_over=hand_over, by=by, at=at, decision=standing.pk)
    release_hold(matter=hand_over.matter, by=by, at=at)
    return standing


def _journal(hand_over: HandOver, decision: Decision, because: str, *, by: Actor, at: datetime) -> None:
    words = f"{decision.get_outcome_display()} med {kronor(decision.amount_ore)}."
    if decision.outcome not in PAYING:
        words = f"{decision.get_outcome_display()}."
    parts = [f"Beslut om ekonomiskt bistånd för {Month.parse(hand_over.month).in_words}: {words}", decision.reasons]
    if because.strip():
        parts.append(f"Den sökande har inte underrättats före beslutet (25 § förvaltningslagen): {because.strip()}")
    write_note(
        matter=hand_over.matter, title=f"Beslut för {Month.parse(hand_over.month).in_words}",
        text="\n\n".join(part for part in parts if part), by=by, at=at, sign=True,
    )  # fmt: skip
