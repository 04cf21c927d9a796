"""A conversation in a matter of economic assistance leaves the automation as it was."""

from datetime import timedelta

import pytest
import time_machine

from andrum.audit.service import SYSTEM
from andrum.cases.service import FactValue, open_matter, record_facts
from andrum.kernel.periods import Month
from tests.cast import Cast
from tests.rooms.automation.stage import NOVEMBER, OCTOBER, answers_for, apply, mandate_on, run_of
from tests.rooms.conversations.test_road import signed, spoken_to_end


def test_a_run_comes_to_the_same_with_a_signed_conversation_in_the_matter(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("andrum.automation.queries.looking.is_drawn", lambda **_of_whom: False)
    from andrum.accounts.service import actor_of
    from andrum.automation.service import decide_hand_over, take_hand_over

    mandate_on(cast)
    matter = open_matter(
        applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=OCTOBER - timedelta(days=1)
    )
    account = {"clearing": "6000", "number": "123456789"}
    record_facts(matter=matter, facts=[FactValue("payment.account", account)], by=SYSTEM, at=OCTOBER)
    with time_machine.travel(OCTOBER, tick=False):
        signed(spoken_to_end(matter, cast, at=OCTOBER - timedelta(hours=2)), cast)
    first = run_of(apply(cast, OCTOBER, answers_for(Month(2026, 10))), OCTOBER).hand_overs.get()
    take_hand_over(hand_over=first, user=cast.cilla, by=actor_of(cast.cilla), at=OCTOBER)
    decide_hand_over(
        hand_over=first, outcome="granted", amount_ore=first.proposal["amount_ore"], reasons=first.proposal["reasons"],
        by=actor_of(cast.cilla), at=OCTOBER,
    )  # fmt: skip
    assert first.proposal["amount_ore"] > 0
    assert run_of(apply(cast, NOVEMBER, answers_for(Month(2026, 11))), NOVEMBER).decision is not None
