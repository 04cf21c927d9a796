"""A tariff or a file for fees that cannot be used: nothing that comes in is lost, and the screens say what is wrong."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from andrum.fees.actions.reviews import refresh_review
from andrum.fees.models import FeeReview, Recalculation
from tests.rooms.fees.stage import NOVEMBER, NOW, Unitful, a_matter, actor, registers_say, told
from tests.rooms.fees.test_deciding import decided
from tests.rooms.fees.test_pages import signed_in, text_of
from tests.rooms.fees.test_statements import begun, signed

WRONG = "fee_tariff-2016-07-01.yaml"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / WRONG).write_text("name: fee_tariff\nvalues: [", encoding="utf-8")
    return tmp_path


def test_what_a_person_says_is_kept_and_waits_for_somebody(there: Unitful, broken: Path, settings: LazySettings):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    decided(matter, there.fia)
    registers_say(matter, NOVEMBER, public_pension=13_990)
    settings.ANDRUM_MUNICIPALITY = str(broken)
    assert signed(there, begun(there, matter, "confirm")).state == "signed"
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    assert set(review.reasons) >= {"statement", "tariff"}
    assert (review.proposal, review.proposed_ore) == ({}, None)
    settings.ANDRUM_MUNICIPALITY = ""
    refresh_review(review=review, by=actor(there.fia), at=NOW)
    assert "tariff" not in review.reasons
    assert review.proposed_ore


def test_a_file_for_fees_that_is_not_there_stops_no_service_from_being_granted(
    there: Unitful, tmp_path: Path, settings: LazySettings
):
    settings.ANDRUM_MUNICIPALITY, settings.ANDRUM_DEMO = str(tmp_path), False
    review = FeeReview.objects.get(matter=a_matter(there.unit, there.svea))
    assert "tariff" in review.reasons
    assert review.due_date == NOW.date()


def test_the_screens_say_which_file_is_wrong(there: Unitful, broken: Path, settings: LazySettings):
    a_matter(there.unit, there.svea)
    made = Recalculation.objects.create(
        unit=there.unit, month="2027-01", state="previewing", made_at=NOW, made_by="Fia Ros", moved_at=NOW
    )
    fia = signed_in(there.fia)
    pages = ("/avgifter/", f"/avgifter/omrakning/{made.pk}/")
    assert not [page for page in pages if WRONG in text_of(fia, page)]
    settings.ANDRUM_MUNICIPALITY = str(broken)
    assert [page for page in pages if WRONG in text_of(fia, page)] == list(pages)


def test_no_recalculation_begins_without_a_tariff(there: Unitful, broken: Path, settings: LazySettings):
    a_matter(there.unit, there.svea)
    settings.ANDRUM_MUNICIPALITY = str(broken)
    answer = signed_in(there.fia).post("/avgifter/omrakning/", {"month": "2027-01"})
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    assert not Recalculation.objects.exists()
