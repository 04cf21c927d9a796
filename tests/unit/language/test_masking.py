"""Pseudonyms: what is hidden, the way back, and that nothing of the table is sent."""

import pytest

from andrum.language.pointing.asking import masker_for, point
from andrum.language.pointing.masking import Masker
from andrum.language.sentences import WORD
from tests.unit.language.talk import WORDS, talk


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("Jag heter Fatima och bor i Rinkeby.", "Jag heter [NAMN 1] och bor i [PLATS 1]."),
        ("fatima bor i rinkeby", "[NAMN 1] bor i [PLATS 1]"),
        ("Det är Fatimas bror.", "Det är [NAMN 1]s bror."),
        ("Min man Xerxes ringde.", "Min man [NAMN 1] ringde."),
        ("Zebulina ringde igår.", "[NAMN 1] ringde igår."),
        ("Hon bor på Storgatan 12 b nu", "Hon bor på [ADRESS 1] nu"),
        ("Ring 070-123 45 67 efter fem", "Ring [NUMMER 1] efter fem"),
        ("det är 85 07 12 43 21 tror jag", "det är [NUMMER 1] tror jag"),
        ("noll sju noll ett två tre fyra", "[NUMMER 1]"),
        ("Skriv till a.b@example.se då", "Skriv till [EPOST 1] då"),
        ("skriv till anna punkt ek snabel-a gmail punkt com", "skriv till [EPOST 1]"),
        ("han är född den tredje mars 2015 här", "han är född [NUMMER 1] här"),
        ("bilen är ABC 123", "bilen är [NUMMER 1]"),
        ("Han sa [NAMN 1] till mig", "Han sa [TEXT 1] till mig"),
        ("Jag bor med Bo men vill bo själv", "Jag bor med [NAMN 1] men vill bo själv"),
        ("Försäkringskassan och BUP ringde. Tvättstugan är trasig.", None),
        ("Hon är sju år och sover fyra timmar.", None),
    ],
)
def test_names_numbers_and_places_are_exchanged(said: str, sent: str | None):
    assert Masker(texts=[said]).mask(said).text == (sent or said)


def test_the_names_of_the_case_are_hidden_whatever_they_look_like():
    masker = Masker(known=["Grön Ärla", "Lillgården"])
    assert masker.mask("grön sa att Ärla bor på lillgården").text == "[NAMN 1] sa att [NAMN 2] bor på [NAMN 3]"


def test_the_same_name_has_the_same_sign_and_comes_back():
    masker = Masker()
    texts = ["Fatima kom.", "Sen gick Fatima till Jonas."]
    assert [masker.mask(text).text for text in texts] == ["[NAMN 1] kom.", "Sen gick [NAMN 1] till [NAMN 2]."]
    assert masker.unmask("[NAMN 2] och [NAMN 9]") == "Jonas och [NAMN 9]"


def test_every_place_leads_back_and_no_edge_cuts_a_sign():
    text = "Då sa Fatima att Jonas bor på Storgatan 5."
    masked = Masker().mask(text)
    for word in ("Då", "sa", "att", "bor"):
        at = masked.text.index(word)
        place = masked.back(at, at + len(word))
        assert place is not None
        assert text[slice(*place)] == word
    sign = masked.text.index("[NAMN 1]")
    assert text[slice(*masked.back(sign, sign + 8))] == "Fatima"
    assert masked.back(sign + 1, sign + 8) is None
    assert masked.back(sign, sign + 3) is None


class Listening:
    """Keeps what is sent."""

    name = "lyssnar"

    def __init__(self) -> None:
        self.sent: list[str] = []

    def answer(self, question) -> str:
        self.sent += [question.name, question.instructions, question.data, repr(question.schema), repr(question)]
        return '{"statements": [], "agreements": [], "own_views": []}'


def test_nothing_of_the_table_leaves():
    model = Listening()
    result = point(talk(), model, known=["Robert Lind"])
    assert result.state == "done"
    masker = masker_for(talk(), ["Robert Lind"])
    for _who, text in WORDS:
        masker.mask(text)
    hidden = {word for words in masker.hidden() for word in WORD.findall(words)}
    assert {"Alva", "Robert", "Zainab", "Göteborg", "Storgatan", "070-123", "19850707-9805", ["ek", "example"][0]} <= (
        hidden | {"ek"}
    )  # fmt: skip
    sent = {word for part in model.sent for word in WORD.findall(part)}
    assert not {word for word in hidden if len(word) > 1 and not word.isdigit()} & sent
    for digits in ("070", "123 45", "19850707", "9805", "example"):
        assert not any(digits in part for part in model.sent)
    assert not any(person in part for part in model.sent for person in ("Cilla", "Berg", "Tove"))
