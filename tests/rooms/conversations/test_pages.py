"""The pages: the whole road by forms alone, without any script; and who may not."""

import io
import wave

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.models import JournalNote, Matter
from andrum.conversations.models import Conversation, Segment
from andrum.conversations.service import (
    Heard,
    accept_lines,
    end_conversation,
    hear,
    sign_conversation,
    start_conversation,
)
from andrum.people.service import set_protection
from tests.cast import NOW, Cast
from tests.rooms.conversations.conftest import Page, planned, spoken_to_end


def test_the_whole_road_goes_by_plain_forms(matter: Matter, cast: Cast, page: Page):
    guardian = matter.participants.get(role="guardian")
    form = {
        "way": "text", "framework": "barn_och_unga", "setting": "Hembesök", f"is_here_{guardian.pk}": "on",
        f"role_{guardian.pk}": "mamma", f"role_{matter.participants.get(role='applicant').pk}": "barn",
        "name_1": "Olle", "extra_role_1": "tolk",
    }  # fmt: skip
    planned_at = page(cast.cilla, f"/arenden/{matter.reference}/samtal/nytt/", form)
    talk = Conversation.objects.get()
    assert planned_at.headers["Location"] == f"/samtal/{talk.pk}/information/"
    assert [one.key for one in talk.persons.order_by("place")] == ["S1", "M1", "T1"]
    assert talk.child_age == 9
    told = page(cast.cilla, f"/samtal/{talk.pk}/information/?sprak=sv-x-easy").content.decode()
    assert "Du får säga nej." in told
    page(cast.cilla, f"/samtal/{talk.pk}/information/", {"language": "sv-x-easy", "answer": "yes"})
    said = "Cilla: Hur har ni det?\nMamma: Mormor hjälper oss varje dag.\nMamma: Vi har det bra.\nCilla: Tack."
    answer = page(cast.cilla, f"/samtal/{talk.pk}/text/", {"text": said})
    assert answer.headers["Location"] == f"/samtal/{talk.pk}/granska/"
    segment = Segment.objects.get(n=3)
    picked = {"quote": "Vi har det bra", "kind": "statement", "polarity": "skydd", "area": "halsa"}
    page(cast.cilla, f"/samtal/yttrande/{segment.pk}/rad/", picked)
    line = talk.lines.get(quote="Vi har det bra")
    asked = page(cast.cilla, f"/samtal/rad/{line.pk}/svar/", {"position": "disputes", "kort": "1"})
    assert asked.headers["Location"].endswith("?kort=1&svar=disputes")
    page(cast.cilla, f"/samtal/rad/{line.pk}/svar/", {"position": "disputes", "kort": "1", "words": "Inte på helger."})
    page(cast.cilla, f"/samtal/{talk.pk}/granska/alla/", {})
    before = page(cast.cilla, f"/samtal/{talk.pk}/anteckning/").content.decode()
    assert "Signera och lås" in before
    page(cast.cilla, f"/samtal/{talk.pk}/signera/", {})
    assert "»Inte på helger.«" in JournalNote.objects.get().text
    again = page(cast.cilla, f"/samtal/{talk.pk}/signera/", {}, follow=True).content.decode()
    assert "redan signerat" in again
    assert JournalNote.objects.count() == 1
    for name in ("kopia/", "kopia.pdf", "kopia.txt"):
        assert page(cast.cilla, f"/samtal/{talk.pk}/{name}").status_code == 200


def test_lines_can_be_typed_while_it_goes_on_and_come_back_as_json_for_the_script(
    matter: Matter, cast: Cast, page: Page
):
    talk = planned(matter, cast, answer="no")
    page(cast.cilla, f"/samtal/{talk.pk}/pagar/borja/", {})
    line = {"who": "M1", "text": "Mormor hjälper oss.", "key": "k1"}
    told = page(cast.cilla, f"/samtal/{talk.pk}/sagt/", line, headers={"accept": "application/json"}).json()
    assert (told["type"], told["speaker"], told["text"]) == ("final", "Alva Ek", "Mormor hjälper oss.")
    again = page(cast.cilla, f"/samtal/{talk.pk}/sagt/", line, headers={"accept": "application/json"}).json()
    assert again["segment"] == told["segment"]
    shown = page(cast.cilla, f"/samtal/{talk.pk}/pagar/").content.decode()
    assert "Programmet lyssnar inte" in shown
    assert "Mormor hjälper oss." in shown


def test_the_walk_through_shows_one_card_at_a_time_with_the_childs_view_first(
    conversation: Conversation, cast: Cast, page: Page
):
    from andrum.conversations.service import add_line

    child = conversation.segments.get(n=5)
    add_line(segment=child, quote="", kind="own_view", by=SYSTEM, at=NOW)
    first = page(cast.cilla, f"/samtal/{conversation.pk}/genomgang/?kort=1").content.decode()
    assert "Det barnet säger" in first
    assert "»Jag vill bo hos mormor.«" in first
    for words in ("Stämmer", "Stämmer inte", "Jag vill lägga till"):
        assert words in first
    for odd in ("0", "-1", "x", "99999", "9" * 30, "½"):
        assert page(cast.cilla, f"/samtal/{conversation.pk}/genomgang/?kort={odd}").status_code == 200


