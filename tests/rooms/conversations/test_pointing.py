"""A language model in a conversation: only when everybody allows it, never anything that was not said."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, AuditEvent
from andrum.cases.models import Matter
from andrum.conversations.actions.correcting import correct_segment
from andrum.conversations.actions.pointing import ask_model, note_model_rule, read_with_model, take_doubt
from andrum.conversations.domain.errors import LineError, ModelRuleError
from andrum.conversations.models import Conversation, ModelRule, Pointing
from andrum.conversations.queries.pointed import doubts_of
from andrum.conversations.service import (
    Said,
    accept_lines,
    end_conversation,
    keep_text,
    note_information,
    sign_conversation,
)
from andrum.people.models import Person
from tests.cast import NOW, Cast
from tests.model_machine import Machine, Reply, model_machine, points, says, statement
from tests.rooms.conversations.conftest import Page, planned
from tests.unit.language.talk import WORDS

TODAY = NOW.date()
WHO = {"S1": "S1", "M": "M1", "B": "B1"}


@pytest.fixture
def machine() -> Iterator[Machine]:
    with model_machine() as made:
        options = {"url": made.url, "model": "gemma", "timeout_s": 2.0, "tries": 1}
        with override_settings(ANDRUM_LANGUAGE="endpoint", ANDRUM_LANGUAGE_OPTIONS=options):
            yield made


def allow(cast: Cast, *, may_point: bool = True, may_write: bool = False, day: date = TODAY) -> ModelRule:
    return note_model_rule(
        may_point=may_point, may_write=may_write, from_date=day, decision_reference="Socialnämnden § 112 (påhittad)",
        by=actor_of(cast.greta), at=NOW,
    )  # fmt: skip


def held(matter: Matter, cast: Cast, *, answer: str = "yes", words=WORDS) -> Conversation:
    by = actor_of(cast.cilla)
    talk = planned(matter, cast, way="text", answer=answer)
    said = [Said(WHO[who], text) for who, text in words]
    keep_text(conversation=talk, said=said, source="pasted", by=by, at=NOW)
    return end_conversation(conversation=talk, by=by, at=NOW)


def read(conversation: Conversation) -> Pointing:
    row = Pointing.objects.get(conversation=conversation)
    read_with_model(pointing_id=row.pk, round_=row.round, by=MACHINE, at=NOW)
    return Pointing.objects.get(conversation=conversation)


SLEEP = statement(2, "Hon sover dåligt om nätterna sen i våras")


def test_without_the_boards_word_nothing_is_asked(matter: Matter, cast: Cast, machine: Machine):
    held(matter, cast)
    assert not Pointing.objects.exists()
    assert machine.asked == []


def test_without_the_operators_word_nothing_is_asked(matter: Matter, cast: Cast):
    allow(cast)
    held(matter, cast)
    assert not Pointing.objects.exists()


@pytest.mark.parametrize("why", ["not yet", "taken back", "client said no", "not told", "protected"])
def test_each_no_is_enough(matter: Matter, cast: Cast, machine: Machine, why: str):
    if why == "not told":
        talk = planned(matter, cast, way="text")
    allow(cast, day=NOW.date() + timedelta(days=why == "not yet"))
    if why == "taken back":
        allow(cast, may_point=False)
    if why == "protected":
        Person.objects.filter(pk=cast.alva_person.pk).update(protection="confidentiality_marking")
    if why != "not told":
        talk = planned(matter, cast, way="text", answer="no" if why == "client said no" else "yes")
    by = actor_of(cast.cilla)
    said = [Said(WHO[who], text) for who, text in WORDS]
    keep_text(conversation=talk, said=said, source="pasted", by=by, at=NOW)
    end_conversation(conversation=talk, by=by, at=NOW)
    assert ask_model(conversation=talk, by=by, at=NOW) is None
    assert not Pointing.objects.exists()


def test_the_client_is_told_of_the_model_when_it_will_read(matter: Matter, cast: Cast, machine: Machine):
    before = planned(matter, cast).information.get()
    allow(cast)
    after = planned(matter, cast).information.get()
    assert "språkmodell" not in before.text
    assert "språkmodell på kommunens egna datorer" in after.text


def test_the_job_is_queued_with_the_end_and_reads_once(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    machine.answers(points([SLEEP]))
    talk = held(matter, cast)
    assert DBTaskResult.objects.filter(task_path="andrum.conversations.jobs.point_out").count() == 1
    row = read(talk)
    assert (row.state, row.done, row.total, row.model, row.counts["kept"]) == ("done", 8, 8, "gemma", 1)
    read(talk)
    assert len(machine.asked) == 1
    event = AuditEvent.objects.get(kind="conversations.model_read")
    assert "sover" not in str(event.details)


def test_lines_carry_their_origin_and_their_words(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    machine.answers(
        points([SLEEP, statement(5, "lagar mat åt dem båda två", polarity="skydd", area="natverk_integrering")])
    )
    talk = held(matter, cast)
    read(talk)
    pointed = [line for line in talk.lines.select_related("segment") if line.origin in {"utpekad", "båda"}]
    assert {line.n for line in pointed} >= {2, 5}
    for line in talk.lines.select_related("segment"):
        assert line.segment.text[line.start : line.end] == line.quote
        assert line.decision == "unreviewed"


def test_names_of_the_matter_never_leave(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    Person.objects.filter(pk=cast.alva_person.pk).update(street="Blåklint", city="Gräsbo")
    words = (*WORDS[:4], ("M", "Vi bor på blåklint i gräsbo, alva och tove och jag, och cilla vet det."), *WORDS[5:])
    talk = held(matter, cast, words=words)
    read(talk)
    for word in ("alva", "tove", "cilla", "blåklint", "gräsbo"):
        assert word.encode() not in machine.sent.lower()


def test_what_only_the_program_found_is_kept_aside_and_taken_by_a_person(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    by = actor_of(cast.cilla)
    machine.answers(points())
    talk = held(matter, cast)
    before = {(line.n, line.start, line.end) for line in talk.lines.all()}
    row = read(talk)
    aside = doubts_of(row)
    assert aside
    assert {(it.n, it.start, it.end) for it in aside} <= before
    one = aside[0]
    line = take_doubt(conversation=talk, place=(one.n, one.start, one.end), kind=type(one).__name__, by=by, at=NOW)
    assert (line.quote, line.decision, line.decided_by, line.doubt) == (one.quote, "accepted", "Cilla Berg", one.doubt)
    again = take_doubt(conversation=talk, place=(one.n, one.start, one.end), kind=type(one).__name__, by=by, at=NOW)
    assert again.pk == line.pk
    with pytest.raises(LineError):
        take_doubt(conversation=talk, place=(1, 0, 3), kind="Statement", by=by, at=NOW)


def test_danger_stays_a_line_when_the_model_sees_none(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    machine.answers(points())
    talk = held(matter, cast, words=(*WORDS, ("M", "Varje helg slår han mig.")))
    read(talk)
    assert talk.lines.filter(is_safety=True, n=9).exists()


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (Reply(503, b""), "failed"), (says("Jag hjälper gärna till!"), "failed"), (Reply(hang_up=True), "failed"),
        (points([statement(2, "Barnet far illa")]), "done"),
    ],
    ids=["away", "chats", "breaks", "invents"],
)  # fmt: skip
def test_a_model_that_fails_leaves_the_programs_own_lines(matter, cast, machine: Machine, reply: Reply, state: str):
    machine.answers(reply)
    talk = held(matter, cast)
    alone = list(talk.lines.order_by("pk").values_list("quote", "origin"))
    allow(cast)
    note_information(conversation=talk, language="sv", answer="yes", by=actor_of(cast.cilla), at=NOW)
    ask_model(conversation=talk, by=actor_of(cast.cilla), at=NOW)
    row = read(talk)
    assert row.state == state
    assert not talk.lines.filter(quote__contains="far illa").exists()
    if state == "failed":
        assert list(talk.lines.order_by("pk").values_list("quote", "origin")) == alone
        machine.answers(points([SLEEP]))
        assert ask_model(conversation=talk, by=actor_of(cast.cilla), at=NOW).round == 2
        assert read(talk).state == "done"
    else:
        assert row.counts["thrown"] == {"citatet står inte där": 1}


def test_a_short_talk_is_never_sent(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    talk = held(matter, cast, words=WORDS[:2])
    assert read(talk).state == "too_short"
    assert machine.asked == []


def test_a_talk_that_is_signed_meanwhile_is_left_alone(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    by = actor_of(cast.cilla)
    machine.answers(points([SLEEP]))
    talk = held(matter, cast)
    accept_lines(conversation=talk, by=by, at=NOW)
    sign_conversation(conversation=talk, by=by, at=NOW)
    lines = list(talk.lines.values_list("pk", flat=True))
    assert read(talk).state == "stopped"
    assert list(talk.lines.values_list("pk", flat=True)) == lines
    assert machine.asked == []


def test_one_that_is_signed_while_the_model_reads_keeps_its_lines(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    by = actor_of(cast.cilla)
    talk = held(matter, cast)
    row = Pointing.objects.get()
    accept_lines(conversation=talk, by=by, at=NOW)
    lines = list(talk.lines.values_list("pk", flat=True))
    told = []

    class Model:
        name = "långsam"

        def answer(self, _question) -> str:
            if not told:
                told.append(sign_conversation(conversation=talk, by=by, at=NOW))
            return '{"statements": [], "agreements": [], "own_views": []}'

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("andrum.conversations.actions.pointing.language_model", Model)
        read_with_model(pointing_id=row.pk, round_=1, by=MACHINE, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.result) == ("stopped", "")
    assert list(talk.lines.values_list("pk", flat=True)) == lines


def test_all_at_once_accepts_neither_doubts_nor_lines_that_came_after_the_page(matter, cast, machine: Machine):
    allow(cast)
    by = actor_of(cast.cilla)
    machine.answers(points([statement(4, "Han slår oss inte", area="sakerhet"), SLEEP]))
    talk = held(matter, cast)
    last = max(talk.lines.values_list("pk", flat=True), default=0)
    read(talk)
    accept_lines(conversation=talk, by=by, at=NOW, up_to=last)
    assert all(line.decision == "unreviewed" for line in talk.lines.filter(pk__gt=last))
    accept_lines(conversation=talk, by=by, at=NOW)
    assert all((line.decision == "unreviewed") == bool(line.doubt) for line in talk.lines.all())


def test_a_pointing_follows_its_words_and_falls_with_them(matter: Matter, cast: Cast, machine: Machine):
    allow(cast)
    machine.answers(points([statement(5, "lagar mat åt dem båda två", polarity="skydd", area="natverk_integrering")]))
    talk = held(matter, cast)
    read(talk)
    assert talk.lines.filter(n=5, origin__in=("utpekad", "båda")).exists()
    row = talk.segments.get(n=5)
    correct_segment(segment=row, text="Mormor hämtar henne på fritids.", who="M1", by=actor_of(cast.cilla), at=NOW)
    assert not talk.lines.filter(quote__contains="lagar mat").exists()


def test_what_was_found_goes_with_the_utterances(matter: Matter, cast: Cast, machine: Machine):
    from andrum.conversations.actions.deleting import delete_words

    allow(cast)
    by = actor_of(cast.cilla)
    machine.answers(points([SLEEP]))
    talk = held(matter, cast)
    assert read(talk).result
    for line in talk.lines.filter(decision="unreviewed"):
        line.decision, line.decided_by, line.decided_at = "accepted", "Cilla Berg", NOW
        line.save()
    sign_conversation(conversation=talk, by=by, at=NOW)
    if talk.segments.exists():
        delete_words(conversation=talk, by=by, at=NOW, decision_reference="SN § 1")
    row = Pointing.objects.get()
    assert (row.result, row.doubts) == ("", "")


def test_the_boards_word_is_never_changed(cast: Cast):
    rule = allow(cast)
    rule.may_write = True
    for change in (rule.save, rule.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(ModelRuleError):
        note_model_rule(may_point=False, may_write=True, from_date=TODAY, decision_reference="§ 1", by=MACHINE, at=NOW)
    with pytest.raises(ModelRuleError):
        note_model_rule(may_point=True, may_write=False, from_date=TODAY, decision_reference=" ", by=MACHINE, at=NOW)
    assert AuditEvent.objects.filter(kind="conversations.model_rule_noted").count() == 1


def test_the_pages_tell_how_it_goes(matter: Matter, cast: Cast, machine: Machine, page: Page):
    allow(cast)
    machine.answers(points([SLEEP, statement(2, "Barnet far illa")]))
    talk = held(matter, cast)
    address = f"/samtal/{talk.pk}/granska/"
    Pointing.objects.update(state="reading", done=12, total=40)
    assert "Språkmodellen läser: 12 av 40" in page(cast.cilla, address).content.decode()
    part = page(cast.cilla, f"{address}sprakmodell/").content.decode()
    assert "12 av 40" in part
    assert "hx-trigger" in part
    Pointing.objects.update(state="waiting")
    read(talk)
    text = page(cast.cilla, address).content.decode()
    assert "Språkmodellen har läst samtalet" in text
    assert "tveksam" in text
    assert "utpekat av en språkmodell" in text
    assert "hx-trigger" not in page(cast.cilla, f"{address}sprakmodell/").content.decode()
    operator = page(cast.ida, "/samtal/sprakmodell/").content.decode()
    assert "Bortkastat: citatet står inte där" in operator
    assert "Socialnämnden § 112" in operator


def test_a_doubt_is_taken_on_the_page(matter: Matter, cast: Cast, machine: Machine, page: Page):
    allow(cast)
    talk = held(matter, cast)
    one = doubts_of(read(talk))[0]
    data = {"n": one.n, "start": one.start, "end": one.end, "kind": type(one).__name__}
    assert page(cast.cilla, f"/samtal/{talk.pk}/granska/tveksam/", data).status_code == 302
    assert talk.lines.filter(n=one.n, start=one.start, decision="accepted").exists()
    for wrong in ({}, {**data, "n": "x"}, {**data, "kind": "Line"}, {**data, "start": 10**9}):
        assert page(cast.cilla, f"/samtal/{talk.pk}/granska/tveksam/", wrong).status_code == 302


def test_the_board_notes_its_word_on_the_page(cast: Cast, page: Page):
    data = {"may": "point", "from_date": "2026-11-02", "decision_reference": "Socialnämnden § 5 (påhittad)"}
    assert page(cast.greta, "/samtal/sprakmodell/", data).status_code == 302
    assert ModelRule.objects.get().may_point
    assert page(cast.ida, "/samtal/sprakmodell/", data).status_code == 404
    assert page(cast.cilla, "/samtal/sprakmodell/").status_code in {403, 404}
    empty = page(cast.greta, "/samtal/sprakmodell/", {**data, "decision_reference": "  "})
    assert empty.status_code == 200
    assert ModelRule.objects.count() == 1
