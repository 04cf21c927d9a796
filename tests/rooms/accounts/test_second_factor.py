"""The second factor of staff, where the municipality's settings ask for it here."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from andrum.accounts.domain.one_time_codes import code_of
from andrum.accounts.queries.second_factor import MINUTES, MOST_TRIES, recovery_codes
from andrum.accounts.service import OwnAccessError, actor_of, add_second_factor, remove_second_factor
from andrum.audit.service import events
from tests.cast import NOW
from tests.rooms.site.test_oidc import provider, sign_in  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def own(settings):
    settings.ANDRUM_MFA = "own"


def code_at(moment, secret=SECRET):
    return code_of(secret, int(moment.timestamp()) // 30)


@pytest.fixture
def enrolled(cast):
    add_second_factor(user=cast.cilla, secret=SECRET, code=code_at(NOW), by=actor_of(cast.cilla), at=NOW)
    return cast.cilla


def write(client: Client, code: str):
    return client.post("/andra-steget", {"code": code})


def test_the_published_examples_of_the_standard_come_out():
    published = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B
    told = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {second: code_of(published, second // 30) for second in told} == told


def test_one_of_the_staff_sees_nothing_before_adding_a_second_step(cast, client: Client):
    client.force_login(cast.cilla)
    for path in ("/", "/arenden/", "/arbete", "/drift", "/api/v1/cases"):
        assert client.get(path)["Location"].startswith("/andra-steget?next=%2F"), path
    assert client.post("/sprak/", {"language": "en"}).status_code == 302
    assert client.get("/andra-steget?next=/arenden/")["Location"] == "/andra-steget/ny"
    page = client.get("/andra-steget/ny").content.decode()
    assert "Att göra" not in page
    assert "data:image/svg+xml;base64," in page


def test_adding_the_app_lets_in_and_shows_codes_until_they_are_saved(cast, client: Client):
    client.force_login(cast.cilla)
    client.get("/andra-steget?next=/arenden/")
    client.get("/andra-steget/ny")
    secret, key = client.session["second_factor_secret"], client.session.session_key
    assert client.post("/andra-steget/ny", {"code": "000000"}).status_code == 400
    answer = client.post("/andra-steget/ny", {"code": code_at(timezone.now(), secret)})
    assert answer["Location"] == "/andra-steget/koder"
    assert client.session.session_key != key
    assert "second_factor_secret" not in client.session
    shown = client.get("/andra-steget/koder").content.decode()
    codes = recovery_codes(cast.cilla)
    assert all(f"{code[:4]} {code[4:]}" in shown for code in codes)
    assert len(codes) == 10
    assert client.post("/andra-steget/koder", {"gor": "klart"})["Location"] == "/arenden/"
    assert codes[0][:4] + " " not in client.get("/andra-steget/koder").content.decode()
    assert client.get("/arenden/").status_code == 200
    kept = Authenticator.objects.filter(user=cast.cilla).values_list("data", flat=True)
    assert secret not in str(list(kept)), "the secret is kept encrypted"
    assert {e.kind for e in events(actor=str(cast.cilla.pk))} >= {
        "accounts.second_factor_added", "accounts.recovery_codes_saved"
    }  # fmt: skip


def test_a_code_lets_in_once(enrolled, client: Client):
    later = NOW + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        client.force_login(enrolled)
        assert client.get("/arenden/?sida=2")["Location"] == "/andra-steget?next=%2Farenden%2F%3Fsida%3D2"
        client.get("/andra-steget?next=/arenden/")
        assert write(client, f" {code_at(later)[:3]} {code_at(later)[3:]} ")["Location"] == "/arenden/"
        another = Client()
        another.force_login(enrolled)
        assert write(another, code_at(later)).status_code == 400, "a code that has been used is none"
        assert another.get("/arenden/").status_code == 302


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_clocks_may_differ_by_half_a_minute(enrolled, client: Client, seconds):
    later = NOW + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        client.force_login(enrolled)
        assert write(client, code_at(later + timedelta(seconds=seconds))).status_code == 302


@pytest.mark.parametrize("said", ["", "1", "999", "åäö", "12345678901234567890", "١٢٣٤٥٦", "' OR 1=1"])
def test_what_is_no_code_is_refused_with_words(enrolled, client: Client, said):
    client.force_login(enrolled)
    answer = write(client, said)
    assert answer.status_code == 400
    assert client.get("/arenden/").status_code == 302


def test_a_recovery_code_lets_in_once_and_is_told_apart_in_the_log(enrolled, client: Client):
    client.force_login(enrolled)
    code = recovery_codes(enrolled)[3]
    assert write(client, f"{code[:4]} {code[4:]}").status_code == 302
    assert events(kind="accounts.second_factor_shown").get().details == {"way": "recovery"}
    another = Client()
    another.force_login(enrolled)
    assert write(another, code).status_code == 400
    assert len(recovery_codes(enrolled)) == 9


def test_after_too_many_wrong_codes_even_a_right_one_waits(enrolled):
    later = NOW + timedelta(days=1)
    with time_machine.travel(later, tick=False):
        for _ in range(MOST_TRIES):
            client = Client()
            client.force_login(enrolled)
            assert "Koden stämmer inte" in write(client, "000000").content.decode()
        assert "för många gånger" in write(client, code_at(later)).content.decode()
        assert events(kind="accounts.second_factor_failed").count() == MOST_TRIES
    after = later + timedelta(minutes=MINUTES, seconds=1)
    with time_machine.travel(after, tick=False):
        client.force_login(enrolled)
        assert write(client, code_at(after)).status_code == 302


def test_an_administrator_removes_what_is_lost_and_the_sessions_end(cast, enrolled, client: Client):
    client.force_login(enrolled)
    assert write(client, recovery_codes(enrolled)[0]).status_code == 302
    assert client.get("/arenden/").status_code == 200
    remove_second_factor(user=enrolled, by=actor_of(cast.hugo), at=NOW)
    assert client.get("/arenden/")["Location"].startswith("/andra-steget")
    assert not Authenticator.objects.filter(user=enrolled).exists()


def test_nobody_removes_ones_own(cast, enrolled):
    with pytest.raises(OwnAccessError):
        remove_second_factor(user=enrolled, by=actor_of(enrolled), at=NOW)


def test_the_administrators_page_offers_it(cast, enrolled, client: Client, settings):
    settings.ANDRUM_MFA = "provider"
    client.force_login(cast.hugo)
    assert "Ta bort det andra steget" in client.get(f"/behorighet/personal/{enrolled.pk}").content.decode()
    client.post(f"/behorighet/personal/{enrolled.pk}/andra", {"andra": "steg"})
    assert "Ta bort det andra steget" not in client.get(f"/behorighet/personal/{enrolled.pk}").content.decode()
    assert events(kind="accounts.second_factor_removed").count() == 1


def test_new_codes_end_the_old_ones(enrolled, client: Client):
    client.force_login(enrolled)
    before = recovery_codes(enrolled)
    write(client, before[0])
    client.post("/andra-steget/koder", {"gor": "klart"})
    assert "9 reservkoder kvar" in client.get("/andra-steget/koder").content.decode()
    client.post("/andra-steget/koder", {"gor": "nya"})
    assert not set(before) & set(recovery_codes(enrolled))


@pytest.mark.parametrize(("address", "sent"), [("/andra-steget/nycklar", {}), ("/andra-steget/koder", {"gor": "nya"})])
def test_the_second_step_is_shown_anew_before_it_is_changed(enrolled, client: Client, address: str, sent: dict):
    later = NOW + timedelta(hours=1)
    with time_machine.travel(later, tick=False) as clock:
        client.force_login(enrolled)
        write(client, code_at(later))
        client.post("/andra-steget/koder", {"gor": "klart"})
        assert client.post(address, sent).status_code in {200, 302}
        clock.shift(timedelta(minutes=11))
        assert client.get("/arenden/").status_code == 200, "all else goes on"
        kept = recovery_codes(enrolled)
        assert client.post(address, sent)["Location"] == "/andra-steget"
        assert recovery_codes(enrolled) == kept
        assert "Visa det igen" in client.get("/andra-steget").content.decode()
        assert write(client, code_at(later + timedelta(minutes=11)))["Location"] == address
        assert client.get(address).status_code == 200


def test_a_secret_that_cannot_be_read_is_said_in_words(enrolled, client: Client, settings):
    settings.SECRET_KEY = "another key that the municipality has made since then"
    client.force_login(enrolled)
    assert "går inte att läsa" in write(client, "123456").content.decode()


def test_citizens_have_theirs_in_their_e_identity(cast, client: Client):
    client.force_login(cast.alva)
    assert client.get("/mina-sidor/").status_code == 200
    assert client.get("/andra-steget").status_code == 404


def test_where_the_service_asks_there_are_no_such_pages(cast, client: Client, settings):
    settings.ANDRUM_MFA = "provider"
    client.force_login(cast.cilla)
    for path in ("/andra-steget", "/andra-steget/ny", "/andra-steget/koder"):
        assert client.get(path).status_code == 404


def test_the_demos_open_door_asks_for_nothing_more(cast, client: Client, settings):
    settings.ANDRUM_DEMO = True
    client.post("/logga-in/demo", {"person": "cilla"})
    assert client.get("/arenden/").status_code == 200
    settings.ANDRUM_DEMO = False
    assert client.get("/arenden/").status_code == 302


def test_the_second_step_never_leads_to_another_site(enrolled, client: Client):
    client.force_login(enrolled)
    client.get("/andra-steget?next=https://evil.example/")
    assert write(client, recovery_codes(enrolled)[0])["Location"] == "/"


def test_staff_from_the_service_are_asked_too(cast, client: Client, provider):  # noqa: F811
    provider.claims = {"preferred_username": "cilla"}
    sign_in(client, "staff", "/arenden/")
    assert client.get("/arenden/")["Location"].startswith("/andra-steget")
