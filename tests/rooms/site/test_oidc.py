"""Sign-in through a real OpenID Connect service on this machine: who comes in, who does not, and what the log says."""

import http.client
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from andrum.accounts.service import User
from andrum.audit.service import events
from andrum.kernel.identity import made_up_number
from andrum.site.environment import Environment
from andrum.site.oidc import oidc_problems, provider_apps
from tests.cast import ALVA_NUMBER, JON_NUMBER
from tests.rooms.site import oidc_provider

pytestmark = pytest.mark.django_db
NUMBER_CLAIM = "https://id.oidc.se/claim/personalIdentityNumber"


def apps(url: str, **more: str):
    said = {}
    for kind in ("STAFF", "CITIZEN"):
        said |= {
            f"ANDRUM_OIDC_{kind}_URL": url,
            f"ANDRUM_OIDC_{kind}_CLIENT_ID": oidc_provider.CLIENT_ID,
            f"ANDRUM_OIDC_{kind}_CLIENT_SECRET": oidc_provider.SECRET,
        }
    return provider_apps(Environment({**said, **more}))


@pytest.fixture
def provider(settings):
    with oidc_provider.running() as found:
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps(found.url)}}
        yield found


def sign_in(client: Client, kind: str, target: str = "/mina-sidor"):
    """Go the way a browser goes; the answer to the last step."""
    there = client.get(f"/logga-in/{kind}/", {"next": target, "process": "login"})
    assert there.status_code == 302, there.content[:500]
    parts = urlsplit(there["Location"])
    call = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    call.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(call.getresponse().headers["Location"])
    call.close()
    return client.get(f"{back.path}?{back.query}")


def test_staff_come_in_by_their_user_name(cast, client: Client, provider):
    provider.claims = {"preferred_username": "cilla", "name": "Någon annan"}
    answer = sign_in(client, "staff", "/arenden/")
    assert answer["Location"] == "/arenden/"
    assert client.session["_auth_user_id"] == str(cast.cilla.pk)
    assert events(kind="accounts.signed_in").get().details == {"way": "oidc-staff"}


def test_nobody_becomes_staff_by_signing_in(cast, client: Client, provider):
    provider.claims = {"preferred_username": "okänd"}
    answer = sign_in(client, "staff")
    assert answer["Location"] == "/logga-in?orsak=unknown"
    assert "ingen behörighet i Andrum" in client.get(answer["Location"]).content.decode()
    assert "_auth_user_id" not in client.session
    assert events(kind="accounts.sign_in_failed").get().details == {"way": "oidc-staff", "cause": "unknown"}


def test_a_citizen_is_no_staff_even_with_the_right_word(cast, client: Client, provider):
    provider.claims = {"preferred_username": "alva"}
    assert sign_in(client, "staff")["Location"] == "/logga-in?orsak=unknown"


def test_a_citizen_comes_in_by_personal_number(cast, client: Client, provider):
    provider.claims = {NUMBER_CLAIM: str(ALVA_NUMBER)}
    assert sign_in(client, "citizen")["Location"] == "/mina-sidor"
    assert client.session["_auth_user_id"] == str(cast.alva.pk)


def test_a_citizen_who_comes_for_the_first_time_is_welcome(cast, client: Client, provider):
    number = made_up_number(ALVA_NUMBER.born, 990)
    provider.claims = {NUMBER_CLAIM: str(number), "given_name": "Ny", "family_name": "Person"}
    sign_in(client, "citizen")
    user = User.objects.get(personal_number=str(number))
    assert user.name == "Ny Person"
    assert str(number) not in user.username


@pytest.mark.parametrize("said", ["", "12", "19900101-0000", "19991301-9800", None])
def test_what_is_no_personal_number_lets_nobody_in(cast, client: Client, provider, said):
    provider.claims = {NUMBER_CLAIM: said}
    before = User.objects.count()
    assert sign_in(client, "citizen")["Location"] == "/logga-in?orsak=number"
    assert User.objects.count() == before


