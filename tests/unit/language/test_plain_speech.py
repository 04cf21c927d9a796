"""What anybody would say plainly is found, and points the way everybody would say it does."""

import pytest

from andrum.language.listener import Listener
from andrum.language.vocabulary import Participant, Utterance

PLAIN = [
    ("barn_och_unga", "mamma", "risk", "Pappa dricker varje kväll."),
    ("barn_och_unga", "mamma", "risk", "Han dricker för mycket."),
    ("barn_och_unga", "mamma", "risk", "Jag är rädd för honom."),
    ("barn_och_unga", "mamma", "risk", "Hon gråter varje kväll."),
    ("barn_och_unga", "mamma", "risk", "Han slår mig när han är full."),
    ("barn_och_unga", "mamma", "risk", "Vi har inte råd med hyran."),
    ("barn_och_unga", "mamma", "risk", "Hon har inte varit i skolan på tre veckor."),
    ("barn_och_unga", "mamma", "risk", "Jag orkar inte längre."),
    ("barn_och_unga", "mamma", "risk", "Vi bråkar varje dag."),
    ("barn_och_unga", "mamma", "risk", "Hon har inga vänner."),
    ("barn_och_unga", "barn", "risk", "Jag får vara ensam hemma på nätterna."),
    ("barn_och_unga", "barn", "risk", "Ingen hjälper mig med läxorna."),
    ("barn_och_unga", "barn", "risk", "Jag har ingen att prata med."),
    ("barn_och_unga", "mamma", "skydd", "Mormor hjälper oss på kvällarna."),
    ("barn_och_unga", "mamma", "skydd", "Vi äter middag tillsammans."),
    ("barn_och_unga", "mamma", "skydd", "Han trivs i skolan."),
    ("barn_och_unga", "mamma", "skydd", "Hon har många vänner."),
    ("barn_och_unga", "mamma", "skydd", "Jag läser för henne varje kväll."),
    ("barn_och_unga", "mamma", "skydd", "Hon sover gott hela natten."),
    ("barn_och_unga", "mamma", "skydd", "Farfar hämtar dem på fredagar."),
    ("barn_och_unga", "barn", "skydd", "Pappa kommer på alla mina matcher."),
    ("barn_och_unga", "barn", "skydd", "Jag kan prata med min lärare."),
    ("barn_och_unga", "barn", "skydd", "Mamma tröstar mig när jag är ledsen."),
    ("barn_och_unga", "mamma", "skydd", "Vi har fått en ny lägenhet."),
    ("barn_och_unga", "mamma", "skydd", "Han går till tandläkaren varje år."),
    ("barn_och_unga", "mamma", "skydd", "Jag har slutat dricka."),
    ("vuxna", "klient", "risk", "Jag dricker en flaska vin om dagen."),
    ("vuxna", "klient", "risk", "Jag har ingen att ringa."),
    ("vuxna", "klient", "risk", "Jag har skulder hos kronofogden."),
    ("vuxna", "klient", "risk", "Jag blir vräkt på fredag."),
    ("vuxna", "klient", "risk", "Jag sover nästan inte alls."),
    ("vuxna", "klient", "risk", "Jag har ont i ryggen varje dag."),
    ("vuxna", "klient", "risk", "Min man slår mig."),
    ("vuxna", "klient", "risk", "Jag vill inte leva längre."),
    ("vuxna", "klient", "risk", "Jag har inget jobb."),
    ("vuxna", "klient", "skydd", "Jag har varit nykter i två år."),
    ("vuxna", "klient", "skydd", "Jag betalar hyran i tid."),
    ("vuxna", "klient", "skydd", "Min syster ställer alltid upp."),
    ("vuxna", "klient", "skydd", "Jag har fått fast jobb."),
    ("vuxna", "klient", "skydd", "Jag tar min medicin varje dag."),
    ("vuxna", "klient", "skydd", "Jag träffar mina barn varje helg."),
    ("aldre", "klient", "risk", "Jag glömmer att äta."),
    ("aldre", "klient", "risk", "Jag sitter ensam hela dagarna."),
    ("aldre", "klient", "risk", "Jag kommer inte upp ur sängen själv."),
    ("aldre", "klient", "risk", "Jag vågar inte gå ut."),
    ("aldre", "klient", "risk", "Jag hör inte vad folk säger."),
    ("aldre", "klient", "skydd", "Min dotter kommer varje dag."),
    ("aldre", "klient", "skydd", "Jag lagar min egen mat."),
    ("aldre", "klient", "skydd", "Jag går en promenad varje morgon."),
    ("aldre", "klient", "skydd", "Grannen tittar in varje kväll."),
    ("aldre", "klient", "skydd", "Jag klarar att duscha själv."),
    ("aldre", "klient", "skydd", "Jag har larmet på mig."),
]


@pytest.mark.parametrize(("framework", "role", "way", "words"), PLAIN)
def test_what_is_said_plainly_is_found_and_points_the_right_way(
    framework: str, role: str, way: str, words: str
):  # fmt: skip
    listener = Listener(framework, (Participant("S1", "socialsekreterare", ""), Participant("P", role, "")), 9)
    listener.hear(Utterance(1, "S1", "Hur är det nu?"))
    listener.hear(Utterance(2, "P", words))
    assert {str(it.polarity) for it in listener.reading().statements if it.is_claim} == {way}


def test_a_worry_that_has_ceased_is_a_strength_and_one_that_has_come_back_is_not():
    assert ways("Jag har slutat dricka.") == {"skydd"}
    assert "skydd" not in ways("Jag dricker igen.")


def ways(words: str) -> set[str]:
    listener = Listener("vuxna", (Participant("S1", "socialsekreterare", ""), Participant("K", "klient", "")))
    listener.hear(Utterance(1, "K", words))
    return {str(it.polarity) for it in listener.reading().statements if it.is_claim}
