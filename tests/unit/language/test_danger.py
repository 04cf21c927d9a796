import pytest

from andrum.language.service import Conversation, Participant, Polarity, Utterance, read

PEOPLE = (Participant("S1", "socialsekreterare"), Participant("B", "barn", "Tove"))


def _read(*said: str):
    turns = tuple(Utterance(n, who, text) for n, (who, text) in enumerate(zip("SB" * 9, said, strict=False), 1))
    named = tuple(Utterance(t.n, "S1" if t.who == "S" else "B", t.text) for t in turns)
    return read(Conversation("barn_och_unga", PEOPLE, named))


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("Jag vill inte leva längre.", "kanslor_beteende"),
        ("Varje helg slår han mig.", "sakerhet"),
        ("Jag skär mig på armarna.", "kanslor_beteende"),
        ("Han hotar oss med kniv.", "sakerhet"),
    ],
)
def test_words_of_danger_are_always_shown_as_a_risk_in_the_area_they_belong_to(said: str, area: str):
    (found,) = [it for it in _read("Hur är det?", said).statements if it.is_safety]
    assert (found.polarity, found.area, found.is_claim) == (Polarity.RISK, area, True)
    assert found.quote in said


def test_danger_that_only_the_worker_speaks_of_is_nobodys_statement():
    assert _read("Vill du inte leva längre?", "Jag gillar fotboll.").statements == tuple(
        it for it in _read("Vill du inte leva längre?", "Jag gillar fotboll.").statements if not it.is_safety
    )


def test_a_line_of_the_note_is_made_of_words_that_were_said():
    reading = _read("Hur är det hemma?", "Pappa hotar mamma. Jag sover hos mormor, hon lagar mat åt mig.")
    assert reading.summary
    for line in reading.summary:
        assert all(part in "Hur är det hemma? Pappa hotar mamma. Jag sover hos mormor, hon lagar mat åt mig."
                   for part in line.text.split(" … "))  # fmt: skip
