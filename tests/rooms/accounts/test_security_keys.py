"""Security keys as the second step: an answer that no key of one's own gave lets nobody in. See tests/browser too."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from andrum.accounts.actions.security_keys import remove_security_key
from andrum.accounts.domain.errors import LastFactorError
from andrum.accounts.queries.second_factor import KEY, MOST_TRIES
from andrum.accounts.service import actor_of, add_second_factor
from andrum.audit.service import events
from tests.cast import NOW
from tests.rooms.accounts.test_second_factor import SECRET, code_at

pytestmark = pytest.mark.django_db
KEPT: dict[str, str] = {}
"""What the key answered when it was added; these tests never ask it."""


@pytest.fixture(autouse=True)
def own(settings):
    settings.ANDRUM_MFA = "own"


@pytest.fixture
def app(cast):
    return add_second_factor(user=cast.cilla, secret=SECRET, code=code_at(NOW), by=actor_of(cast.cilla), at=NOW)


NO_ANSWERS = ["", "{", "[]", "null", "{}", '{"id": 1}', '{"rawId": "AAAA", "response": {}}', "x" * 9999]


@pytest.mark.parametrize("said", NO_ANSWERS)
@pytest.mark.parametrize("address", ["/andra-steget/nyckel", "/andra-steget/nycklar"])
def test_what_is_no_answer_of_a_key_lets_nobody_in(cast, client: Client, address: str, said: str):
    client.force_login(cast.cilla)
    client.get("/andra-steget/nycklar")
    shown = client.post(address, {"answer": said, "name": "Min"}, follow=True).content.decode()
    assert "Säkerhetsnyckeln gick inte att använda" in shown
    assert client.get("/arenden/").status_code == 302
    assert not Authenticator.objects.filter(user=cast.cilla).exists()


def test_wrong_answers_are_counted_together_with_wrong_codes(cast, app, client: Client):
    client.force_login(cast.cilla)
    for _time in range(MOST_TRIES - 1):
        client.post("/andra-steget/nyckel", {"answer": '{"id": "AAAA"}'})
    client.post("/andra-steget", {"code": "000000"})
    assert events(kind="accounts.second_factor_failed").count() == MOST_TRIES
    shown = client.post("/andra-steget/nyckel", {"answer": '{"id": "AAAA"}'}, follow=True).content.decode()
    assert "för många gånger" in shown


def test_one_who_has_a_second_step_shows_it_before_adding_or_removing_a_key(cast, app, client: Client):
    client.force_login(cast.cilla)
    for answer in (client.get("/andra-steget/nycklar"), client.post("/andra-steget/nycklar", {"answer": "{}"})):
        assert (answer.status_code, answer["Location"]) == (302, "/andra-steget")


def test_ones_own_key_is_removed_when_another_way_is_left_and_its_sessions_end(cast, app, client: Client):
    key = Authenticator.objects.create(user=cast.cilla, type=KEY, data={"name": "Min", "credential": KEPT})
    client.force_login(cast.cilla)
    session = client.session
    session["second_factor"] = key.pk
    session.save()
    assert client.get("/arenden/").status_code == 200
    remove_security_key(user=cast.eva, key_id=key.pk, by=actor_of(cast.eva), at=NOW)
    assert Authenticator.objects.filter(pk=key.pk).exists(), "it is another's"
    remove_security_key(user=cast.cilla, key_id=key.pk, by=actor_of(cast.cilla), at=NOW)
    assert client.get("/arenden/").status_code == 302
    assert events(kind="accounts.second_factor_removed").get().details == {"way": "key"}


def test_the_only_second_step_is_not_removed_by_its_owner(cast):
    key = Authenticator.objects.create(user=cast.cilla, type=KEY, data={"name": "Min", "credential": KEPT})
    with pytest.raises(LastFactorError):
        remove_security_key(user=cast.cilla, key_id=key.pk, by=actor_of(cast.cilla), at=NOW)


def test_where_the_service_asks_and_for_citizens_there_are_no_such_pages(cast, client: Client, settings):
    client.force_login(cast.alva)
    assert client.get("/andra-steget/nycklar").status_code == 404
    assert client.post("/andra-steget/nyckel", {"answer": "{}"}).status_code == 404
    settings.ANDRUM_MFA = "provider"
    client.force_login(cast.cilla)
    assert client.get("/andra-steget/nycklar").status_code == 404
