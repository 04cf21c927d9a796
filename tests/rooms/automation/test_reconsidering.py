"""A decision tried again: kept with an answer, corrected, changed as the law allows, or appealed to the court."""

from datetime import timedelta

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, AuditEvent, verify
from andrum.automation.actions.appeals import (
    dismiss_appeal,
    find_appeal_in_time,
    hand_over_appeal,
    write_statement,
)
from andrum.automation.actions.reconsidering import (
    change_decision,
    correct_fact,
    keep_answer_before_change,
    keep_decision,
    tell_before_change,
)
from andrum.automation.domain.errors import DutyError
from andrum.automation.models import AppealTrial
from andrum.automation.queries.reconsidering import as_it_is_now, asked_about, decision_of_task
from andrum.cases.service import Decision, Message, Task, active_decision, add_task, mark_delivered, receive_message
from andrum.dispatch.service import Outgoing, decision_letter_pdf, ordered_ore
from andrum.kernel.errors import AndrumError, ConflictError
from tests.cast import Cast
from tests.rooms.automation.stage import OCTOBER, ToldRegisters, granted_before, registers

__all__ = ["registers"]
LATER = OCTOBER + timedelta(days=5)
WHY = "Hyran var högre än vi räknade med, och avin visar det."
HARMED = {"ground": "wrong_information", "ground_why": "Lönen från oktober uppgavs inte i ansökan."}


@pytest.fixture
def decision(cast: Cast, registers: ToldRegisters) -> Decision:
    """October, granted by Cilla and got by Alva the same day."""
    granted_before(cast)
    made = Decision.objects.select_related("matter").get()
    return mark_delivered(decision=made, delivered_at=OCTOBER, by=MACHINE, at=OCTOBER)


@pytest.fixture
def cilla(cast: Cast):
    return actor_of(cast.cilla)


def ask(cast: Cast, decision: Decision, kind: str = "objection", at=LATER) -> Message:
    return receive_message(
        matter=decision.matter, kind=kind, text="Hyran är fel.", decision=decision, by=actor_of(cast.alva), at=at
    )


def change(decision: Decision, by, more_ore: int = 50_000, at=LATER, **rest) -> Decision:
    values = {
        "way": "change", "outcome": "granted", "amount_ore": decision.amount_ore + more_ore, "reasons": WHY, **rest,
    }  # fmt: skip
    if values["outcome"] == "granted" and more_ore < 0:
        values["outcome"] = "partly_granted"
    return change_decision(decision=decision, by=by, at=at, **values)


def kinds(prefix: str) -> list[str]:
    return [kind for kind in AuditEvent.objects.values_list("kind", flat=True) if kind.startswith(prefix)]


def test_an_objection_is_answered_and_the_decision_kept_once(cast: Cast, cilla, decision: Decision):
    task = Task.objects.get(key=f"message:{ask(cast, decision).pk}")
    assert decision_of_task(task) == decision
    keep_decision(decision=decision, answer="Hyran är räknad som avin visar.", by=cilla, at=LATER)
    task.refresh_from_db()
    assert task.done_by == "Cilla Berg"
    assert decision.matter.messages.get(is_from_citizen=False).text == "Hyran är räknad som avin visar."
    assert decision.matter.notes.filter(title__contains="står kvar", signed_at__isnull=False).count() == 1
    with pytest.raises(ConflictError, match="Ingen väntar"):
        keep_decision(decision=decision, answer="Hyran är räknad som avin visar.", by=cilla, at=LATER)
    assert kinds("automation.decision_kept") == ["automation.decision_kept"]


def test_an_answer_that_says_nothing_is_not_sent(cast: Cast, cilla, decision: Decision):
    ask(cast, decision)
    with pytest.raises(DutyError, match="för kort"):
        keep_decision(decision=decision, answer="Nej.", by=cilla, at=LATER)
    assert len(asked_about(decision)) == 1


def test_an_error_that_control_confirmed_leads_to_the_decision_and_is_done_by_the_change(cilla, decision: Decision):
    task = add_task(
        matter=decision.matter, title="Ompröva", month=decision.month, key="control:error:1", by=MACHINE, at=LATER
    )
    assert decision_of_task(task) == decision
    change(decision, cilla)
    task.refresh_from_db()
    assert task.done_at is not None


def test_a_change_makes_a_new_decision_a_letter_and_pays_only_the_difference(cilla, decision: Decision):
    correct_fact(decision=decision, name="housing.rent", value=670_000, reason="Enligt avin.", by=cilla, at=LATER)
    assert as_it_is_now(decision).values["housing.rent"] == 670_000
    new = change(decision, cilla)
    assert (new.changes, active_decision(matter=decision.matter, month=decision.month)) == (decision, new)
    assert "ändrar beslutet från den 2 oktober 2026 (37 § förvaltningslagen)" in new.reasons
    assert "Nu betalas skillnaden, 500" in new.reasons
    paid = Outgoing.objects.get(decision=new, kind="payment")
    assert (paid.amount_ore, ordered_ore(matter=new.matter, month=new.month)) == (50_000, new.amount_ore)
    assert Outgoing.objects.filter(decision=new, kind="letter").count() == 1
    assert decision_letter_pdf(new).startswith(b"%PDF")
    assert verify().ok


