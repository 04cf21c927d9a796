"""The whole road: told, spoken, gone through, signed; and that each thing happens once and by the right person."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from andrum.accounts.service import actor_of
from andrum.audit.service import AuditEvent
from andrum.cases.models import Fact, JournalNote, Matter, Task
from andrum.conversations.actions.correcting import correct_segment, say_who_spoke
from andrum.conversations.actions.walking import take_position
from andrum.conversations.domain.errors import (
    ConversationStateError,
    DeclinedError,
    LineError,
    SegmentError,
    SignedAlreadyError,
    SignError,
)
from andrum.conversations.models import Conversation, Line, Segment
from andrum.conversations.queries.speech import unsorted_in
from andrum.conversations.service import (
    ConversationSigned,
    Heard,
    PersonPresent,
    accept_lines,
    add_line,
    add_words,
    change_line,
    decide_line,
    end_conversation,
    hear,
    note_information,
    pause_conversation,
    sign_conversation,
    signed_conversations_of,
    start_conversation,
    unsigned_conversations_of,
)
from andrum.conversations.web.presenting import shown_lines
from andrum.kernel.events import subscribe
from andrum.language.service import Found, Listener, Utterance
from tests.cast import NOW, Cast
from tests.rooms.conversations.conftest import PERSONS, TALK, planned, spoken_to_end


def line_with(conversation: Conversation, words: str) -> Line:
    return next(line for line in conversation.lines.all() if words in line.quote)


def signed(conversation: Conversation, cast: Cast) -> Conversation:
    accept_lines(conversation=conversation, by=actor_of(cast.cilla), at=NOW)
    return sign_conversation(conversation=conversation, by=actor_of(cast.cilla), at=NOW)


def test_the_end_reads_the_whole_again_unless_it_was_heard_just_so(matter: Matter, cast: Cast, monkeypatch):
    heard: list[int] = []
    hears = Listener.hear

    def counted(listener: Listener, utterance: Utterance) -> tuple[Found, ...]:
        heard.append(utterance.n)
        return hears(listener, utterance)

    monkeypatch.setattr(Listener, "hear", counted)
    spoken_to_end(matter, cast)
    assert heard == [1, 2, 3, 4, 5, 6]
    by, made = actor_of(cast.cilla), planned(matter, cast)
    start_conversation(conversation=made, by=by, at=NOW)
    hear(conversation=made, heard=Heard("M1", TALK[1][1], "a", "typed"), by=by, at=NOW)
    row = made.segments.get()
    row.text = "Hon får ingen frukost."  # as when another server process has heard it
    row.save()
    heard.clear()
    end_conversation(conversation=made, by=by, at=NOW)
    assert heard == [1]
    assert all(line.quote in row.text for line in made.lines.all())


def test_every_line_quotes_its_utterance_exactly_and_no_question_is_evidence(conversation: Conversation):
    lines = list(conversation.lines.select_related("segment"))
    assert lines
    for line in lines:
        assert line.segment is not None
        assert line.segment.text[line.start : line.end] == line.quote
    assert not any(line.kind == "statement" and line.speaker.role == "socialsekreterare" for line in lines)


def test_nothing_is_heard_before_the_client_has_been_told_and_said_yes(matter: Matter, cast: Cast):
    by = actor_of(cast.cilla)
    asked = planned(matter, cast, answer="")
    with pytest.raises(DeclinedError):
        start_conversation(conversation=asked, by=by, at=NOW)
    note_information(conversation=asked, language="en", answer="no", by=by, at=NOW)
    start_conversation(conversation=asked, by=by, at=NOW)
    with pytest.raises(ConversationStateError):
        hear(conversation=asked, heard=Heard("M1", "Hej", "speech:1", "speech"), by=by, at=NOW)
    hear(conversation=asked, heard=Heard("M1", "Hej", "typed:1", "typed"), by=by, at=NOW)
    assert Segment.objects.get().text == "Hej"


def test_stop_stops_at_once_and_what_was_said_before_stays(matter: Matter, cast: Cast):
    by = actor_of(cast.cilla)
    talk = planned(matter, cast)
    start_conversation(conversation=talk, by=by, at=NOW)
    hear(conversation=talk, heard=Heard("M1", "Hej", "speech:1", "speech"), by=by, at=NOW)
    note_information(conversation=talk, language="sv", answer="stop", by=by, at=NOW)
    talk.refresh_from_db()
    assert (talk.state, talk.may_listen) == ("paused", False)
    with pytest.raises(ConversationStateError):
        hear(conversation=talk, heard=Heard("M1", "Mer", "speech:2", "speech"), by=by, at=NOW)
    assert talk.segments.count() == 1


def test_the_same_utterance_sent_twice_is_kept_once(matter: Matter, cast: Cast):
    by = actor_of(cast.cilla)
    talk = planned(matter, cast)
    start_conversation(conversation=talk, by=by, at=NOW)
    heard = Heard("M1", "Mormor hjälper oss.", "speech:1", "speech")
    first, lines = hear(conversation=talk, heard=heard, by=by, at=NOW)
    again, same = hear(conversation=talk, heard=heard, by=by, at=NOW)
    assert first.pk == again.pk
    assert [line.pk for line in lines] == [line.pk for line in same]
    assert talk.segments.count() == 1


def test_what_is_said_stands_encrypted_in_the_database(conversation: Conversation):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM conversations_segment ORDER BY n")
        kept = [bytes(row[0]) for row in cursor.fetchall()]
    assert [segment.text for segment in conversation.segments.order_by("n")] == [text for _who, text in TALK]
    assert not any(word in raw for raw in kept for word in (b"mormor", b"dricker", b"skolan"))


def test_an_interpreters_words_are_the_clients_and_none_of_them_is_left_uncounted(matter: Matter, cast: Cast):
    by = actor_of(cast.cilla)
    talk = planned(matter, cast, persons=(*PERSONS, PersonPresent("T1", "tolk", ""), PersonPresent("P1", "personal")))
    start_conversation(conversation=talk, by=by, at=NOW)
    for n, (who, text) in enumerate((("S1", "Hur är det?"), ("T1", "Jo men alltså det är som det är."),
                                     ("P1", "Ja vi får väl se."))):  # fmt: skip
        hear(conversation=talk, heard=Heard(who, text, f"typed:{n}", "typed"), by=by, at=NOW)
    assert unsorted_in(talk) == 2
    line = add_line(segment=talk.segments.get(n=2), quote="", kind="statement", polarity="neutral",
                    area="halsa", by=by, at=NOW)  # fmt: skip
    assert line.status == "påstått"
    assert unsorted_in(talk) == 1


def test_a_line_must_be_looked_at_before_it_is_signed(conversation: Conversation, cast: Cast):
    with pytest.raises(SignError, match="inte är granskade"):
        sign_conversation(conversation=conversation, by=actor_of(cast.cilla), at=NOW)
    assert JournalNote.objects.count() == 0


def test_signing_locks_a_note_keeps_facts_and_makes_tasks_once(conversation: Conversation, cast: Cast):
    told: list[ConversationSigned] = []
    subscribe(ConversationSigned, told.append)
    by = actor_of(cast.cilla)
    segment = conversation.segments.get(n=6)
    agreed = add_line(segment=segment, quote="Jag ringer skolan på fredag", kind="agreement", who="Cilla",
                      what="ringer skolan", by=by, at=NOW)  # fmt: skip
    done = signed(conversation, cast)
    note = JournalNote.objects.get()
    assert note.is_signed
    assert done.note == note
    assert "mormor hjälper oss" in note.text
    assert "Handläggaren har granskat varje rad" in note.text
    statements = conversation.lines.exclude(kind="agreement").exclude(decision="rejected")
    assert Fact.objects.filter(name__startswith=f"conversation.{conversation.pk}.").count() == statements.count()
    assert Task.objects.get(key=f"conversation:{conversation.pk}:line:{agreed.pk}").title == "Cilla: ringer skolan"
    with pytest.raises(SignedAlreadyError):
        sign_conversation(conversation=conversation, by=by, at=NOW)
    assert JournalNote.objects.count() == 1


def test_a_rejected_line_stands_nowhere_but_in_the_history(conversation: Conversation, cast: Cast):
    line = line_with(conversation, "slår")
    decide_line(line=line, decision="rejected", by=actor_of(cast.cilla), at=NOW)
    done = signed(conversation, cast)
    assert done.note is not None
    assert "slår han mig" not in done.note.text
    assert not Fact.objects.filter(name=f"conversation.{conversation.pk}.{line.pk}").exists()
    assert [(c.field, c.after, c.changed_by) for c in line.changes.all()] == [("decision", "rejected", "Cilla Berg")]


def test_what_the_client_says_is_wrong_is_noted_in_the_record_in_their_words(conversation: Conversation, cast: Cast):
    line = line_with(conversation, "mormor hjälper")
    by = actor_of(cast.cilla)
    with pytest.raises(LineError, match="egna ord"):
        take_position(line=line, position="disputes", by=by, at=NOW)
    with pytest.raises(LineError, match="oklart vem"):
        take_position(line=line, position="disputes", words="Det är farmor som hjälper oss.", by=by, at=NOW)
    with pytest.raises(LineError, match="oklart vem"):
        take_position(line=line, position="disputes", words="Det är farmor som hjälper oss.", who="S1", by=by, at=NOW)
    take_position(line=line, position="disputes", words="Det är farmor som hjälper oss.", who="M1", by=by, at=NOW)
    done = signed(conversation, cast)
    assert done.note is not None
    assert "anser att något är fel" in done.note.text
    assert "Alva Ek: »Det är farmor som hjälper oss.«" in done.note.text
    told = next(one for one in signed_conversations_of(conversation.matter)[0].lines if one.id == line.pk)
    assert (told.client_who, told.client_who_name) == ("mamma", "Alva Ek")


def test_what_the_client_adds_becomes_a_line_with_its_own_words(conversation: Conversation, cast: Cast):
    line = add_words(
        conversation=conversation, who="B1", text="Jag vill ha en hund.", key="a", by=actor_of(cast.cilla), at=NOW
    )
    assert (line.kind, line.quote) == ("own_view", "Jag vill ha en hund.")
    done = signed(conversation, cast)
    assert done.note is not None
    voice = done.note.text.split("Barnets egen röst")[1].split("\n\n")[0]
    assert "Jag vill ha en hund." in voice


def test_only_words_that_were_said_can_become_a_line(conversation: Conversation, cast: Cast):
    segment = conversation.segments.get(n=2)
    with pytest.raises(LineError, match="står inte så"):
        add_line(segment=segment, quote="Hon svälter", kind="statement", polarity="risk", area="sakerhet",
                 by=actor_of(cast.cilla), at=NOW)  # fmt: skip


def test_every_change_of_a_line_is_kept_with_its_author(conversation: Conversation, cast: Cast):
    line = line_with(conversation, "slår")
    values = {"kind": "statement", "polarity": "risk", "area": "sakerhet", "wording": "Pappan dricker på helger."}
    change_line(line=line, values=values, by=actor_of(cast.cilla), at=NOW)
    line.refresh_from_db()
    assert line.decision == "changed"
    assert line.quote in line.segment.text  # type: ignore[union-attr]
    assert {"wording", "decision"} <= {change.field for change in line.changes.all()}
    assert {change.changed_by for change in line.changes.all()} == {"Cilla Berg"}


def test_a_correction_keeps_the_earlier_wording_and_its_lines_follow(conversation: Conversation, cast: Cast):
    by, line = actor_of(cast.cilla), line_with(conversation, "mormor hjälper")
    decide_line(line=line, decision="accepted", by=by, at=NOW)
    segment = conversation.segments.get(n=2)
    with pytest.raises(SegmentError, match="granskad"):
        correct_segment(segment=segment, text="Något annat.", who="M1", by=by, at=NOW)
    correct_segment(segment=segment, text=f"Alltså. {segment.text}", who="M1", by=by, at=NOW)
    line.refresh_from_db()
    fresh = Segment.objects.get(pk=segment.pk)
    assert fresh.text[line.start : line.end] == line.quote
    assert [one.text for one in fresh.revisions.all()] == [TALK[1][1]]


@pytest.mark.parametrize("change", ["line", "conversation", "history"])
def test_the_database_refuses_to_change_what_is_signed(conversation: Conversation, cast: Cast, change: str):
    decide_line(line=line_with(conversation, "slår"), decision="accepted", by=actor_of(cast.cilla), at=NOW)
    signed(conversation, cast)
    rows = {
        "line": lambda: conversation.lines.update(quote="Något annat"),
        "conversation": lambda: Conversation.objects.filter(pk=conversation.pk).update(state="ended"),
        "history": lambda: conversation.lines.get(pk=line_with(conversation, "slår").pk).changes.update(after="x"),
    }
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        rows[change]()


def test_a_pause_lets_nothing_in(matter: Matter, cast: Cast):
    by = actor_of(cast.cilla)
    talk = planned(matter, cast)
    start_conversation(conversation=talk, by=by, at=NOW)
    pause_conversation(conversation=talk, by=by, at=NOW)
    assert Conversation.objects.get(pk=talk.pk).state == "paused"
    start_conversation(conversation=talk, by=by, at=NOW)
    assert Conversation.objects.get(pk=talk.pk).state == "live"
    assert [e.kind for e in AuditEvent.objects.filter(kind__startswith="conversations.").order_by("seq")][-3:] == [
        "conversations.started", "conversations.paused", "conversations.resumed"
    ]  # fmt: skip


def test_other_rooms_read_a_signed_conversation_by_the_door(matter: Matter, cast: Cast, django_assert_max_num_queries):
    held = spoken_to_end(matter, cast)
    assert (signed_conversations_of(matter), unsigned_conversations_of(matter)) == ((), 1)
    signed(held, cast)
    with django_assert_max_num_queries(5):
        (view,) = signed_conversations_of(matter)
    assert unsigned_conversations_of(matter) == 0
    assert view.note_id == JournalNote.objects.get().pk
    assert [line.quote for line in view.lines] == [
        line.quote for line in held.lines.exclude(decision="rejected").order_by("n", "start", "pk")
    ]
    assert all(line.address.startswith("/samtal/rad/") for line in view.lines)


def test_nothing_that_was_said_stands_in_the_log(conversation: Conversation, cast: Cast):
    signed(conversation, cast)
    log = " ".join(str(event.details) for event in AuditEvent.objects.all())
    assert not any(word in log for word in ("mormor", "dricker", "skolan", "Tove"))


def test_what_is_dictated_afterwards_stands_whole_as_the_workers_own_and_is_no_evidence(matter: Matter, cast: Cast):
    by = actor_of(cast.cilla)
    talk = planned(matter, cast, way="dictation", answer="")
    start_conversation(conversation=talk, by=by, at=NOW)
    for n, text in enumerate(("Mamman berättade att hon sover dåligt.", "Tove var glad.")):
        hear(conversation=talk, heard=Heard("S1", text, f"speech:0:{n}", "dictation"), by=by, at=NOW)
    end_conversation(conversation=talk, by=by, at=NOW)
    line = add_line(segment=talk.segments.get(n=1), quote="hon sover dåligt", kind="statement", polarity="risk",
                    area="halsa", by=by, at=NOW)  # fmt: skip
    assert line.status == "återgivet"
    done = signed(talk, cast)
    assert done.note is not None
    assert "Mamman berättade att hon sover dåligt. Tove var glad." in done.note.text


def test_a_line_that_was_looked_at_is_never_lost_when_words_are_corrected(conversation: Conversation, cast: Cast):
    by, line = actor_of(cast.cilla), line_with(conversation, "mormor hjälper")
    decide_line(line=line, decision="accepted", by=by, at=NOW)
    decide_line(line=line, decision="unreviewed", by=by, at=NOW)
    with pytest.raises(SegmentError, match="granskad"):
        correct_segment(segment=conversation.segments.get(n=2), text="Något annat.", who="M1", by=by, at=NOW)
    correct_segment(segment=conversation.segments.get(n=1), text="Hur har ni det?", who="S1", by=by, at=NOW)
    assert line.changes.count() == 2


def test_who_said_what_is_put_right_at_once_and_the_workers_words_are_no_evidence(
    conversation: Conversation, cast: Cast
):
    by = actor_of(cast.cilla)
    dangerous = conversation.segments.get(n=4)
    accept_lines(conversation=conversation, by=by, at=NOW)
    who = dict(conversation.segments.values_list("pk", "speaker__key")) | {dangerous.pk: "S1"}
    assert say_who_spoke(conversation=conversation, who=who, by=by, at=NOW) == 1
    assert say_who_spoke(conversation=conversation, who=who, by=by, at=NOW) == 0
    lines = list(dangerous.lines.all())
    assert lines
    assert {(line.speaker.key, line.decision) for line in lines} == {("S1", "unreviewed")}
    assert {"speaker", "decision"} <= set(lines[0].changes.values_list("field", flat=True))
    assert conversation.lines.filter(n=2, decision="accepted").exists()
    assert dangerous.revisions.get().speaker_key == "M1"
    with pytest.raises(SegmentError):
        say_who_spoke(conversation=conversation, who={dangerous.pk: "X9"}, by=by, at=NOW)
    elsewhere = spoken_to_end(conversation.matter, cast).segments.get(n=4)
    assert say_who_spoke(conversation=conversation, who={elsewhere.pk: "S1"}, by=by, at=NOW) == 0


def test_a_line_that_was_sorted_otherwise_does_not_come_back_as_it_was(conversation: Conversation, cast: Cast):
    by, line = actor_of(cast.cilla), line_with(conversation, "slår")
    count = conversation.lines.count()
    area = "familjesituation" if line.area != "familjesituation" else "halsa"
    values = {"kind": "statement", "polarity": "risk", "area": area, "status": "förnekat", "about": "mamma"}
    change_line(line=line, values=values, by=by, at=NOW)
    first = conversation.segments.get(n=1)
    correct_segment(segment=first, text="Hur har ni det?", who="S1", by=by, at=NOW)
    assert conversation.lines.count() == count
    line.refresh_from_db()
    assert (line.area, line.status, line.about) == (area, "förnekat", "mamma")


def test_the_same_words_stand_once_under_an_area(conversation: Conversation, cast: Cast):
    by, line = actor_of(cast.cilla), line_with(conversation, "slår")
    other = "familjesituation" if line.area != "familjesituation" else "halsa"
    assert line.segment is not None
    add_line(segment=line.segment, quote=line.quote, kind="statement", polarity="risk", area=other, by=by, at=NOW)
    with pytest.raises(LineError, match="redan"):
        change_line(line=line, values={"kind": "statement", "polarity": "risk", "area": other}, by=by, at=NOW)
    with pytest.raises(LineError):
        change_line(line=line, values={"status": "kanske"}, by=by, at=NOW)


def test_no_text_comes_in_after_the_end(conversation: Conversation, cast: Cast):
    from andrum.conversations.service import Said, keep_text

    with pytest.raises(ConversationStateError, match="avslutat"):
        keep_text(conversation=conversation, said=[Said("M1", "Mer.")], source="typed", by=actor_of(cast.cilla), at=NOW)
    assert conversation.segments.count() == len(TALK)


def test_what_may_be_danger_is_read_by_a_person_and_stands_so_only_as_a_worry(matter: Matter, cast: Cast):
    by, made = actor_of(cast.cilla), planned(matter, cast)
    start_conversation(conversation=made, by=by, at=NOW)
    said = "Lillebror får välling av mig när mamma inte vaknar."
    hear(conversation=made, heard=Heard("B1", said, "a", "typed"), by=by, at=NOW)
    end_conversation(conversation=made, by=by, at=NOW)
    accept_lines(conversation=made, by=by, at=NOW)
    line = line_with(made, said)
    assert (line.doubt, line.decision, line.is_perhaps_danger) == ("kanske_fara", "unreviewed", True)
    change_line(line=line, values={"polarity": "neutral"}, by=by, at=NOW)
    (shown,) = shown_lines(made, made.lines.all())
    assert (shown.column, str(shown.neither)) == ("risk", "varken oro eller styrka")
    change_line(line=line, values={"polarity": "risk"}, by=by, at=NOW)
    decide_line(line=line, decision="accepted", by=by, at=NOW)
    line.refresh_from_db()
    assert line.stands_as_danger
    change_line(line=line, values={"polarity": "skydd"}, by=by, at=NOW)
    line.refresh_from_db()
    assert not line.stands_as_danger
    sign_conversation(conversation=made, by=by, at=NOW)
    note = JournalNote.objects.get()
    assert said in note.text
    assert "Säkerhet" not in note.text
