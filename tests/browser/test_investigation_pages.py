"""The decision basis in a browser: every page by axe, desk and phone; what is typed is saved; two at once are told."""

from datetime import date

import pytest
from django.utils import timezone

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import add_participant, open_matter
from andrum.investigations.queries.written import versions_of, written_parts
from andrum.investigations.service import save_part
from andrum.kernel.identity import made_up_number
from andrum.people.service import register_person
from tests.rooms.investigations.stage import Told, opened, talk

pytestmark = pytest.mark.browser
BAD = Told("M", "Han sover dåligt.", "halsa", values={"factor": "halsa.r5"})
DENIED = Told("M", "Han sover inte dåligt.", "halsa", values={"factor": "halsa.r5", "status": "förnekat"})


@pytest.fixture
def investigation(cast):
    now, by = timezone.now(), actor_of(cast.cilla)
    leo = register_person(
        personal_number=made_up_number(date(2014, 5, 4), 990), given_name="Leo", family_name="Ek", by=SYSTEM, at=now
    )
    matter = open_matter(
        kind="children_and_youth", applicant=leo, unit=cast.norr, assigned_to=cast.cilla, by=by, at=now
    )
    add_participant(matter=matter, person=cast.alva_person, role="guardian", by=by, at=now)
    found = opened(matter, cast, day=timezone.localdate(), at=now)
    talk(matter, cast.cilla, [BAD, DENIED], at=now)
    return found


def addresses(one) -> list[str]:
    parts = ("", "skriv/analysis/", "skriv/analysis/versioner/", "kommunicera/", "avsluta/", "steg/forlang/")
    return [
        "/utredningar/", f"/arenden/{one.matter.reference}/utredning/",
        *(f"/utredningar/{one.pk}/{part}" for part in parts),
    ]  # fmt: skip


@pytest.mark.parametrize("phone", [False, True])
def test_every_page_keeps_to_the_rules_of_accessibility(cast, investigation, page_as, assert_no_axe_violations, phone):
    page = page_as(cast.cilla, phone=phone)
    for address in addresses(investigation):
        assert page.goto(address).status == 200, address
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), address


def test_what_is_typed_is_saved_and_a_colleague_meanwhile_is_told_of(page_as, cast, investigation):
    page = page_as(cast.cilla)
    page.goto(f"/utredningar/{investigation.pk}/skriv/analysis/")
    page.fill("#text", "Leo sover dåligt.")
    page.get_by_text("Sparat kl.").wait_for()
    assert written_parts(investigation)["analysis"].text == "Leo sover dåligt."
    save_part(
        investigation=investigation, part="analysis", text="Evas text.", base=1, by=actor_of(cast.eva),
        at=timezone.now(),
    )  # fmt: skip
    page.fill("#text", "Leo sover dåligt hemma.")
    page.get_by_text("Eva Lund har skrivit i samma del").wait_for()
    assert written_parts(investigation)["analysis"].text == "Evas text."
    assert versions_of(investigation, "analysis").filter(text="Leo sover dåligt hemma.", is_aside=True).exists()
