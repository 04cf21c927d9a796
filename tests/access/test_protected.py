"""One whose identity is protected is invisible to all but named staff: in search, counts, exports and errors."""

import re

import pytest

from tests.access.test_every_page import alike, text_of
from tests.access.world import SIGNED_IN, VERA_NUMBER, World, undone

STAFF = [who for who in SIGNED_IN if who not in {"alva", "jon", "vera", "kim"}]
NUMBER = str(VERA_NUMBER)
UNKNOWN = "197904119869"
"""A number of nobody."""
LISTS = (
    "/", "/arbete/", "/arbete/lista.csv", "/korningar/", "/korningar/lista.csv", "/arenden/?vilka=alla",
    "/utskick/", "/utskick/klara/", "/kontroll/", "/kontroll/granskningar/", "/kontroll/oppningar/",
    "/kontroll/lasningar/", "/kontroll/lottningar/2026-11-04/", "/kontroll/uppfoljning/", "/mandat/",
)  # fmt: skip


def asked(world: World) -> list[tuple[str, str]]:
    """What is asked for about Vera, and the same about somebody who is not there."""
    return [
        (NUMBER, "19790411" + "9869"), ("Vera", "Wera"), ("Dolk", "Dolf"), ("Vera Dolk", "Wera Dolf"),
        (world.vera.matter.reference, "EB-2026-000909"),
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "name"), [("/sok/", "q"), ("/personer/", "q"), ("/arbete/", "q")])
@pytest.mark.parametrize("who", STAFF)
def test_a_search_answers_as_if_she_were_not_there(world: World, path: str, name: str, who: str) -> None:
    for real, false in asked(world):
        with undone():
            there = world.client(who).post(path, {name: real})
        with undone():
            missing = world.client(who).post(path, {name: false})
        assert there.status_code == missing.status_code
        assert alike(there, real) == alike(missing, false), real


@pytest.mark.parametrize("who", ["eva", "frank", "hugo"])
def test_a_search_in_the_log_answers_as_if_she_were_not_there(world: World, who: str) -> None:
    asks = [
        ("person", NUMBER, UNKNOWN),
        ("arende", world.vera.matter.reference, "EB-2026-000909"),
        ("vem", "Vera", "Wera"),
    ]
    for path in ("/logg", "/logg/lista.csv"):
        for field, real, false in asks:
            with undone():
                there = text_of(world.client(who).get(path, {field: real})).replace(real, "□")
            with undone():
                missing = text_of(world.client(who).get(path, {field: false})).replace(false, "□")
            hidden = re.compile(r"\b[0-9a-f]{8}\b|\w{64}|'Content-Length': '\d+'")
            assert hidden.sub("", there) == hidden.sub("", missing), field


@pytest.mark.parametrize("who", ["eva", "frank", "greta", "hugo", "ida", "cilla"])
def test_the_numbers_of_every_list_are_as_if_she_were_not_there(world: World, who: str) -> None:
    """All she has is taken out of the world, as far as it can be: the pages must not change by it."""
    from andrum.cases.models import Matter

    for page in LISTS:
        with undone():
            hidden = world.client(who).get(page)
        with undone():
            Matter.objects.filter(pk=world.vera.matter.pk).update(unit=world.cast.soder)
            gone = world.client(who).get(page)
        assert hidden.status_code == gone.status_code
        assert alike(hidden, page) == alike(gone, page), page


def test_opening_a_matter_by_hand_says_the_same_of_her_as_of_one_who_has_one_already(world: World) -> None:
    def told(number: str) -> str:
        sent = {"personal_number": number, "given_name": "X", "family_name": "Y", "unit": str(world.cast.norr.pk)}
        with undone():
            answer = world.client("cilla").post("/arenden/nytt/", sent)
        return alike(answer, number)

    alva = world.alva.person.personal_number
    assert told(NUMBER) == told(alva)


def test_opening_a_matter_of_fees_says_the_same_of_her_as_of_one_who_is_not_there(world: World) -> None:
    def told(number: str) -> str:
        with undone():
            answer = world.client("eva").post(
                "/avgifter/nytt/", {"personal_number": number, "unit": str(world.cast.norr.pk)}
            )
        return alike(answer, number)

    assert told(NUMBER) == told(UNKNOWN)


def test_she_cannot_be_let_into_another_matter_by_one_who_may_not_know_of_her(world: World) -> None:
    path = f"/arenden/{world.alva.matter.reference}/personer/ny/"
    client = world.client("cilla")
    sent = {"personal_number": NUMBER, "given_name": "X", "family_name": "Y", "role": "co_applicant"}
    answer = client.post(path, sent, follow=True)
    assert world.alva.matter.participants.count() == 1
    assert "Dolk" not in answer.content.decode()
    assert "skydd" not in answer.content.decode().lower().replace("skyddade personuppgifter", "")


def test_kim_who_may_know_of_her_finds_her(world: World) -> None:
    found = world.client("kim").post("/sok/", {"q": NUMBER}).content.decode()
    assert "Vera Dolk" in found
    assert world.vera.matter.reference in world.client("kim").get("/arenden/").content.decode()
    assert (
        "Vera Dolk"
        in world.client("vera").get("/").content.decode() + world.client("vera").get("/mina-sidor/").content.decode()
    )
