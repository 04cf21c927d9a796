"""Frames, days, transcripts, what is told, the policy, sealing and the note."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from andrum.conversations.domain.days import day_meant
from andrum.conversations.domain.errors import PolicyError, SealError, SegmentError
from andrum.conversations.domain.frames import HEAD, BadFrameError, frame_at, parse_frame
from andrum.conversations.domain.note import NoteHead, NoteLine, write_note
from andrum.conversations.domain.policy import OWN_FOLDER, policy_for
from andrum.conversations.domain.sealing import Sealer
from andrum.conversations.domain.telling import TEXTS, told
from andrum.conversations.domain.transcripts import parse_transcript
from andrum.conversations.domain.typesetting import copy_as_pdf, parts_of
from andrum.conversations.domain.views import PersonPresent

MONDAY = date(2026, 11, 2)
PERSONS = (
    PersonPresent("S1", "socialsekreterare", "Cilla Berg"), PersonPresent("M1", "mamma", "Alva Ek"),
    PersonPresent("B1", "barn", "Tove Ek"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("på fredag", date(2026, 11, 6)), ("på måndag", date(2026, 11, 9)), ("i morgon", date(2026, 11, 3)),
        ("imorgon klockan tio", date(2026, 11, 3)), ("i övermorgon", date(2026, 11, 4)), ("idag", MONDAY),
        ("den 15 december", date(2026, 12, 15)), ("den 3 januari", date(2027, 1, 3)),
        ("den 3:e januari 2028", date(2028, 1, 3)),
        ("senast 12/11", date(2026, 11, 12)), ("2026-12-01", date(2026, 12, 1)), ("senast fredagen", date(2026, 11, 6)),
        ("nästa fredag", None), ("nästa vecka", None), ("varje fredag", None), ("så fort jag hinner", None),
        ("den 31 februari", None), ("45/13", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_is_read_only_when_the_words_say_one(words: str, day: date | None):
    assert day_meant(words, MONDAY) == day


def test_a_text_is_parted_by_who_speaks_by_key_name_or_role():
    said = parse_transcript(
        "Cilla Berg: Hur har ni det?\n[00:12] Mamma: Bra.\nHon sover.\nTove: Jag vill sova hos mormor.\nKlockan: tolv",
        PERSONS, otherwise="M1",
    )  # fmt: skip
    assert [(one.who, one.text) for one in said] == [
        ("S1", "Hur har ni det?"), ("M1", "Bra."), ("M1", "Hon sover."), ("B1", "Jag vill sova hos mormor."),
        ("B1", "Klockan: tolv"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n\t\n", "x" * 5_000])
def test_a_text_without_words_or_with_an_endless_line_is_refused(text: str):
    with pytest.raises(SegmentError):
        parse_transcript(text, PERSONS, otherwise="M1")


def test_what_is_told_follows_the_policy_in_every_language():
    policy = policy_for(MONDAY)
    for language in TEXTS:
        paragraphs = told(language, policy)
        assert policy.legal_basis[language] in paragraphs
        assert not any("{" in paragraph for paragraph in paragraphs)
    assert "Ljudet sparas inte." in told("sv", policy)
    at_once = replace(policy, keeps_words=False)
    assert any("När anteckningen är klar raderas resten av texten." in one for one in told("sv", at_once))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("keep_sound: false", "keep_sound: kanske"), ("days_after_signing: 30", "days_after_signing: -1"),
        ("keep_words: until_rule", "keep_words: alltid"),
        ("  en: ", "  de: "), ("status: derived", "status:"), ("name: conversations", "- name: x: y"),
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_used_says_which_field_and_what_to_do(tmp_path: Path, before: str, after: str):
    text = (OWN_FOLDER / "conversations.2025-07-01.yaml").read_text()
    assert before in text
    (tmp_path / "conversations.2026-01-01.yaml").write_text(text.replace(before, after, 1))
    with pytest.raises(PolicyError, match=r"conversations\.2026-01-01\.yaml"):
        policy_for(MONDAY, tmp_path)


def test_the_municipality_policy_goes_before_ours(tmp_path: Path):
    text = (OWN_FOLDER / "conversations.2025-07-01.yaml").read_text()
    (tmp_path / "conversations.2026-01-01.yaml").write_text(text.replace("keep_sound: false", "keep_sound: true"))
    assert policy_for(MONDAY, tmp_path).keep_sound
    assert not policy_for(date(2025, 12, 31), tmp_path).keep_sound


def test_what_is_sealed_opens_with_an_old_key_and_not_with_another_or_when_it_is_changed():
    old = Sealer(["old key"]).seal(b"Hon sover.")
    assert Sealer(["new key", "old key"]).open(old) == b"Hon sover."
    assert Sealer(["old key"]).seal(b"Hon sover.") != old
    with pytest.raises(SealError):
        Sealer(["new key"]).open(old)
    with pytest.raises(SealError, match="ändrats"):
        Sealer(["old key"]).open(old[:-1] + bytes([old[-1] ^ 1]))
    with pytest.raises(SealError):
        Sealer([])


def test_a_frame_is_read_and_what_is_none_is_refused():
    frame = parse_frame(HEAD.pack(1, 0, 0, 7) + b"\x01\x02", last=6)
    assert (frame.channel, frame.seq, frame.pcm16) == (0, 7, b"\x01\x02")
    for junk in (b"", HEAD.pack(1, 0, 0, 7), HEAD.pack(2, 0, 0, 7) + b"ab", HEAD.pack(1, 0, 0, 99_999) + b"ab"):
        with pytest.raises(BadFrameError):
            parse_frame(junk, last=6)


@pytest.mark.parametrize(("seconds", "frame"), [(0.0, -1), (0.05, -1), (0.1, 0), (1.0, 9), (41.0, 409), (0.3, 2)])
def test_only_whole_frames_before_a_moment_are_safe(seconds: float, frame: int):
    assert frame_at(seconds) == frame


def test_the_note_quotes_and_says_how_it_was_said_and_counts_what_is_left():
    lines = [
        NoteLine("statement", "Nej, det har han inte.", "Alva Ek", "mamma", "sakerhet", "risk", "förnekat",
                 question="Har han slagit dig?"),
        NoteLine("statement", "Hon äter varje dag.", "Alva Ek", "mamma", "halsa", "skydd", client_position="disputes",
                 client_words="Inte på helger."),
        NoteLine("own_view", "Jag vill bo hos mormor.", "Tove", "barn", ""),
        NoteLine("agreement", "Jag ringer på fredag.", "Cilla", "socialsekreterare", "", who="Cilla",
                 what="ringer skolan",
                 due_date=date(2026, 11, 6)),
    ]  # fmt: skip
    head = NoteHead("Samtal", "Samtal 2 november", "Hembesök", ("Cilla",), "", (), "Skrivet.", 3, walked_through=True,
                    area_names={"halsa": "Hälsa", "sakerhet": "Säkerhet hemma"})  # fmt: skip
    text = write_note(head, lines)
    assert text == write_note(head, lines)
    assert "På frågan »Har han slagit dig?« svarar Alva Ek (förnekar): »Nej, det har han inte.«" in text
    assert "Om »Hon äter varje dag.«: »Inte på helger.«" in text
    assert "Cilla: ringer skolan, senast 6 november 2026 (»Jag ringer på fredag.«)" in text
    assert text.index("Barnets egen röst") < text.index("Hälsa")
    assert "3 yttranden har inte sorterats" in text


def test_the_copy_is_a_pdf_and_nothing_that_was_said_is_run():
    pdf = copy_as_pdf(
        title="Samtal #panic()", text='Hej\n\nOro\n– #import "x" $ \\ «»', sender="Älvboda", is_signed=False
    )
    assert pdf.startswith(b"%PDF-1.7")


def test_a_sentence_that_ends_the_copy_is_no_heading_of_it():
    opening, section, closing = parts_of("Samtal.\n\nOro\n– Ja\n\nInte genomgånget.\n1 yttrande är inte sorterat.")
    assert (opening["heading"], section["heading"], closing["heading"]) == ("", "Oro", "")
    assert [row["text"] for row in closing["rows"]] == ["Inte genomgånget.", "1 yttrande är inte sorterat."]
