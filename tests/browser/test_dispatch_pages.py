"""What goes out, in a browser: every page by axe on desk and phone, and work by hand done to the end."""

import pytest
from django.utils import timezone

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import decide, open_matter
from andrum.dispatch.actions.by_hand import hand_over_letter
from andrum.dispatch.actions.delivery import wait
from andrum.dispatch.service import Outgoing, OutgoingState, order_letter, order_payment

pytestmark = pytest.mark.browser


@pytest.fixture
def orders(cast):
    """A letter that waits, one that goes by hand, and a payment without an account."""
    now = timezone.now()
    matter = open_matter(applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=now)
    made = {}
    for month in ("2026-10", "2026-11"):
        decision = decide(
            matter=matter, month=month, outcome="granted", amount_ore=500000, reasons="", how="person",
            calculation={}, rulebook_version="1", applied_ore=None, by=actor_of(cast.cilla), at=now, key=month,
        )  # fmt: skip
        made[month] = order_letter(decision=decision, by=SYSTEM, at=now)
    wait(outgoing=made["2026-10"], cause="Brevlådan svarar inte", by=SYSTEM, at=now)
    hand_over_letter(outgoing=made["2026-11"], cause="refused", by=SYSTEM, at=now)
    made["payment"] = order_payment(decision=decision, amount_ore=500000, by=SYSTEM, at=now)
    return made


@pytest.mark.parametrize("phone", [False, True])
def test_every_page_breaks_no_rule_and_fits_its_screen(cast, orders, page_as, assert_no_axe_violations, phone):
    page = page_as(cast.eva, phone=phone)
    by_hand = [f"{orders[name].pk}/for-hand/" for name in ("2026-11", "payment")]
    for address in ("", "for-hand/", "misslyckade/", "klara/", "betalfiler/", *by_hand):
        assert page.goto(f"/utskick/{address}").status == 200, address
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), address


def test_a_caseworker_gives_a_payment_its_account(cast, orders, page_as):
    page = page_as(cast.cilla)
    page.goto(f"/utskick/{orders['payment'].pk}/for-hand/")
    page.get_by_label("Kontonummer").fill("6000, 12")
    page.get_by_role("button", name="Spara kontot och betala ut").click()
    page.get_by_text("Kontonumret stämmer inte").first.wait_for()
    page.get_by_label("Kontonummer").fill("6000, 123 456 789")
    page.get_by_role("button", name="Spara kontot och betala ut").click()
    page.get_by_text("Kontot är sparat").first.wait_for()
    assert Outgoing.objects.get(pk=orders["payment"].pk).state == OutgoingState.QUEUED


def test_a_manager_tries_a_waiting_letter_again(cast, orders, page_as):
    page = page_as(cast.eva)
    page.goto("/utskick/")
    page.get_by_role("button", name="Försök igen").click()
    page.get_by_text("Vi försöker igen nu").first.wait_for()
    assert Outgoing.objects.get(pk=orders["2026-10"].pk).state == OutgoingState.QUEUED
