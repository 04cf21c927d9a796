"""A prepared case in a person's hands: take it, let it go, change a fact and see the result move."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from andrum.accounts.service import User
from andrum.audit.service import JSON, Actor
from andrum.automation.actions.deciding import (
    ask_citizen,
    communicate_before_decision,
    decide_hand_over,
    dismiss_hand_over,
    keep_answer,
    write_off_hand_over,
)
from andrum.automation.actions.holding import assess_anew, open_and_held, tell
from andrum.automation.models import HandOver
from andrum.automation.queries.locking import locked_hand_over
from andrum.cases.service import Fact, FactValue, record_facts, release_hold, undo_fact
from andrum.kernel.errors import NotAllowedError

__all__ = [
    "Change", "ask_citizen", "change_fact", "communicate_before_decision", "decide_hand_over", "dismiss_hand_over",
    "keep_answer", "release_hand_over", "take_hand_over", "undo_change", "write_off_hand_over",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What a changed fact did: the proposal before and after, each with its ``calculation``."""

    hand_over: HandOver
    before: dict[str, object]
    after: dict[str, object]


@transaction.atomic
def take_hand_over(*, hand_over: HandOver, by: Actor, at: datetime, user: User | None = None) -> HandOver:
    """Work with a prepared case: it is one's own, and nobody else, nor the automation, touches the matter meanwhile.

    Taking it again lengthens the time.

    Raises:
        NotAllowedError: when it is taken in another's name.
        HandOverClosedError: when it is decided, or replaced by a newer one.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    if user is not None and by.id != str(user.pk):
        raise NotAllowedError
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    tell(kind="automation.hand_over_taken", hand_over=locked, by=by, at=at)
    return locked


@transaction.atomic
def release_hand_over(*, hand_over: HandOver, by: Actor, at: datetime) -> HandOver:
    """Let a prepared case go back to the worklist. One that another has is left as it is."""
    locked = locked_hand_over(hand_over)
    release_hold(matter=locked.matter, by=by, at=at)
    if locked.closed_at is None and str(locked.taken_by_id) == by.id:
        locked.taken_by_id, locked.taken_at = None, None
        locked.save(update_fields=["taken_by", "taken_at"])
        tell(kind="automation.hand_over_released", hand_over=locked, by=by, at=at)
    return locked


@transaction.atomic
def change_fact(
    *, hand_over: HandOver, name: str, value: object, reason: str, by: Actor, at: datetime, unknown_reason: str = ""
) -> Change:
    """Keep a caseworker's value of a fact, with the reason, and assess anew.

    Raises:
        FactError: when value or reason is missing.
        HandOverClosedError: when the case is decided, or replaced by a newer one.
        HeldError: when somebody else, or the automation, works with the matter now.
    """
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    before = dict(locked.proposal)
    kept: JSON = value  # type: ignore[assignment]  # the form makes it of JSON parts only
    own = FactValue(
        name=name, value=kept, month=locked.month, source="caseworker", unknown_reason=unknown_reason, reason=reason
    )
    record_facts(matter=locked.matter, facts=[own], by=by, at=at)
    fresh = assess_anew(hand_over=locked, why=name, by=by, at=at)
    return Change(fresh, before, dict(fresh.proposal))


@transaction.atomic
def undo_change(*, hand_over: HandOver, fact: Fact, reason: str, by: Actor, at: datetime) -> Change:
    """Take a caseworker's value back, and assess anew: what counted before it counts again.

    Raises:
        FactError: when it is not a caseworker's current value, or no reason is given.
        HandOverClosedError: when the case is decided, or replaced by a newer one.
        HeldError: when somebody else, or the automation, works with the matter now.
        NotAllowedError: when the fact is not one of the matter's and the month's.
    """
    locked = open_and_held(hand_over=hand_over, by=by, at=at)
    if (fact.matter_id, fact.month) != (locked.matter_id, locked.month):
        raise NotAllowedError
    before = dict(locked.proposal)
    undo_fact(fact=fact, reason=reason, by=by, at=at)
    fresh = assess_anew(hand_over=locked, why=fact.name, by=by, at=at)
    return Change(fresh, before, dict(fresh.proposal))
