"""A matter of fees is opened on a page, from a personal number, by those who work with fees in the unit."""

from datetime import date

import pytest

from andrum.accounts.service import Role, Unit, User, add_membership, create_unit, create_user
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.service import Matter, assign
from andrum.kernel.identity import made_up_number
from andrum.people.service import Person, set_protection
from tests.rooms.fees.stage import NOW, SVEA_NUMBER, Unitful, a_matter, actor
from tests.rooms.fees.test_pages import sent, sent_wrong, signed_in, text_of

PAGE = "/avgifter/nytt/"
NOBODYS_NUMBER = made_up_number(date(1941, 2, 2), 982)
NOT_HERE = "Det går inte att öppna ett avgiftsärende här."
NOT_KNOWN = "Numret hör inte till någon som du ser i personregistret."


def asked(unit: Unit, number: object = SVEA_NUMBER, given: str = "", family: str = "") -> dict[str, str]:
    return {"personal_number": str(number), "given_name": given, "family_name": family, "unit": str(unit.pk)}


def events(kind: str) -> int:
    return AuditEvent.objects.filter(kind=kind).count()


@pytest.fixture
def dora(there: Unitful) -> User:
    """A fee officer of another unit."""
    unit = create_unit(name="Avgifter Söder", code="soder", by=SYSTEM, at=NOW)
    user = create_user(username="dora", name="Dora Söder", by=SYSTEM, at=NOW)
    add_membership(user=user, unit=unit, role=Role.FEE_OFFICER, from_date=date(2020, 1, 1), by=SYSTEM, at=NOW)
    return user


def unit_of(user: User) -> Unit:
    return Unit.objects.get(code="soder" if user.username == "dora" else "avgift")


def test_a_fee_officer_opens_a_matter_from_the_fee_desk_with_a_number_alone(there: Unitful):
    fia = signed_in(there.fia)
    assert f'href="{PAGE}"' in text_of(fia, "/avgifter/")
    assert "Avgiftsenheten" in text_of(fia, PAGE)
    place = sent(fia, PAGE, asked(there.unit))
    matter = Matter.objects.get()
    assert (matter.kind, matter.applicant, matter.unit, matter.assigned_to) == (
        "home_care_fee", there.svea, there.unit, None,
    )  # fmt: skip
    assert place == f"/arenden/{matter.reference}/avgift/"
    assert (events("fees.matter_opened"), events("cases.matter_opened")) == (1, 1)
    assert "Avgiftsärendet är öppnat." in text_of(fia, place)
    assert events("fees.read") == 1


def test_one_who_has_an_open_matter_is_led_to_it_and_told_so(there: Unitful):
    matter, fia = a_matter(there.unit, there.svea), signed_in(there.fia)
    place = sent(fia, PAGE, asked(there.unit))
    assert place == f"/arenden/{matter.reference}/avgift/"
    assert "har redan ett öppet avgiftsärende" in text_of(fia, place)
    assert Matter.objects.count() == 1


def test_when_a_colleague_has_the_matter_one_is_led_to_where_one_says_why(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    assign(matter=matter, to=there.named, by=actor(there.boss), at=NOW)
    fia = signed_in(there.fia)
    place = sent(fia, PAGE, asked(there.unit))
    assert "hos en kollega" in text_of(fia, place)
    assert place == f"/arenden/{matter.reference}/oppna/"


def test_one_who_is_not_in_the_register_is_added_when_the_names_are_written(there: Unitful):
    fia = signed_in(there.fia)
    page = sent_wrong(fia, PAGE, asked(there.unit, NOBODYS_NUMBER))
    assert NOT_KNOWN in page
    assert "skriv förnamn och efternamn också" in page
    assert not Person.objects.filter(personal_number=str(NOBODYS_NUMBER)).exists()
    sent(fia, PAGE, asked(there.unit, NOBODYS_NUMBER, "Nils", "Ny"))
    assert Matter.objects.get().applicant.name == "Nils Ny"
    assert events("people.person_registered") == 2, "Svea, and now Nils"


def test_one_who_is_known_keeps_the_name_they_have(there: Unitful):
    sent(signed_in(there.fia), PAGE, asked(there.unit, given="Sara", family="Fel"))
    assert Matter.objects.get().applicant.name == "Svea Åberg"


@pytest.mark.parametrize("number", ["194001019999", "hej", ""])
def test_a_number_that_is_none_opens_nothing(there: Unitful, number: str):
    sent_wrong(signed_in(there.fia), PAGE, asked(there.unit, number))
    assert not Matter.objects.exists()


def test_nobody_chooses_a_unit_that_is_not_their_own(there: Unitful, dora: User):
    fia = signed_in(there.fia)
    assert "Avgifter Söder" not in text_of(fia, PAGE)
    sent_wrong(fia, PAGE, asked(unit_of(dora)))
    assert not Matter.objects.exists()


def test_a_colleague_of_another_unit_learns_nothing_of_a_matter_that_is_there(there: Unitful, dora: User):
    matter = a_matter(there.unit, there.svea)
    page = sent_wrong(signed_in(dora), PAGE, asked(unit_of(dora)))
    assert NOT_HERE in page
    assert matter.reference not in page
    assert "Svea" not in page


def test_a_protected_person_is_opened_for_by_named_staff_only(there: Unitful):
    set_protection(person=there.svea, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    fia = signed_in(there.fia)
    assert NOT_KNOWN in sent_wrong(fia, PAGE, asked(there.unit)), "as one who is not in the register"
    page = sent_wrong(fia, PAGE, asked(there.unit, given="Xa", family="Ypsilon"))
    assert NOT_HERE in page
    assert "Svea" not in page
    assert not Matter.objects.exists()
    sent(signed_in(there.named), PAGE, asked(there.unit))
    assert Matter.objects.get().is_protected


def test_a_protected_matter_is_not_told_of_to_others_than_named_staff(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    Matter.objects.filter(pk=matter.pk).update(is_protected=True)
    assert NOT_HERE in sent_wrong(signed_in(there.fia), PAGE, asked(there.unit))


@pytest.mark.parametrize("role", ["", Role.CASEWORKER, Role.BOARD])
def test_a_stranger_and_one_with_another_role_find_no_page(there: Unitful, role: str):
    user = create_user(username="olof", name="Olof Annan", by=SYSTEM, at=NOW)
    if role:
        add_membership(user=user, unit=there.unit, role=role, from_date=date(2020, 1, 1), by=SYSTEM, at=NOW)
    olof = signed_in(user)
    text_of(olof, PAGE, status=404)
    sent(olof, PAGE, asked(there.unit), status=404)
    assert not Matter.objects.exists()


def test_the_person_does_not_open_their_own(there: Unitful):
    svea = signed_in(there.svea_user)
    text_of(svea, PAGE, status=404)
    sent(svea, PAGE, asked(there.unit), status=404)
    assert not Matter.objects.exists()
