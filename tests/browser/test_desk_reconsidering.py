"""A decision tried again in a real browser: every page by axe, desk and phone, and Cilla changes it."""

import re

import pytest
import time_machine

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE
from andrum.automation.actions.appeals import find_appeal_in_time, write_statement
from andrum.cases.service import Decision, mark_delivered, receive_message
from tests.rooms.automation.stage import OCTOBER, granted_before, registers

__all__ = ["registers"]
pytestmark = pytest.mark.browser
WHY = "Hyran var högre än vi räknade med, och avin visar det."


@pytest.fixture
def decision(cast, registers):
    with time_machine.travel(OCTOBER):
        granted_before(cast)
        made = Decision.objects.select_related("matter").get()
        return mark_delivered(decision=made, delivered_at=OCTOBER, by=MACHINE, at=OCTOBER)


def write(cast, decision, kind):
    return receive_message(
        matter=decision.matter, kind=kind, text="Hyran är fel. Den är 7 000 kr, det står på avin.", decision=decision,
        by=actor_of(cast.alva), at=OCTOBER,
    )  # fmt: skip


def test_cilla_corrects_a_fact_sees_what_differs_and_changes_the_decision(cast, decision, page_as):
    write(cast, decision, "objection")
    page = page_as(cast.cilla)
    page.goto("/arbete/")
    page.get_by_role("link", name=re.compile("Ompröva beslutet")).click()
    page.get_by_text("blir det samma som i beslutet").wait_for()
    page.get_by_text("Kostnader", exact=True).click()
    page.get_by_role("link", name="Ändra Hyra", exact=True).click()
    page.get_by_label("Belopp", exact=True).fill("6 000")
    page.get_by_label("Varför ändrar du?").fill("Enligt avin.")
    page.get_by_role("button", name="Spara och räkna om").click()
    page.get_by_text("Rader som blir annorlunda nu").wait_for()
    page.get_by_role("link", name="Ändra beslutet").click()
    page.get_by_label("Nytt belopp").fill("7 000")
    page.get_by_label("Vad var fel").fill(WHY)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("button", name="Fatta det nya beslutet").click()
    page.get_by_text("Det nya beslutet är fattat.").wait_for()
    assert Decision.objects.get(changes=decision).amount_ore == 700_000


@pytest.mark.parametrize("phone", [False, True])
def test_no_page_of_it_breaks_a_rule(cast, decision, page_as, assert_no_axe_violations, phone):
    write(cast, decision, "objection")
    appeal = write(cast, decision, "appeal")
    page = page_as(cast.cilla, phone=phone)
    paths = (
        f"beslut/{decision.pk}/", f"beslut/{decision.pk}/?andra=cost.rent", f"beslut/{decision.pk}/behall/",
        f"beslut/{decision.pk}/nytt/andra/", f"beslut/{decision.pk}/nytt/ratta/", f"overklagande/{appeal.pk}/",
    )  # fmt: skip
    for path in paths:
        assert page.goto(f"/arbete/{path}").status == 200
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), path
    find_appeal_in_time(message=appeal, why="", by=actor_of(cast.cilla), at=OCTOBER)
    write_statement(message=appeal, statement="Nämnden anser att det står kvar.", by=actor_of(cast.cilla), at=OCTOBER)
    page.goto(f"/arbete/overklagande/{appeal.pk}/")
    assert_no_axe_violations(page)
    page.goto(f"/arbete/beslut/{decision.pk}/nytt/ratta/")
    page.get_by_label("Nytt belopp").fill("7 000")
    page.get_by_label("Vad var fel").fill(WHY)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("button", name="Fatta det nya beslutet").wait_for()
    assert_no_axe_violations(page)
