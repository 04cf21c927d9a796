"""The account to pay to: a slip is found while the person can mend it, and nobody is refused by a table."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from andrum.applications.domain.incoming import read_answers
from andrum.applications.domain.pages import BY_KEY
from andrum.applications.models import Application
from andrum.applications.web.keeping import mark_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.site.demo import answers as demo_answers
from tests.cast import NOW, Cast
from tests.rooms.applications.answers import alone, draft

PAGE = BY_KEY["payout"]
QUESTION = "Har du jämfört numren"
SLIP = {"how": "bank", "clearing": "6000", "number": "123456798"}


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def address(application: Application) -> str:
    return reverse("applications:question", args=(application.pk, PAGE.slug))


def post(cast: Cast, application: Application, sent: dict[str, str], language: str = "sv") -> Any:
    client = Client()
    client.force_login(cast.alva)
    client.cookies["django_language"] = language
    known = {"version": application.version, "seen": mark_of(application, PAGE, "")}
    return client.post(address(application), known | sent)


@pytest.mark.parametrize(
    ("clearing", "number", "words"),
    [
        ("600", "123456789", "Skriv fyra siffror"),
        ("6000-1", "123456789", "Skriv fyra siffror"),
        ("8327-1", "1234567897", "den femte siffran"),
        ("6000", "1234", "Skriv 5 till 12 siffror"),
        ("6000", "konto", "Skriv 5 till 12 siffror"),
        ("6000", "123456798", "en siffra i det eller i clearingnumret kan vara fel"),
        ("6000", "1234567890", "längre än bankens kontonummer"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_with_where_to_look(cast: Cast, clearing: str, number: str, words: str):
    answer = post(cast, draft(cast.alva, {}), {"how": "bank", "clearing": clearing, "number": number})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert "kontoutdrag" in shown
    assert f'value="{clearing}"' in shown
    assert f'value="{number}"' in shown


def test_it_is_said_in_english_too(cast: Cast):
    application = draft(cast.alva, {})
    shown = post(cast, application, SLIP, language="en").content.decode()
    assert "bank’s rules" in shown
    assert "account statement" in shown


@pytest.mark.parametrize(
    ("clearing", "number"),
    [
        ("6000", "123456789"),
        ("6000", "123 456 789"),
        ("8327-9", "123 456 789-7"),
        ("9999", "123456700"),
        ("2999", "55555"),
    ],
)
def test_a_right_account_and_one_that_no_rule_can_tell_are_kept_as_written(cast: Cast, clearing: str, number: str):
    application = draft(cast.alva, {})
    assert post(cast, application, {"how": "bank", "clearing": clearing, "number": number}).status_code == 302
    application.refresh_from_db()
    assert application.answers["payout"] == {"how": "bank", "clearing": clearing, "number": number}
    assert application.unfinished == {}


def test_one_who_has_looked_again_goes_on_and_is_asked_only_when_there_is_a_doubt(cast: Cast):
    application = draft(cast.alva, {})
    client = Client()
    client.force_login(cast.alva)
    assert QUESTION not in client.get(address(application)).content.decode()
    assert QUESTION in post(cast, application, SLIP).content.decode()
    assert post(cast, application, SLIP | {"is_checked": "no"}).status_code == 422
    assert post(cast, application, SLIP | {"is_checked": "yes"}).status_code == 302
    application.refresh_from_db()
    assert application.answers["payout"] == SLIP | {"is_checked": "yes"}


def test_a_yes_to_one_number_is_no_yes_to_the_next(cast: Cast):
    application = draft(cast.alva, {"payout": SLIP | {"is_checked": "yes"}})
    client = Client()
    client.force_login(cast.alva)
    assert QUESTION not in client.get(address(application)).content.decode()
    assert post(cast, application, SLIP | {"number": "123456987"}).status_code == 422


def test_what_must_be_mended_is_there_when_the_person_comes_back_with_the_right_number(cast: Cast):
    application = draft(cast.alva, alone())
    assert post(cast, application, SLIP).status_code == 422
    application.refresh_from_db()
    assert application.answers == alone()
    client = Client()
    client.force_login(cast.alva)
    shown = client.get(address(application)).content.decode()
    assert 'value="123456798"' in shown
    assert "utan att spara sidan" in shown


def test_one_without_an_account_is_asked_for_none(cast: Cast):
    application = draft(cast.alva, {})
    assert post(cast, application, {"how": "none", "clearing": "6", "number": "x"}).status_code == 302


def test_another_e_service_is_held_to_the_same_and_can_say_that_it_is_checked():
    def hinders(payout: dict[str, str]) -> list[str]:
        said = alone() | {"payout": payout}
        return read_answers(said, month=Month.parse("2026-11"), today=swedish_day(NOW))[1]

    assert [line.partition(":")[0] for line in hinders(SLIP)] == ["payout.number", "payout.is_checked"]
    assert hinders(SLIP | {"is_checked": "yes"}) == []
    assert hinders({"how": "bank", "clearing": "2999", "number": "55555"}) == []


def test_every_account_of_the_demo_passes():
    for place in (0, 7, 42, 99):
        said = demo_answers.alone(month=Month.parse("2026-11"), place=place)
        assert read_answers(said, month=Month.parse("2026-11"), today=swedish_day(NOW))[1] == []
