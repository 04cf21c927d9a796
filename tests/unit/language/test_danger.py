import pytest
from corpus.danger import count
from corpus.safety import FOLDER, learnt, read

from andrum.language.service import Conversation, Participant, Polarity, Utterance
from andrum.language.service import read as read_talk

PEOPLE = (Participant("S1", "socialsekreterare"), Participant("B", "barn", "Tove"))


def _read(*said: str):
    turns = tuple(Utterance(n, who, text) for n, (who, text) in enumerate(zip("SB" * 9, said, strict=False), 1))
    named = tuple(Utterance(t.n, "S1" if t.who == "S" else "B", t.text) for t in turns)
    return read_talk(Conversation("barn_och_unga", PEOPLE, named))


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


@pytest.mark.parametrize(
    "said",
    [
        "Det var våldtäkt.",
        "Pappa skrek att han skulle döda sig själv om hon åkte.",
        "Jag har inget att leva för.",
        "Jag blev gruppvåldtagen i somras.",
        "Han har satt en gps under min bil.",
        "Jag är bortlovad till min kusin sen jag var barn.",
        "Min dotter får dödshot på mobilen.",
        "Hon är sju år och sköter bebisen på egen hand.",
        "Jag kräks upp maten med flit varje dag.",
    ],
)
def test_plain_words_of_danger_are_signs(said: str):
    assert any(it.is_safety and not it.doubt for it in _read("Hur är det?", said).statements)


def test_what_is_said_between_the_lines_is_shown_as_a_doubt_and_never_as_sure():
    said = "Lillebror får välling av mig när mamma inte vaknar."
    (found,) = [it for it in _read("Hur är det på nätterna?", said).statements if it.is_safety]
    assert (found.quote, found.doubt) == (said, "kanske_fara")


def test_what_the_worker_asks_is_no_alarm():
    assert not _read("Får lillebror välling av dig när mamma inte vaknar?", "Jag gillar fotboll.").statements


@pytest.mark.parametrize(
    ("name", "danger", "near"), [("plain", 0.9, 0.4), ("between", 0.4, 0.15), ("signs", 0.95, 0.25)]
)
def test_what_was_never_learnt_from_is_shown_as_often_as_the_page_on_reading_says(
    name: str, danger: float, near: float
):
    made, _ = count(read(FOLDER / "measure" / f"{name}.lines"), is_heard=False)
    assert made[True]["marked"] >= danger * made[True]["lines"]
    assert made[False]["marked"] <= near * made[False]["lines"]


def test_nothing_that_is_measured_by_is_learnt_from():
    measured = {line.text.lower() for path in (FOLDER / "measure").glob("*.lines") for line in read(path)}
    assert len(measured) > 800
    assert not measured & {line.text.lower() for line in learnt()}
