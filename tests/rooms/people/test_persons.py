"""Persons are found by those who may know of them."""

from andrum.audit.service import SYSTEM
from andrum.people.service import matching_persons, set_protection
from tests.cast import NOW, Cast


def test_a_person_is_found_by_name_in_either_order_and_by_number(cast: Cast):
    for text in ("Ek", "ek alva", "Alva Ek", "19850302"):
        assert cast.alva_person in matching_persons(user=cast.cilla, text=text), text


def test_a_protected_person_is_found_by_named_staff_only(cast: Cast):
    set_protection(person=cast.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    assert cast.alva_person not in matching_persons(user=cast.cilla, text="Ek")
    assert cast.alva_person in matching_persons(user=cast.kim, text="Ek")
