"""Behörighet: the administrator's pages, and what nobody may do to oneself."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from andrum.accounts.service import (
    AlreadyThereError,
    ApiToken,
    Membership,
    OwnAccessError,
    User,
    actor_of,
    add_membership,
    create_unit,
    create_user,
    end_membership,
    has_role,
    role_names_of,
    set_active,
    set_may_see_protected,
)
from andrum.audit.service import SYSTEM, events
from tests.cast import NOW

pytestmark = pytest.mark.django_db
PAGES = ("/behorighet", "/behorighet/personal/ny", "/behorighet/enheter", "/behorighet/nycklar")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["cilla", "dag", "eva", "frank", "greta", "ida", "alva", "jon"])
def test_only_the_administrator_comes_in(cast, client: Client, path, name):
    client.force_login(getattr(cast, name))
    assert client.get(path).status_code == 404


def test_the_administrator_finds_staff_and_never_citizens(cast, client: Client):
    client.force_login(cast.hugo)
    page = client.get("/behorighet").content.decode()
    assert "Cilla Berg" in page
    assert "Alva Ek" not in page
    assert client.get(f"/behorighet/personal/{cast.alva.pk}").status_code == 404
    assert "Ingen hittades" in client.get("/behorighet?q=finns-inte").content.decode()


def test_a_new_person_gets_a_role_and_the_log_knows(cast, client: Client):
    client.force_login(cast.hugo)
    said = {"username": "nova", "name": "Nova Ny", "email": "", "role": "caseworker", "unit": cast.norr.pk}
    client.post("/behorighet/personal/ny", said)
    nova = User.objects.get(username="nova")
    assert has_role(nova, "caseworker", unit=cast.norr)
    assert not nova.has_usable_password()
    assert events(kind="accounts.user_created", actor=str(cast.hugo.pk)).count() == 1
    again = client.post("/behorighet/personal/ny", said)
    assert "Det finns redan en användare" in again.content.decode()


def test_a_role_is_added_once_and_ended_at_once(cast, client: Client):
    client.force_login(cast.hugo)
    path = f"/behorighet/personal/{cast.dag.pk}"
    said = {"role": "reviewer", "unit": cast.soder.pk}
    client.post(path, said)
    assert has_role(User.objects.get(pk=cast.dag.pk), "reviewer")
    assert "redan den rollen" in client.post(path, said).content.decode()
    role = Membership.objects.get(user=cast.dag, role="caseworker")
    client.post(f"{path}/roll/{role.pk}/avsluta")
    assert not has_role(User.objects.get(pk=cast.dag.pk), "caseworker")
    assert client.post(f"{path}/roll/{role.pk}/avsluta").status_code == 404
    assert "Tidigare roller" in client.get(path).content.decode()


def test_access_to_protected_and_sign_in_are_switched(cast, client: Client):
    client.force_login(cast.hugo)
    path = f"/behorighet/personal/{cast.cilla.pk}/andra"
    client.post(path, {"andra": "skyddade"})
    client.post(path, {"andra": "aktiv"})
    cilla = User.objects.get(pk=cast.cilla.pk)
    assert (cilla.may_see_protected, cilla.is_active) == (True, False)
    assert client.post(path, {"andra": "allt"}).status_code == 404


def test_nobody_gives_oneself_access(cast, client: Client):
    hugo = actor_of(cast.hugo)
    for deed in (
        lambda: add_membership(user=cast.hugo, unit=cast.norr, role="caseworker", by=hugo, at=NOW),
        lambda: set_may_see_protected(user=cast.hugo, allowed=True, by=hugo, at=NOW),
        lambda: set_active(user=cast.hugo, active=False, by=hugo, at=NOW),
    ):
        with pytest.raises(OwnAccessError):
            deed()
    client.force_login(cast.hugo)
    assert client.post(f"/behorighet/personal/{cast.hugo.pk}/andra", {"andra": "skyddade"}).status_code == 400


def test_a_key_is_shown_once_and_revoked(cast, client: Client):
    client.force_login(cast.hugo)
    page = client.post("/behorighet/nycklar", {"name": "Fackprogram", "unit": cast.norr.pk, "days": 30})
    assert "andrum_" in page.content.decode()
    assert "andrum_" not in client.get("/behorighet/nycklar").content.decode()
    token = ApiToken.objects.get()
    client.post(f"/behorighet/nycklar/{token.pk}/aterkalla")
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert "Återkallad" in client.get("/behorighet/nycklar").content.decode()


def test_a_unit_is_added_once(cast, client: Client):
    client.force_login(cast.hugo)
    client.post("/behorighet/enheter", {"name": "Vuxna", "code": "vuxna"})
    assert "Vuxna" in client.get("/behorighet/enheter").content.decode()
    assert "redan en enhet" in client.post("/behorighet/enheter", {"name": "V", "code": "vuxna"}).content.decode()


def test_what_is_there_already_is_said(cast):
    with pytest.raises(AlreadyThereError):
        create_unit(name="Norr igen", code="norr", by=SYSTEM, at=NOW)
    with pytest.raises(AlreadyThereError):
        create_user(username="cilla", name="Cilla", by=SYSTEM, at=NOW)


def test_a_role_counts_from_its_first_day_to_its_last(cast):
    today = timezone.localdate()
    later = add_membership(
        user=cast.jon, unit=cast.norr, role="board", from_date=today + timedelta(days=1), by=SYSTEM, at=NOW
    )
    assert not has_role(User.objects.get(pk=cast.jon.pk), "board")
    end_membership(membership=later, last_date=date(2020, 1, 1), by=SYSTEM, at=NOW)
    assert later.to_date == later.from_date
    assert role_names_of(cast.cilla) == "Handläggare (Försörjningsstöd Norr)"
