"""What a language model puts into words: beside its quotes, supported, taken by a person, or not in the note at all."""

import json
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE
from andrum.cases.models import Matter
from andrum.conversations.actions.claims import ask_claims, decide_claim, write_claims
from andrum.conversations.domain.errors import ClaimError
from andrum.conversations.models import Claim, Conversation, Line, Pointing
from andrum.conversations.queries.notes import note_text
from andrum.conversations.service import decide_line, sign_conversation
from tests.cast import NOW, Cast
from tests.model_machine import Machine, Reply, points, says, statement
from tests.rooms.conversations.conftest import Page
from tests.rooms.conversations.test_pointing import allow, held, machine, read  # noqa: F401 - a fixture

SLEEP = "Hon sover dåligt om nätterna sen i våras"
COOKS = "lagar mat åt dem båda två"


@pytest.fixture
def reviewed(matter: Matter, cast: Cast, machine: Machine) -> Iterator[Conversation]:  # noqa: F811
    """A conversation that a model has read, and whose lines are all accepted; it may write."""
    allow(cast, may_write=True)
    area = "natverk_integrering"
    machine.answers(points([statement(2, SLEEP), statement(5, COOKS, polarity="skydd", area=area)]))
    talk = held(matter, cast)
    read(talk)
    for line in talk.lines.all():
        decide_line(line=line, decision="accepted", by=actor_of(cast.cilla), at=NOW)
    return talk


def written(talk: Conversation, cast: Cast, machine: Machine, *claims: str, verdict: str = "följer") -> list[Claim]:  # noqa: F811
    def answer(asked):
        if "verdict" in asked.instructions:
            return says({"verdict": verdict})
        sleep = next(row["citat"] for row in asked.rows if "sover dåligt" in row["text"])
        return says({"claims": [{"text": text, "quotes": [sleep]} for text in claims]})

    machine.answer = answer
    row = ask_claims(conversation=talk, by=actor_of(cast.cilla), at=NOW)
    write_claims(pointing_id=row.pk, by=MACHINE, at=NOW)
    return list(Claim.objects.order_by("pk"))


def test_a_supported_claim_stands_with_its_quotes_when_a_person_takes_it(reviewed, cast, machine):  # noqa: F811
    (claim,) = written(reviewed, cast, machine, "Mamman säger att hon sover dåligt om nätterna sedan i våras.")
    assert (claim.mark, claim.decision) == ("styrkt", "unreviewed")
    assert claim.text not in note_text(reviewed)
    decide_claim(claim=claim, decision="accepted", by=actor_of(cast.cilla), at=NOW)
    text = note_text(reviewed)
    assert claim.text in text
    assert "godkänt av Cilla Berg" in text
    assert SLEEP in text.split("godkänt av Cilla Berg")[0]