def test_a_change_sent_twice_is_made_once_and_another_one_is_refused(cilla, decision: Decision):
    assert change(decision, cilla) == change(decision, cilla)
    with pytest.raises(ConflictError, match="redan ändrat"):
        change(decision, cilla, more_ore=70_000)
    assert Outgoing.objects.filter(kind="payment").count() == 2
    assert kinds("automation.decision_changed") == ["automation.decision_changed"]


def test_a_changed_decision_can_be_changed_again(cilla, decision: Decision):
    second = change(change(decision, cilla), cilla)
    assert ordered_ore(matter=second.matter, month=second.month) == second.amount_ore
    assert second.amount_ore == decision.amount_ore + 100_000


def test_what_was_read_before_a_fact_changed_is_not_decided_upon(cilla, decision: Decision):
    with pytest.raises(ConflictError, match="har ändrats"):
        change(decision, cilla, seen="0" * 64)
    assert Decision.objects.count() == 1


def test_to_change_nothing_is_to_keep(cilla, decision: Decision):
    with pytest.raises(DutyError, match="desamma"):
        change(decision, cilla, more_ore=0)


def test_a_favourable_decision_is_not_changed_to_the_persons_harm_without_a_ground(cilla, decision: Decision):
    with pytest.raises(DutyError, match="tre grunder"):
        change(decision, cilla, more_ore=-100_000, because="Hon har redan fått veta det på ett möte.")
    with pytest.raises(DutyError, match="25 §"):
        change(decision, cilla, more_ore=-100_000, **HARMED)
    assert Decision.objects.count() == 1


def test_the_person_is_heard_before_a_change_to_their_harm(cilla, decision: Decision):
    last = LATER.date() + timedelta(days=7)
    tell_before_change(decision=decision, text="Vi tänker ändra.", answer_by=last, by=cilla, at=LATER)
    with pytest.raises(DutyError, match="tid att svara"):
        change(decision, cilla, more_ore=-100_000, **HARMED)
    keep_answer_before_change(decision=decision, answer="Det stämmer.", by=cilla, at=LATER)
    new = change(decision, cilla, more_ore=-100_000, **HARMED)
    assert "till din nackdel eftersom uppgifterna som vi fick var oriktiga" in new.reasons
    assert not Task.objects.filter(kind="answer_due", done_at__isnull=True).exists()


def test_what_was_told_before_the_decision_does_not_count_for_its_change(cilla, decision: Decision):
    from andrum.cases.service import communicate

    communicate(
        matter=decision.matter, month=decision.month, text="Tidigare.", answer_by=OCTOBER.date(), by=cilla,
        at=OCTOBER - timedelta(hours=1),
    )  # fmt: skip
    with pytest.raises(DutyError, match="25 §"):
        change(decision, cilla, more_ore=-100_000, **HARMED)


def test_money_that_is_still_here_is_stopped_when_the_new_decision_gives_less(cilla, decision: Decision):
    because = "Hon har redan fått veta det på ett möte och godtar det."
    new = change(decision, cilla, more_ore=-100_000, because=because, **HARMED)
    states = dict(Outgoing.objects.filter(kind="payment").values_list("decision", "state"))
    assert states == {decision.pk: "cancelled", new.pk: "queued"}
    assert ordered_ore(matter=new.matter, month=new.month) == new.amount_ore


def test_money_that_is_paid_is_never_demanded_back_in_silence(cilla, decision: Decision):
    Outgoing.objects.filter(kind="payment").update(state="sent", sent_at=LATER)
    because = "Hon har redan fått veta det på ett möte och godtar det."
    new = change(decision, cilla, more_ore=-100_000, because=because, **HARMED)
    assert "kräver inte tillbaka något" in new.reasons
    assert not Outgoing.objects.filter(decision=new, kind="payment").exists()


def test_a_slip_is_corrected_upon_the_old_calculation(cilla, decision: Decision):
    new = change(decision, cilla, way="slip", reasons="Beloppet blev felskrivet: en siffra föll bort.")
    assert "rättar beslutet" in new.reasons
    assert "36 §" in new.reasons
    assert new.calculation == decision.calculation
    assert kinds("automation.decision_corrected")


def test_only_a_person_tries_a_decision_again(decision: Decision):
    with pytest.raises(DutyError, match="människa"):
        change(decision, MACHINE)


