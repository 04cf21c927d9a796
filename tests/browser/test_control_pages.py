"""The control pages: every one of them by axe, desk and phone; a queue walked by keyboard; a mandate stopped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.actions.access import open_anyway
from andrum.cases.service import assign
from andrum.control.actions.opinions import give_opinion
from andrum.control.actions.reading import note_review_read
from andrum.control.actions.readings import draw_readings
from andrum.kernel.clock import swedish_day
from tests.rooms.control.conftest import write_parameters
from tests.rooms.control.stage import Stage, make_mandate

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(cast, settings, tmp_path):
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    write_parameters(tmp_path)
    now = timezone.now()
    made = Stage(cast, make_mandate(), at=now - timedelta(days=1))
    reviews = [made.plain_review(month="2026-11") for _ in range(4)]
    made.review(made.person(), language="en", differences=("sjukpenning",))
    give_opinion(review_id=reviews[0].pk, verdict="right", by=cast.frank, at=now)
    give_opinion(
        review_id=reviews[1].pk, verdict="wrong", cause="wrong_income", words="Lönen räknades två gånger.",
        by=cast.frank, at=now,
    )  # fmt: skip
    assign(matter=reviews[2].matter, to=cast.kim, by=SYSTEM, at=made.at)
    open_anyway(
        matter_reference=reviews[2].matter.reference, reason="Kollegan är sjuk och utbetalningen är i dag.",
        by=cast.cilla, at=made.at,
    )  # fmt: skip
    note_review_read(review=reviews[2], part="all", by=actor_of(cast.eva), at=made.at)
    draw_readings(day=swedish_day(made.at), by=SYSTEM, at=now)
    return made


def addresses(stage) -> list[str]:
    day = swedish_day(stage.at).isoformat()
    return ["", "granskningar/", "granskningar/3/", "granskningar/2/", "oppningar/", "lasningar/", "lottningar/",
            f"lottningar/{day}/", "uppfoljning/"]  # fmt: skip


@pytest.mark.parametrize("phone", [False, True])
def test_every_page_breaks_no_rule_and_fits_its_screen(stage, page_as, assert_no_axe_violations, phone):
    page = page_as(stage.cast.eva, phone=phone)
    for address in addresses(stage):
        assert page.goto(f"/kontroll/{address}").status == 200, address
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), address


def test_pages_with_nothing_on_them_break_no_rule(cast, page_as, assert_no_axe_violations):
    page = page_as(cast.frank)
    for address in ("", "granskningar/", "oppningar/", "lasningar/", "lottningar/", "uppfoljning/"):
        assert page.goto(f"/kontroll/{address}").status == 200, address
        assert_no_axe_violations(page)


def test_a_reviewer_walks_the_queue_by_keyboard_alone(stage, page_as):
    page = page_as(stage.cast.frank)
    page.goto("/kontroll/granskningar/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/granskningar/*/")
    first = page.url
    page.get_by_label("Rätt: jag hade kommit fram till detsamma").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Spara och ta nästa").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Din bedömning är sparad.").wait_for()
    assert page.url != first


def test_a_wrong_without_cause_is_sent_back_with_the_fault_first(stage, page_as, assert_no_axe_violations):
    page = page_as(stage.cast.frank)
    page.goto("/kontroll/granskningar/3/")
    page.get_by_label("Fel: något skulle ha blivit annorlunda").check()
    page.get_by_role("button", name="Spara och ta nästa").click()
    page.get_by_role("heading", name="Det här behöver rättas").wait_for()
    assert_no_axe_violations(page)


def test_the_board_stops_a_mandate_and_reads_what_it_did(stage, page_as):
    page = page_as(stage.cast.greta)
    page.goto("/kontroll/")
    page.get_by_text("Stoppa mandatet", exact=True).click()
    assert page.get_by_text("Inga fler beslut fattas med det här mandatet").is_visible()
    page.get_by_label("Varför stoppar du? (frivilligt)").fill("Fel i hyrorna")
    page.get_by_role("button", name="Stoppa mandatet nu").click()
    page.get_by_text("är stoppat. Ärendena lämnas nu till handläggare").wait_for()
    assert page.get_by_role("button", name="Stoppa mandatet nu").count() == 0
