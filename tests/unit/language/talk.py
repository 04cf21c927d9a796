"""A conversation that is long enough to be sent, with names and numbers that must not be."""

from andrum.language.service import Conversation, Participant, Utterance

PEOPLE = (
    Participant("S1", "socialsekreterare", "Cilla Berg"), Participant("M", "mamma", "Alva Ek"),
    Participant("B", "barn", "Tove Ek"),
)  # fmt: skip
WORDS = (
    ("S1", "Vill du berätta hur ni har det hemma, Alva?"),
    ("M", "Hon sover dåligt om nätterna sen i våras, hon vaknar tre gånger och ropar."),
    ("S1", "Brukar Robert dricka hemma?"),
    ("M", "Han slår oss inte. Om han skulle göra det ringer jag min syster Zainab i Göteborg på 070-123 45 67."),
    ("M", "Mormor hämtar henne på Storgatan 5 varje tisdag och lagar mat åt dem båda två."),
    ("B", "Jag vill bo kvar hos mamma. Får jag det?"),
    ("S1", "Jag ringer skolan på fredag."),
    ("M", "Mitt nummer är 19850707-9805, eller alva.ek@example.se om du hellre skriver det."),
)


def talk(*words: tuple[str, str], framework: str = "barn_och_unga") -> Conversation:
    """The conversation, or one of other words."""
    said = tuple(Utterance(n, who, text) for n, (who, text) in enumerate(words or WORDS, 1))
    return Conversation(framework, PEOPLE, said, 9)
