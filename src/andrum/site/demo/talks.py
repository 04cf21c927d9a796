"""A recorded conversation in Leo's investigation, to play through live: the follow-up with Sara, who does not exist."""

from datetime import datetime

from andrum.accounts.service import User, actor_of
from andrum.cases.service import Matter
from andrum.conversations.service import PersonPresent, note_information, plan_conversation

WORKER = PersonPresent("S1", "socialsekreterare", "Cilla Berg")
SAID = """
S1: Hej Sara. Vi ses ju för att följa upp det vi kom överens om.
M1: Ja, det har gått bra faktiskt. Leo har varit i skolan i tid varje dag i tre veckor.
S1: Vad roligt. Hur sover han?
M1: Han sover hela nätterna nu, och han har börjat ta hem kompisar igen.
S1: Äter han frukost innan han går?
M1: Ja, vi sitter alla tre vid bordet på morgonen, det gjorde vi aldrig förut.
S1: Är det något som oroar dig?
M1: Det är någon som knackar på sent på kvällen. Leo vågar inte gå ut i trappan längre.
S1: Har någon hotat er?
M1: Nej, ingen har hotat oss. Men pengarna tar slut den tjugonde, och jag har inte betalat hyran för november.
S1: Då ringer jag hyresvärden tillsammans med dig i morgon klockan tio.
M1: Tack. Jag vill att någon pratar med Leo om kvällarna. Han behöver få prata med någon annan än mig.
S1: Jag bokar en tid hos skolkuratorn till honom.
M1: Bra. Och jag ska fråga mormor om hon kan sova hos oss de två kvällar jag jobbar.
"""
SLOWNESS = 14  # letters a second, as people talk
PAUSE_SECONDS = 1.6


def make(at: datetime) -> None:
    """Plan the follow-up in Leo's matter, with the answer to the information given."""
    cilla = User.objects.get(username="cilla")
    by = actor_of(cilla)
    matter = Matter.objects.get(kind="children_and_youth", applicant__given_name="Leo", assigned_to=cilla)
    sara = matter.participants.get(person__given_name="Sara").person
    plan = plan_conversation(
        matter=matter, framework="barn_och_unga", way="live", user=cilla, child_age=12, by=by, at=at,
        persons=(WORKER, PersonPresent("M1", "mamma", sara.name, sara.pk)), script=script_of(SAID),
        setting="Uppföljning: spela upp ett inspelat samtal",
    )  # fmt: skip
    note_information(conversation=plan, language="sv", answer="yes", by=by, at=at)


def script_of(text: str) -> str:
    """A script with times for the scripted recogniser, and from which second each one speaks."""
    rows, seconds = [], 2.0
    for line in text.strip().splitlines():
        key, _colon, said = line.partition(": ")
        length = max(len(said) / SLOWNESS, 1.4)
        rows += [f"# {seconds - 0.3:.1f} {key}", f"[{seconds:.2f}-{seconds + length:.2f}] {said}"]
        seconds += length + PAUSE_SECONDS
    return "\n".join(rows)