def test_what_is_not_supported_is_refused_by_the_action_and_by_the_database(reviewed, cast, machine):  # noqa: F811
    invented, flipped = written(
        reviewed,
        cast,
        machine,
        "Barnet behöver omedelbart skydd.",
        "Mamman säger att hon sover gott.",
        verdict="motsägs",
    )
    assert (invented.mark, flipped.mark) == ("ej styrkt", "motsägs")
    for claim in (invented, flipped):
        with pytest.raises(ClaimError):
            decide_claim(claim=claim, decision="accepted", by=actor_of(cast.cilla), at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(decision="accepted", decided_by="X", decided_at=NOW)


def test_a_claim_falls_when_its_line_does(reviewed, cast, machine):  # noqa: F811
    (claim,) = written(reviewed, cast, machine, "Mamman säger att hon sover dåligt om nätterna.")
    decide_claim(claim=claim, decision="accepted", by=actor_of(cast.cilla), at=NOW)
    line = claim.lines.get()
    decide_line(line=line, decision="rejected", by=actor_of(cast.cilla), at=NOW)
    assert claim.text not in note_text(reviewed)


def test_signed_it_is_locked(reviewed, cast, machine):  # noqa: F811
    (claim,) = written(reviewed, cast, machine, "Mamman säger att hon sover dåligt om nätterna.")
    decide_claim(claim=claim, decision="accepted", by=actor_of(cast.cilla), at=NOW)
    signed = sign_conversation(conversation=reviewed, by=actor_of(cast.cilla), at=NOW)
    assert claim.text in signed.note.text
    for change in ({"text": "Något annat"}, {"decision": "rejected"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.create(conversation=reviewed, text="x", mark="styrkt", written_at=NOW)


def test_without_the_boards_word_nothing_is_written(reviewed, cast, machine):  # noqa: F811
    allow(cast, may_write=False)
    before = len(machine.asked)
    with pytest.raises(ClaimError):
        ask_claims(conversation=reviewed, by=actor_of(cast.cilla), at=NOW)
    assert len(machine.asked) == before


def test_a_word_taken_back_while_it_waits_stops_it(reviewed, cast, machine):  # noqa: F811
    row = ask_claims(conversation=reviewed, by=actor_of(cast.cilla), at=NOW)
    allow(cast, may_write=False)
    before = len(machine.asked)
    write_claims(pointing_id=row.pk, by=MACHINE, at=NOW)
    assert len(machine.asked) == before
    assert not Claim.objects.exists()


def test_lines_that_are_left_to_look_at_come_first(reviewed, cast, machine):  # noqa: F811
    decide_line(line=reviewed.lines.first(), decision="unreviewed", by=actor_of(cast.cilla), at=NOW)
    with pytest.raises(ClaimError, match="granskade"):
        ask_claims(conversation=reviewed, by=actor_of(cast.cilla), at=NOW)


@pytest.mark.parametrize("reply", [Reply(500, b""), says("Visst!"), Reply(hang_up=True)], ids=["500", "chat", "cut"])
def test_a_model_that_fails_writes_nothing_and_says_so(reviewed, cast, machine, reply):  # noqa: F811
    row = ask_claims(conversation=reviewed, by=actor_of(cast.cilla), at=NOW)
    machine.answers(reply)
    write_claims(pointing_id=row.pk, by=MACHINE, at=NOW)
    assert Pointing.objects.get().claims_state == "failed"
    assert not Claim.objects.exists()


def test_to_write_anew_replaces_what_nobody_has_decided_of(reviewed, cast, machine):  # noqa: F811
    first, _second = written(
        reviewed, cast, machine, "Mamman säger att hon sover dåligt om nätterna.", "Mamman säger att hon sover dåligt."
    )
    decide_claim(claim=first, decision="accepted", by=actor_of(cast.cilla), at=NOW)
    texts = [claim.text for claim in written(reviewed, cast, machine, "Enligt mamman sover hon dåligt.")]
    assert texts == [first.text, "Enligt mamman sover hon dåligt."]


def test_the_page_shows_each_claim_beside_its_quotes_and_offers_what_may_stand(reviewed, cast, machine, page: Page):  # noqa: F811
    good, bad = written(
        reviewed, cast, machine, "Mamman säger att hon sover dåligt om nätterna.", "Hon vaknar fjorton gånger."
    )
    address = f"/samtal/{reviewed.pk}/granska/"
    text = page(cast.cilla, address).content.decode()
    assert good.text in text
    assert "styrkt av citaten" in text
    assert "Kan inte tas med." in text
    for claim in (good, bad):
        data = {"claim": claim.pk, "decision": "accepted"}
        assert page(cast.cilla, f"{address}pastaende/", data).status_code == 302
    assert [claim.decision for claim in Claim.objects.order_by("pk")] == ["accepted", "unreviewed"]
    for wrong in ({}, {"claim": "x"}, {"claim": good.pk, "decision": "x"}, {"claim": 10**12, "decision": "accepted"}):
        assert page(cast.cilla, f"{address}pastaende/", wrong).status_code == 302
    assert page(cast.cilla, f"{address}formulera/", {}).status_code == 302


def test_names_leave_neither_with_the_quotes_nor_with_the_claims(reviewed, cast, machine):  # noqa: F811
    written(reviewed, cast, machine, "Mamman säger att hon sover dåligt om nätterna.")
    for word in ("Alva", "Tove", "Cilla", "Zainab", "Storgatan", "070-123"):
        assert word.encode() not in machine.sent
    assert json.loads(machine.asked[-1].raw)["model"] == "gemma"
    assert Line.objects.exists()
