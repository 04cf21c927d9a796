"""Sound and words: kept only when they may be, and deleted only through the gate, with a receipt."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, AuditEvent
from andrum.cases.actions.matters import close_matter
from andrum.cases.models import Matter, Task
from andrum.cases.service import finish_task
from andrum.conversations.actions.deleting import delete_sound, delete_words, follow_rule
from andrum.conversations.actions.sound import keep_sound
from andrum.conversations.domain.errors import DisposalError
from andrum.conversations.domain.policy import OWN_FOLDER
from andrum.conversations.models import Conversation, DeletionReceipt, SoundChunk
from andrum.conversations.queries.sound import moment_of
from andrum.conversations.service import (
    Heard,
    accept_lines,
    add_line,
    end_conversation,
    hear,
    sign_conversation,
    start_conversation,
)
from tests.cast import NOW, Cast
from tests.rooms.conversations.conftest import planned, spoken_to_end

MONTH_LATER = NOW + timedelta(days=31)


def signed(conversation: Conversation, cast: Cast) -> Conversation:
    accept_lines(conversation=conversation, by=actor_of(cast.cilla), at=NOW)
    return sign_conversation(conversation=conversation, by=actor_of(cast.cilla), at=NOW)


def closed(matter: Matter, cast: Cast) -> None:
    for task in Task.objects.filter(matter=matter, done_at__isnull=True):
        finish_task(task=task, by=actor_of(cast.cilla), at=NOW)
    close_matter(matter=matter, by=actor_of(cast.cilla), at=NOW)


@pytest.fixture
def keeping(tmp_path: Path, settings) -> None:
    """A board that has decided to keep the sound."""
    text = (OWN_FOLDER / "conversations.2025-07-01.yaml").read_text().replace("keep_sound: false", "keep_sound: true")
    (tmp_path / "conversations.2026-01-01.yaml").write_text(text)
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)


def with_sound(matter: Matter, cast: Cast) -> Conversation:
    by = actor_of(cast.cilla)
    talk = planned(matter, cast)
    start_conversation(conversation=talk, by=by, at=NOW)
    for number in range(3):
        pcm = bytes([number + 1, 0]) * 160_000
        keep_sound(
            conversation=talk, channel=0, first_frame=number * 100, pcm16=pcm, start_s=number * 10.0, by=by, at=NOW
        )
    heard = Heard("M1", "Mormor hjälper oss.", "speech:0:12.0", "speech", 12.0, 14.0)
    segment, _lines = hear(conversation=talk, heard=heard, by=by, at=NOW)
    end_conversation(conversation=talk, by=by, at=NOW)
    add_line(segment=segment, quote="", kind="own_view", by=by, at=NOW)
    return talk


def test_sound_is_not_kept_unless_the_board_has_said_so(matter: Matter, cast: Cast):
    with_sound(matter, cast)
    assert SoundChunk.objects.count() == 0


@pytest.mark.usefixtures("keeping")
def test_kept_sound_is_encrypted_and_plays_the_moment_of_a_line(matter: Matter, cast: Cast):
    talk = with_sound(matter, cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM conversations_soundchunk ORDER BY id")
        assert all(b"\x01\x00" * 50 not in bytes(row[0]) for row in cursor.fetchall())
    wav = moment_of(talk.lines.get(kind="own_view"))
    assert wav is not None
    assert wav[:4] == b"RIFF"
    assert len(wav) - 44 == 4 * 16_000 * 2  # a second before and after
    assert set(wav[44::2]) == {2}


def test_nothing_is_deleted_before_the_note_is_signed(conversation: Conversation, cast: Cast):
    with pytest.raises(DisposalError, match="inte signerad"):
        delete_words(conversation=conversation, decision_reference="SN 1", by=actor_of(cast.cilla), at=MONTH_LATER)
    assert conversation.segments.exists()


def test_in_a_pending_matter_it_takes_a_decision_with_a_reference(matter: Matter, cast: Cast):
    done = signed(spoken_to_end(matter, cast), cast)
    with pytest.raises(DisposalError, match="eget beslut"):
        delete_words(conversation=done, by=actor_of(cast.cilla), at=MONTH_LATER)
    receipt = delete_words(
        conversation=done, decision_reference="SN 2026/14 § 3", by=actor_of(cast.cilla), at=MONTH_LATER
    )
    assert (receipt.rows, receipt.decision_reference) == (6, "SN 2026/14 § 3")
    assert not done.segments.exists()
    assert done.lines.exists()
    event = AuditEvent.objects.get(kind="conversations.deleted")
    assert event.details["sha256"] == receipt.sha256


def test_where_the_board_keeps_only_the_note_the_words_go_in_the_moment_it_is_signed(
    conversation: Conversation, cast: Cast, tmp_path: Path, settings
):
    text = (OWN_FOLDER / "conversations.2025-07-01.yaml").read_text().replace("until_rule #", "until_signed #")
    (tmp_path / "conversations.2026-01-01.yaml").write_text(text)
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    done = signed(conversation, cast)
    assert not done.segments.exists()
    assert done.lines.exists()
    receipt = DeletionReceipt.objects.get(conversation=done, what="words")
    assert (receipt.rule, receipt.rows > 0) == ("policy:2025-07-01", True)


@pytest.mark.usefixtures("keeping")
def test_the_rule_deletes_when_the_matter_is_closed_and_the_days_are_out_and_only_once(matter: Matter, cast: Cast):
    done = signed(with_sound(matter, cast), cast)
    assert follow_rule(by=MACHINE, at=MONTH_LATER) == 0
    closed(matter, cast)
    assert follow_rule(by=MACHINE, at=NOW + timedelta(days=29)) == 0
    assert follow_rule(by=MACHINE, at=MONTH_LATER) == 2
    assert follow_rule(by=MACHINE, at=MONTH_LATER) == 0
    assert {one.what for one in DeletionReceipt.objects.all()} == {"sound", "words"}
    assert not done.segments.exists()
    assert not done.sound.exists()
    with pytest.raises(DisposalError):
        delete_sound(conversation=done, decision_reference="SN 9", by=MACHINE, at=MONTH_LATER)


def test_the_words_of_a_line_stay_when_the_utterances_are_gone(matter: Matter, cast: Cast, page):
    done = signed(spoken_to_end(matter, cast), cast)
    delete_words(conversation=done, decision_reference="SN 1", by=actor_of(cast.cilla), at=NOW)
    line = done.lines.earliest("pk")
    shown = page(cast.cilla, f"/samtal/rad/{line.pk}/").content.decode()
    assert line.quote in shown
    assert "gallrade" in shown
    assert settings.ANDRUM_MUNICIPALITY == ""
