"""The desk in a real browser: Cilla takes a prepared case, changes a fact, sees the result move, and decides."""

import re

import pytest
import time_machine

from andrum.accounts.service import actor_of
from andrum.automation.service import HandOver, give_mandate, switch_mandate
from andrum.cases.service import Decision
from tests.cast import NOW
from tests.rooms.automation.desk import prepared, with_parental_benefit

pytestmark = pytest.mark.browser


@pytest.fixture
def case(cast):
    with time_machine.travel(NOW):
        return prepared(cast, with_parental_benefit())


def test_cilla_takes_a_case_changes_a_fact_sees_the_result_move_and_decides(cast, case, page_as):
    page = page_as(cast.cilla)
    page.goto("/arbete/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/arbete/{case.pk}/"))
    page.get_by_role("button", name="Ta över").click()
    page.get_by_text("Ärendet är ditt.").wait_for()
    before = page.locator(".receipt__total .receipt__amount").first.inner_text()
    page.get_by_role("link", name="Ändra Lön, Alva Ek").click()
    form = page.get_by_role("form", name=re.compile("Ändra Lön"))
    form.get_by_label("Belopp", exact=True).fill("1 000")
    form.get_by_label("Varför ändrar du?").fill("Enligt lönebesked.")
    form.get_by_role("button", name="Spara och räkna om").click()
    page.locator(".receipt__changed").get_by_text(re.compile("tidigare")).first.wait_for()
    assert page.locator(".receipt__total .receipt__amount").first.inner_text() != before
    assert before.split()[0] in page.locator(".receipt__total .receipt__before").first.inner_text()
    page.get_by_role("link", name="Fatta beslut").click()
    page.get_by_role("radio", name=re.compile("Delvis bifall")).check()
    page.get_by_label("Belopp", exact=True).fill("4 000")
    page.get_by_label("Motivering").fill("Hyran godtas till en del enligt kommunens riktlinje.")
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_text("Är det uppenbart att det inte behövs?").click()
    page.get_by_label("Varför behövs ingen underrättelse?").fill("Den sökande har redan läst allt och godtar det.")
    page.get_by_role("button", name="Fortsätt utan underrättelse").click()
    page.get_by_role("button", name="Fatta beslutet").click()
    page.get_by_text("Beslutet är fattat.").wait_for()
    assert (Decision.objects.get().outcome, Decision.objects.get().amount_ore) == ("partly_granted", 400_000)
    assert HandOver.objects.get(pk=case.pk).closed_at is not None


@pytest.mark.parametrize("phone", [False, True])
def test_no_page_of_the_desk_breaks_a_rule(cast, case, page_as, assert_no_axe_violations, phone):
    page = page_as(cast.cilla, phone=phone)
    for rest in (
        "",
        f"{case.pk}/",
        f"{case.pk}/?andra=income.i1",
        f"{case.pk}/beslut/",
        f"{case.pk}/fraga/",
        f"{case.pk}/hjalp/",
    ):
        assert page.goto(f"/arbete/{rest}").status == 200
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), rest
    page.goto(f"/arbete/{case.pk}/beslut/")
    page.get_by_role("radio", name=re.compile("Avslag")).check()
    page.get_by_label("Motivering").fill("Inkomsterna räcker till riksnormen och kostnaderna.")
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("heading", name="Den sökande ska få läsa och svara först").wait_for()
    assert_no_axe_violations(page)


@pytest.mark.parametrize("phone", [False, True])
def test_no_page_of_runs_and_mandates_breaks_a_rule(cast, case, page_as, assert_no_axe_violations, phone):
    mandate = give_mandate(
        code="continued", name="Fortsatta", case_type="continued", outcomes=["granted"], max_amount_ore=1_500_000,
        valid_from=NOW.date(), valid_to=None, decided_by_board_ref="SN § 71", by=actor_of(cast.greta), at=NOW,
    )  # fmt: skip
    switch_mandate(mandate=mandate, state="on", reason="Kontrollerat.", by=actor_of(cast.greta), at=NOW)
    page = page_as(cast.greta, phone=phone)
    for path in (
        "/korningar/", f"/korningar/{case.run_id}/", "/mandat/", f"/mandat/{mandate.pk}/", "/mandat/nytt/",
        "/mandat/kommande-ratt/",
    ):  # fmt: skip
        assert page.goto(path).status == 200
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), path
    eva = page_as(cast.eva)
    eva.goto(f"/korningar/{case.run_id}/")
    eva.get_by_text("Allt som gick in och kom ut").first.click()
    assert_no_axe_violations(eva)
