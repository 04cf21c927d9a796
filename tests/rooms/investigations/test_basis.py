"""Everything in a case becomes one document, each line with its source, the moment the last conversation is signed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from andrum.audit.service import SYSTEM, Actor, AuditEvent
from andrum.cases.actions.journal import allege_error
from andrum.cases.service import Matter, add_document, record_fact, write_note
from andrum.conversations.service import SignedConversation, signed_conversations_of
from andrum.investigations import jobs
from andrum.investigations.actions.placing import place
from andrum.investigations.domain.basis import Basis
from andrum.investigations.domain.material import EntryKind
from andrum.investigations.models import Investigation, KeptBasis
from andrum.investigations.queries.compiled import entries_of
from andrum.investigations.service import (
    Compiled,
    InvestigationStateError,
    compiled,
    keep_basis,
    save_part,
)
from tests.cast import NOW, Cast
from tests.rooms.investigations.stage import LEO, PER, SARA, Told, opened, talk

TODAY = date(2026, 11, 2)
SLEEPS_BADLY = Told("M", "Han sover dåligt.", "halsa", values={"factor": "halsa.r5", "time": "nu"})


def now(investigation: Investigation) -> Compiled:
    return compiled(investigation, today=TODAY)


def texts(basis: Basis, area: str) -> list[str]:
    return [entry.text for part in basis.parts for one in part.areas if one.area.id == area for entry in one.entries]


def codes(found: Compiled) -> list[str]:
    return [one.code for one in found.missing]


@pytest.fixture
def sign(matter: Matter, cast: Cast, django_capture_on_commit_callbacks: Any):
    """Sign a conversation, with everything that happens after the commit."""

    def make(*told: Told, **more: Any) -> SignedConversation:
        with django_capture_on_commit_callbacks(execute=True):
            made = talk(matter, cast.cilla, told, **more)
        return next(one for one in signed_conversations_of(matter) if one.id == made.pk)

    return make


def test_what_the_worker_wrote_beside_stands_in_the_basis_as_the_workers_own(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY, own_note="Kylskåpet är välfyllt.")
    said, own = now(investigation).basis.material.entries
    assert (own.text, own.kind, own.speaker, own.is_quote) == (
        "Kylskåpet är välfyllt.", EntryKind.NOTE, "Cilla Berg", False
    )  # fmt: skip
    assert own.place > said.place
    assert own.source == said.source


def test_a_signed_line_stands_under_its_area_with_speaker_day_and_the_way_back(investigation: Investigation, sign: Any):
    signed = sign(SLEEPS_BADLY)
    (entry,) = now(investigation).basis.material.entries
    assert (entry.text, entry.is_quote, entry.speaker, entry.speaker_role) == (
        "Han sover dåligt.", True, "Sara Ek", "mamma"
    )  # fmt: skip
    assert (entry.source.day, entry.source.by) == (TODAY, "Cilla Berg")
    assert entry.address == signed.lines[0].address
    assert texts(now(investigation).basis, "halsa") == ["Han sover dåligt."]


def test_the_basis_is_kept_the_moment_a_conversation_is_signed(investigation: Investigation, sign: Any):
    signed = sign(SLEEPS_BADLY)
    kept = KeptBasis.objects.get()
    assert (kept.cause, kept.lines, kept.kept_by) == (f"conversation:{signed.id}", 1, "Andrum")
    assert now(investigation).is_kept
    assert [entry.text for entry in entries_of(kept)] == ["Han sover dåligt."]


def test_without_an_investigation_nothing_is_kept(sign: Any):
    sign(SLEEPS_BADLY)
    assert KeptBasis.objects.count() == 0


def test_a_listener_that_died_is_made_up_for_by_the_sweep(investigation: Investigation, matter: Matter, cast: Cast):
    talk(matter, cast.cilla, [SLEEPS_BADLY], at=NOW + timedelta(minutes=1))
    assert KeptBasis.objects.count() == 0
    assert jobs.sweep() == 1
    assert now(investigation).is_kept


def test_the_sweep_leaves_what_is_kept_alone(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY)
    assert jobs.sweep() == 0
    assert KeptBasis.objects.count() == 1


def test_the_same_case_gives_the_same_basis_and_is_kept_once(investigation: Investigation, sign: Any, cilla: Actor):
    sign(SLEEPS_BADLY)
    first = keep_basis(investigation=investigation, cause="asked", by=cilla, at=NOW)
    again = keep_basis(investigation=investigation, cause="asked", by=cilla, at=NOW + timedelta(days=1))
    assert (first.pk, KeptBasis.objects.count()) == (again.pk, 1)


def test_what_is_new_since_the_last_one_is_marked(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY)
    sign(Told("M", "Han äter frukost.", "grundlaggande_omsorg", "skydd"), at=NOW + timedelta(hours=2))
    found = now(investigation)
    new = [entry.text for entry in found.basis.material.entries if entry.key in found.basis.new_keys]
    assert new == ["Han äter frukost."]
    assert [kept.number for kept in investigation.kept.order_by("number")] == [1, 2]


def test_rebuilding_never_touches_what_the_worker_wrote(investigation: Investigation, sign: Any, cilla: Actor):
    save_part(investigation=investigation, part="analysis", text="Min analys.", base=0, by=cilla, at=NOW)
    sign(SLEEPS_BADLY)
    keep_basis(investigation=investigation, cause="asked", by=cilla, at=NOW)
    assert now(investigation).written["analysis"].text == "Min analys."


def test_accounts_of_two_persons_that_differ_are_shown_beside_each_other(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY)
    denied = {"factor": "halsa.r5", "time": "nu", "status": "förnekat"}
    sign(Told("P", "Han sover inte dåligt.", "halsa", values=denied), persons=(PER,), at=NOW + timedelta(hours=1))
    (found,) = now(investigation).basis.differences
    assert found.second is not None
    assert (found.kind, found.first.speaker, found.second.speaker) == ("accounts", "Sara Ek", "Per Ek")


def test_the_same_person_who_says_otherwise_later_is_a_change(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY)
    past = {"factor": "halsa.r5", "time": "tidigare"}
    sign(Told("M", "Han sov dåligt förut.", "halsa", values=past), at=NOW + timedelta(hours=1))
    (found,) = now(investigation).basis.changes
    assert (found.kind, found.later.text) == ("was_before", "Han sov dåligt förut.")


def test_a_line_that_the_client_says_is_wrong_stands_with_the_clients_words(investigation: Investigation, sign: Any):
    sign(Told("M", "Han är ensam.", "sociala_relationer", position="disputes", words="Bara på loven."))
    (found,) = now(investigation).basis.differences
    assert (found.kind, found.first.position_text) == ("position", "Bara på loven.")


def test_the_child_is_heard_only_when_it_took_part(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY)
    assert "child" in codes(now(investigation))
    sign(
        Told("B", "Jag vill bo hos mormor.", kind="own_view"), persons=(LEO,), at=NOW + timedelta(hours=1),
    )  # fmt: skip
    found = now(investigation)
    assert "child" not in codes(found)
    assert found.basis.heard.child_talks[0].participants[0] == ("barn", "Leo")
    part = next(part for part in found.basis.parts if part.plan.id == "barnets-asikter")
    assert [entry.text for entry in part.entries] == ["Jag vill bo hos mormor."]


def test_guardians_who_have_not_been_heard_are_named(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY, persons=(SARA,))
    assert next(one.about for one in now(investigation).missing if one.code == "guardians") == ("Per Ek",)


def test_what_is_not_signed_is_not_in_the_basis_but_is_counted(
    investigation: Investigation, matter: Matter, cast: Cast, cilla: Actor
):
    talk(matter, cast.cilla, [SLEEPS_BADLY], sign=False)
    write_note(matter=matter, title="Utkast", text="Inte klart.", by=cilla, at=NOW)
    found = now(investigation)
    assert found.basis.material.entries == ()
    assert next(one.about for one in found.missing if one.code == "drafts") == ("2",)


def test_a_conversation_is_in_the_basis_once_though_it_also_is_a_note_and_facts(
    investigation: Investigation, sign: Any
):
    sign(SLEEPS_BADLY)
    kinds = [entry.kind for entry in now(investigation).basis.material.entries]
    assert kinds == [EntryKind.STATEMENT]


def test_signed_notes_documents_and_facts_are_lines_with_their_sources(
    investigation: Investigation, matter: Matter, cilla: Actor
):
    write_note(matter=matter, title="Samtal med skolan", text="Läraren ringde.", sign=True, by=cilla, at=NOW)
    add_document(
        matter=matter, kind="incoming", title="Yttrande från BVC", media_type="application/pdf", content=b"%PDF-1.4",
        source="caseworker", by=cilla, at=NOW,
    )  # fmt: skip
    record_fact(matter=matter, name="school", value="Älvskolan", source="citizen", by=SYSTEM, at=NOW)
    entries = now(investigation).basis.material.entries
    assert sorted((entry.kind, entry.text) for entry in entries) == [
        ("document", "Yttrande från BVC"), ("fact", "Älvskolan"), ("note", "Läraren ringde."),
    ]  # fmt: skip


def test_a_fact_that_its_sources_do_not_agree_on_shows_both(investigation: Investigation, matter: Matter):
    record_fact(matter=matter, name="school", value="Älvskolan", source="citizen", by=SYSTEM, at=NOW)
    record_fact(
        matter=matter, name="school", value="Bäckskolan", source="register", source_detail="X", by=SYSTEM, at=NOW
    )
    (entry,) = now(investigation).basis.material.entries
    assert entry.differs
    assert "Älvskolan" in entry.text
    assert "Bäckskolan" in entry.text


def test_a_fact_that_nobody_knows_says_why_and_is_no_value(investigation: Investigation, matter: Matter):
    record_fact(
        matter=matter, name="school", value=None, unknown_reason="skolan svarar inte", source="register",
        source_detail="X", by=SYSTEM, at=NOW,
    )  # fmt: skip
    (entry,) = now(investigation).basis.material.entries
    assert entry.text == "okänt: skolan svarar inte"


def test_an_error_that_somebody_alleges_in_a_conversations_note_is_a_difference(
    investigation: Investigation, matter: Matter, sign: Any, cilla: Actor
):
    signed = sign(SLEEPS_BADLY)
    note = matter.notes.get(pk=signed.note_id)
    allege_error(note=note, text="Det sa jag inte.", by=cilla, at=NOW)
    (found,) = now(investigation).basis.differences
    assert (found.kind, found.first.text) == ("note", "Det sa jag inte.")


def test_a_person_can_sort_a_note_under_an_area_and_take_it_back(
    investigation: Investigation, matter: Matter, cilla: Actor
):
    note = write_note(matter=matter, title="BVC", text="Vaccinerad.", sign=True, by=cilla, at=NOW)
    place(investigation=investigation, entry_key=f"note:{note.pk}", area="halsa", by=cilla, at=NOW)
    assert texts(now(investigation).basis, "halsa") == ["Vaccinerad."]
    place(investigation=investigation, entry_key=f"note:{note.pk}", area="", by=cilla, at=NOW)
    assert texts(now(investigation).basis, "halsa") == []
    assert AuditEvent.objects.filter(kind="investigations.placed").count() == 2


@pytest.mark.parametrize(("key", "area"), [("note:999999", "halsa"), ("", "halsa"), (None, "hemliv")])
def test_what_is_not_there_cannot_be_sorted(
    investigation: Investigation, matter: Matter, cilla: Actor, key: str | None, area: str
):
    note = write_note(matter=matter, title="BVC", text="Vaccinerad.", sign=True, by=cilla, at=NOW)
    with pytest.raises(InvestigationStateError, match="finns inte"):
        place(
            investigation=investigation, entry_key=f"note:{note.pk}" if key is None else key, area=area, by=cilla,
            at=NOW,
        )  # fmt: skip


def test_unsorted_words_are_counted_not_hidden(investigation: Investigation, sign: Any):
    sign(SLEEPS_BADLY, unsorted=["Nja, det vet jag inte riktigt vad jag ska säga om."])
    found = now(investigation)
    assert found.basis.material.unsorted_words == 1
    assert "unsorted" in codes(found)


def test_an_area_of_another_framework_keeps_its_line(investigation: Investigation, sign: Any):
    sign(Told("M", "Jag dricker varje dag.", "alkohol_droger"), framework="vuxna")
    part = next(part for part in now(investigation).basis.parts if part.plan.id == "ovrigt")
    assert [entry.text for entry in part.entries] == ["Jag dricker varje dag."]


def test_an_adult_is_asked_for_no_child(grown: Matter, cast: Cast):
    found = opened(grown, cast)
    talk(grown, cast.cilla, [Told("M", "Jag har slutat dricka.", "alkohol_droger", "skydd")], framework="vuxna")
    document = compiled(found, today=TODAY)
    assert texts(document.basis, "alkohol_droger") == ["Jag har slutat dricka."]
    assert "child" not in codes(document)


def test_twenty_conversations_ask_the_database_no_more_often_than_one(
    investigation: Investigation, matter: Matter, cast: Cast
):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            now(Investigation.objects.get(pk=investigation.pk))
        return len(queries)

    talk(matter, cast.cilla, [SLEEPS_BADLY])
    one = asked()
    for hour in range(4):
        talk(matter, cast.cilla, [SLEEPS_BADLY, Told("M", "Han läser.", "utbildning")], at=NOW + timedelta(hours=hour))
    assert asked() == one