def test_a_conversation_about_one_who_is_protected_is_seen_by_named_staff_alone(
    matter: Matter, cast: Cast, page: Page, django_capture_on_commit_callbacks
):
    talk = spoken_to_end(matter, cast)
    line = talk.lines.earliest("pk")
    addresses = [f"/samtal/{talk.pk}/granska/", f"/samtal/rad/{line.pk}/", f"/samtal/{talk.pk}/biljett/"]
    assert [page(cast.cilla, address).status_code for address in addresses] == [200, 200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        set_protection(person=cast.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    assert [page(cast.cilla, address).status_code for address in addresses] == [404, 404, 404]
    assert "Hembesök" not in page(cast.cilla, "/samtal/").content.decode()
    assert [page(cast.dag, address).status_code for address in addresses] == [404, 404, 404]


def test_the_microphone_is_allowed_on_the_page_that_hears_and_nowhere_else(
    matter: Matter, cast: Cast, page: Page, scripted: None
):
    talk = planned(matter, cast)
    assert "microphone=(self)" in page(cast.cilla, f"/samtal/{talk.pk}/pagar/").headers["Permissions-Policy"]
    assert "microphone=()" in page(cast.cilla, "/samtal/").headers["Permissions-Policy"]


@pytest.fixture
def scripted(settings) -> None:
    """A recogniser that reads from a script."""
    from andrum.conversations.web import recogniser

    settings.ANDRUM_SPEECH = "scripted"
    recogniser.forget()
    yield
    recogniser.forget()


def test_what_is_no_sound_is_refused_with_words(matter: Matter, cast: Cast, page: Page, scripted: None):
    talk = planned(matter, cast, way="upload")
    for content in (b"", b"RIFFxxxx", b"%PDF-1.7", b"\x00" * 5_000):
        sound = SimpleUploadedFile("x.wav", content)
        shown = page(cast.cilla, f"/samtal/{talk.pk}/ljudfil/", {"sound": sound}).content.decode()
        assert "Det här behöver rättas" in shown


def test_a_pressed_button_without_a_recogniser_says_what_to_do(matter: Matter, cast: Cast, page: Page):
    talk = planned(matter, cast, way="upload")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"\x00\x00" * 16_000)
    sound = SimpleUploadedFile("x.wav", out.getvalue())
    shown = page(cast.cilla, f"/samtal/{talk.pk}/ljudfil/", {"sound": sound}).content.decode()
    assert "Taligenkänningen är inte igång" in shown


def test_what_was_said_is_read_in_words_on_the_page_of_the_matter(conversation: Conversation, cast: Cast, page: Page):
    by = actor_of(cast.cilla)
    accept_lines(conversation=conversation, by=by, at=NOW)
    sign_conversation(conversation=conversation, by=by, at=NOW)
    shown = page(cast.cilla, f"/arenden/{conversation.matter.reference}/").content.decode()
    assert "Mamma, vid samtal" in shown
    assert "Conversation" not in shown
    line = conversation.lines.filter(kind="statement").earliest("pk")
    assert f"»{line.quote}«" in shown


@pytest.mark.usefixtures("scripted")
def test_a_sound_file_is_written_down_and_sorted_and_is_kept_nowhere(
    matter: Matter, cast: Cast, page: Page, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    from andrum.conversations.web import recogniser, uploads
    from tests.faults.talking import talk as talk_of

    frames, script = talk_of(2)
    (tmp_path / "script.txt").write_text(script)
    monkeypatch.setattr(settings, "ANDRUM_SPEECH_SCRIPT", str(tmp_path / "script.txt"))
    recogniser.forget()
    monkeypatch.setattr(uploads._threads, "submit", lambda work: work())
    monkeypatch.setattr(uploads, "close_old_connections", lambda: None)  # the test has one of its own
    talk = planned(matter, cast, way="upload")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"".join(frames))
    page(cast.cilla, f"/samtal/{talk.pk}/ljudfil/", {"sound": SimpleUploadedFile("x.wav", out.getvalue())})
    talk.refresh_from_db()
    assert talk.state == "ended"
    assert [row.text for row in talk.segments.order_by("n")] == [
        "1: Jag sover dåligt på nätterna.", "2: Min bror hjälper mig med räkningarna."
    ]  # fmt: skip
    assert not talk.sound.exists()
    assert page(cast.cilla, f"/samtal/{talk.pk}/ljudfil/").headers["Location"] == f"/samtal/{talk.pk}/"


def test_what_a_file_holds_is_put_down_as_the_right_persons_words(
    matter: Matter, cast: Cast, page: Page, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("andrum.conversations.web.uploads._states", {})  # as in another server process
    by, talk = actor_of(cast.cilla), planned(matter, cast, way="upload")
    said = ("Hur har ni det hemma?", "Mormor hjälper oss varje dag.", "Jag är trött på morgnarna.")
    start_conversation(conversation=talk, by=by, at=NOW)
    for n, text in enumerate(said):
        hear(conversation=talk, heard=Heard("M1", text, f"file:{n}", "upload", n, n + 1.0), by=by, at=NOW)
    elsewhere = page(cast.cilla, f"/samtal/{talk.pk}/ljudfil/").content.decode()
    assert "3 yttranden hittills" in elsewhere
    end_conversation(conversation=talk, by=by, at=NOW)
    assert "Allt som hördes står på Alva Ek" in page(cast.cilla, f"/samtal/{talk.pk}/granska/").content.decode()
    first, _second, third = talk.segments.order_by("n")
    shown = page(cast.cilla, f"/samtal/{talk.pk}/vem-sa-vad/").content.decode()
    assert f'name="vem-{first.pk}" value="M1" checked' in shown
    chosen = {f"vem-{first.pk}": "S1", f"vem-{third.pk}": "B1", "vem-x": "S1"}
    answer = page(cast.cilla, f"/samtal/{talk.pk}/vem-sa-vad/", chosen)
    assert answer.headers["Location"] == f"/samtal/{talk.pk}/"
    assert list(talk.segments.order_by("n").values_list("speaker__key", flat=True)) == ["S1", "M1", "B1"]
    assert "Allt som hördes står på" not in page(cast.cilla, f"/samtal/{talk.pk}/granska/").content.decode()
    assert page(cast.dag, f"/samtal/{talk.pk}/vem-sa-vad/").status_code == 404


def test_what_was_marked_as_important_is_shown_first_among_what_is_not_a_line(
    conversation: Conversation, cast: Cast, page: Page
):
    row = conversation.segments.get(n=2)
    page(cast.cilla, f"/samtal/yttrande/{row.pk}/viktigt/", {})
    shown = page(cast.cilla, f"/samtal/{conversation.pk}/granska/").content.decode()
    assert "1 yttrande är markerat som viktigt" in shown
    assert "Ta bort markeringen" in page(cast.cilla, f"/samtal/yttrande/{row.pk}/").content.decode()
    page(cast.cilla, f"/samtal/yttrande/{row.pk}/viktigt/", {"av": "1"})
    assert "markerat som viktigt" not in page(cast.cilla, f"/samtal/{conversation.pk}/granska/").content.decode()


def test_a_line_is_changed_in_every_way_and_its_changes_are_told_in_words(
    conversation: Conversation, cast: Cast, page: Page
):
    line = next(one for one in conversation.lines.all() if "slår" in one.quote)
    form = {
        "kind": "statement", "polarity": "risk", "area": line.area, "about": "mamma", "status": "förnekat",
        "time": "tidigare",
    }  # fmt: skip
    page(cast.cilla, f"/samtal/rad/{line.pk}/andra/", form)
    line.refresh_from_db()
    assert (line.about, line.status, line.time) == ("mamma", "förnekat", "tidigare")
    shown = page(cast.cilla, f"/samtal/rad/{line.pk}/").content.decode()
    assert "hur det sägs" in shown
    assert "»Inte granskad« → »Ändrad«" in " ".join(shown.split())


def test_one_who_comes_in_is_to_be_told_too(matter: Matter, cast: Cast, page: Page):
    talk = planned(matter, cast)
    shown = page(cast.cilla, f"/samtal/{talk.pk}/personer/", {"role": "lärare", "name": "Karin"}, follow=True)
    assert "Karin är med. Berätta att programmet skriver ner" in shown.content.decode()


def test_all_at_once_leaves_what_may_be_danger_and_says_how_many_are_left(matter: Matter, cast: Cast, page: Page):
    by, talk = actor_of(cast.cilla), planned(matter, cast)
    start_conversation(conversation=talk, by=by, at=NOW)
    for n, said in enumerate(("Lillebror får välling av mig när mamma inte vaknar.", "Mormor hjälper oss varje dag.")):
        hear(conversation=talk, heard=Heard("B1", said, f"a{n}", "typed"), by=by, at=NOW)
    end_conversation(conversation=talk, by=by, at=NOW)
    shown = page(cast.cilla, f"/samtal/{talk.pk}/granska/").content.decode()
    assert "Kan handla om fara" in shown
    answer = page(cast.cilla, f"/samtal/{talk.pk}/granska/alla/", {})
    assert answer.headers["Location"] == f"/samtal/{talk.pk}/granska/"
    (left,) = talk.lines.filter(decision="unreviewed")
    page(cast.cilla, f"/samtal/rad/{left.pk}/godkann/", {})
    answer = page(cast.cilla, f"/samtal/{talk.pk}/granska/alla/", {})
    assert answer.headers["Location"] == f"/samtal/{talk.pk}/"
