"""What a real run decides is taken up, shown and replayed."""

from datetime import timedelta

import time_machine
from django.test import Client

from andrum.control.models import Review
from tests.cast import Cast
from tests.rooms.automation.stage import (
    NOVEMBER,
    ToldRegisters,
    apply,
    granted_before,
    mandate_on,
    registers,
    run_of,
)

__all__ = ["registers"]


def test_a_decision_on_the_road_is_taken_up_when_it_is_kept_and_shows_what_was_seen(
    cast: Cast, registers: ToldRegisters, django_capture_on_commit_callbacks
):
    mandate_on(cast)
    granted_before(cast)
    with time_machine.travel(NOVEMBER + timedelta(minutes=1), tick=False):
        with django_capture_on_commit_callbacks(execute=True):
            run = run_of(apply(cast, NOVEMBER), NOVEMBER)
        review = Review.objects.get(run=run)
        client = Client()
        client.force_login(cast.frank)
        text = client.get(f"/kontroll/granskningar/{review.pk}/").content.decode()
        draws = client.get("/kontroll/lottningar/2026-11-04/").content.decode()
        saved = client.get(f"/kontroll/granskningar/{review.pk}/sparat.json")
        letter = client.get(f"/kontroll/granskningar/{review.pk}/brev.pdf")
    assert (review.state, review.is_drawn) == ("waiting", True)
    assert "first_for_person" in review.risks
    for part in (
        "Riksnormen",
        "Omräknat nu: samma resultat",
        "Hämta uppgifter",
        "Verkställa",
        "Hyra enligt kontraktet",
        "Regelbok",
        "Koder",
    ):
        assert part in text, part
    for key in ("housing.rent", "application.", "bank_account", "rulebook", "household_sha256"):
        assert key not in text, key
    kept = saved.json()
    assert kept["calculation"]["household"]["housing"]["rent"]
    assert kept["steps"][0]["name"] == "collect"
    assert f"evidence:{run.application_id}" in draws
    assert (letter.status_code, letter.content[:5]) == (200, b"%PDF-")