def test_one_who_is_switched_off_is_told(cast, client: Client, provider):
    User.objects.filter(pk=cast.jon.pk).update(is_active=False)
    provider.claims = {NUMBER_CLAIM: str(JON_NUMBER)}
    assert sign_in(client, "citizen")["Location"] == "/logga-in?orsak=inactive"


def test_a_second_factor_can_be_demanded_of_staff(cast, client: Client, provider, settings):
    demanded = apps(provider.url, ANDRUM_OIDC_STAFF_ACR="http://id.sambi.se/loa/loa3")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": demanded}}
    provider.claims = {"preferred_username": "cilla", "acr": "loa1"}
    assert sign_in(client, "staff")["Location"] == "/logga-in?orsak=assurance"
    provider.claims["acr"] = "http://id.sambi.se/loa/loa3"
    assert sign_in(client, "staff", "/")["Location"] == "/"


def test_a_service_that_answers_wrongly_lets_nobody_in(cast, client: Client, provider):
    provider.claims = {"preferred_username": "cilla"}
    provider.is_broken = True
    assert sign_in(client, "staff")["Location"] == "/logga-in?orsak=broken"
    provider.is_broken, provider.audience = False, "another-site"
    assert sign_in(client, "staff")["Location"] == "/logga-in?orsak=broken"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "wrong",
    [
        {"signs_with": rsa.generate_private_key(public_exponent=65537, key_size=2048)}, {"algorithm": "none"},
        {"repeats": "another"}, {"repeats": ""}, {"other": "2"},
    ],
    ids=["another-key", "no-signature", "another-nonce", "no-nonce", "two-persons"],
)  # fmt: skip
def test_what_somebody_has_put_in_the_place_of_the_answer_lets_nobody_in(
    cast, client: Client, provider, wrong: dict[str, object]
):
    provider.claims = {"preferred_username": "cilla"}
    for name, value in wrong.items():
        setattr(provider, name, value)
    assert sign_in(client, "staff")["Location"] == "/logga-in?orsak=broken"
    assert "_auth_user_id" not in client.session


def test_an_answer_is_taken_once_and_several_tabs_may_have_begun(cast, client: Client, provider):
    provider.claims = {"preferred_username": "cilla"}
    client.get("/logga-in/staff/", {"process": "login"})
    assert sign_in(client, "staff", "/")["Location"] == "/"
    provider.repeats = provider.nonces["code-0"]
    assert sign_in(client, "staff")["Location"] == "/logga-in?orsak=broken"


def test_a_call_to_the_service_is_led_to_no_other_address(cast, client: Client, provider):
    provider.claims = {"preferred_username": "cilla"}
    provider.moved_to = f"{provider.url}/elsewhere"
    assert sign_in(client, "staff")["Location"] == "/logga-in?orsak=broken"
    assert "_auth_user_id" not in client.session


def test_an_answer_that_was_not_asked_for_lets_nobody_in(cast, client: Client, provider):
    answer = client.get("/logga-in/staff/svar/", {"code": "code-0", "state": "invented"})
    assert answer["Location"].startswith("/logga-in?orsak=")
    assert "_auth_user_id" not in client.session


def test_signing_in_leads_to_this_site_only(cast, client: Client, provider):
    provider.claims = {"preferred_username": "cilla"}
    assert sign_in(client, "staff", "https://evil.example/")["Location"] == "/"


def test_what_is_missing_is_named():
    said = Environment({"ANDRUM_OIDC_STAFF_URL": "http://login.example"})
    found = {problem.variable: problem.stops for problem in oidc_problems(provider_apps(said), demo=False)}
    assert found == {
        "ANDRUM_OIDC_STAFF_URL": True,
        "ANDRUM_OIDC_STAFF_CLIENT_ID": True,
        "ANDRUM_OIDC_STAFF_CLIENT_SECRET": True,
        "ANDRUM_OIDC_CITIZEN_URL": False,
        "ANDRUM_MFA": False,
    }
    asked_here = oidc_problems(provider_apps(said), mfa="own", demo=False)
    assert "ANDRUM_MFA" not in {problem.variable for problem in asked_here}