def test_an_appealed_decision_is_changed_only_when_obviously_wrong_and_to_nobodys_harm(
    cast: Cast, cilla, decision: Decision
):
    appeal = ask(cast, decision, "appeal")
    with pytest.raises(DutyError, match="uppenbart felaktigt"):
        change(decision, cilla)
    with pytest.raises(DutyError, match="nackdel"):
        change(decision, cilla, more_ore=-100_000, obvious="Lönen saknas helt i beräkningen.", **HARMED)
    new = change(decision, cilla, obvious="Hyran saknas helt i beräkningen.")
    assert "anses gälla även det här beslutet (46 §)" in new.reasons
    assert Task.objects.get(key=f"message:{appeal.pk}").done_at is None


def test_an_appeal_in_time_is_handed_over_once_and_then_only_the_court_may_change(
    cast: Cast, cilla, decision: Decision
):
    appeal = ask(cast, decision, "appeal")
    with pytest.raises(ConflictError, match="inte prövat"):
        hand_over_appeal(message=appeal, day=LATER.date(), by=cilla, at=LATER)
    find_appeal_in_time(message=appeal, why="", by=cilla, at=LATER)
    with pytest.raises(DutyError, match="Yttrandet saknas"):
        hand_over_appeal(message=appeal, day=LATER.date(), by=cilla, at=LATER)
    write_statement(message=appeal, statement="Nämnden anser att beslutet ska stå kvar.", by=cilla, at=LATER)
    with pytest.raises(DutyError, match="dagen stämmer inte"):
        hand_over_appeal(message=appeal, day=LATER.date() + timedelta(days=1), by=cilla, at=LATER)
    first = hand_over_appeal(message=appeal, day=LATER.date(), by=cilla, at=LATER)
    assert hand_over_appeal(message=appeal, day=LATER.date(), by=cilla, at=LATER) == first
    assert Task.objects.get(key=f"message:{appeal.pk}").done_at is not None
    assert decision.matter.messages.filter(is_from_citizen=False).count() == 1
    assert kinds("automation.appeal_handed_over") == ["automation.appeal_handed_over"]
    with pytest.raises(DutyError, match="domstolen"):
        change(decision, cilla, obvious="Hyran saknas helt i beräkningen.")
    with pytest.raises(ConflictError):
        write_statement(message=appeal, statement="Något annat än det som lämnades.", by=cilla, at=LATER)


def test_a_late_appeal_is_dismissed_by_a_decision_of_its_own_once(cast: Cast, cilla, decision: Decision):
    late = OCTOBER + timedelta(days=60)
    appeal = ask(cast, decision, "appeal", at=late)
    reasons = "Brevet sa rätt hur man överklagar, och domstolen har inte fått något."
    with pytest.raises(DutyError, match="fel uppgift"):
        dismiss_appeal(message=appeal, reasons=reasons, told_rightly=False, by=cilla, at=late)
    made = dismiss_appeal(message=appeal, reasons=reasons, told_rightly=True, by=cilla, at=late)
    assert dismiss_appeal(message=appeal, reasons=reasons, told_rightly=True, by=cilla, at=late) == made
    assert (made.outcome, made.month, made.changes) == ("dismissed", "", None)
    assert "Sista dagen var den 23 oktober 2026" in made.reasons
    assert active_decision(matter=decision.matter, month=decision.month) == decision
    assert Outgoing.objects.filter(decision=made).count() == 1
    assert decision_letter_pdf(made).startswith(b"%PDF")
    assert not asked_about(decision)
    with pytest.raises(ConflictError, match="avvisat"):
        find_appeal_in_time(message=appeal, why=reasons, by=cilla, at=late)
    assert change(decision, cilla, at=late).changes == decision


def test_an_appeal_that_may_be_in_time_is_never_dismissed(cast: Cast, cilla, decision: Decision):
    reasons = "Brevet sa rätt hur man överklagar, och domstolen har inte fått något."
    in_time = ask(cast, decision, "appeal")
    with pytest.raises(DutyError, match="inte visat"):
        dismiss_appeal(message=in_time, reasons=reasons, told_rightly=True, by=cilla, at=LATER)
    assert not AppealTrial.objects.exists()


def test_a_late_appeal_is_taken_up_when_somebody_says_why(cast: Cast, cilla, decision: Decision):
    late = OCTOBER + timedelta(days=60)
    appeal = ask(cast, decision, "appeal", at=late)
    with pytest.raises(DutyError, match="efter sista dagen"):
        find_appeal_in_time(message=appeal, why="", by=cilla, at=late)
    trial = find_appeal_in_time(message=appeal, why="Brevet angav fel sista dag.", by=cilla, at=late)
    assert trial.is_in_time


def test_a_colleague_who_works_with_the_matter_is_not_disturbed(cast: Cast, cilla, decision: Decision):
    correct_fact(decision=decision, name="housing.rent", value=670_000, reason="Enligt avin.", by=cilla, at=LATER)
    with pytest.raises(AndrumError, match="Cilla Berg arbetar"):
        change(decision, actor_of(cast.eva))
