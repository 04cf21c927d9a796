"""A sound file is heard in the background: in memory, a few at a time, never written to disk."""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from threading import Lock

from django.db import close_old_connections
from django.utils import timezone

from andrum.audit.service import Actor
from andrum.conversations.actions.hearing import Heard, end_conversation, hear
from andrum.conversations.actions.planning import start_conversation
from andrum.conversations.actions.sound import keep_sound
from andrum.conversations.domain.errors import ConversationStateError, SoundFileError
from andrum.conversations.domain.words import WORKER_ROLES, Source
from andrum.conversations.models import Conversation
from andrum.conversations.web.recogniser import new_stream
from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _
from andrum.speech.service import Event, Final, SoundError, Stream, sound_blocks

logger = logging.getLogger(__name__)
CHUNK = 100
"""Frames of a tenth of a second that are kept together, where sound is kept."""
MOST_WAITING = 4
_threads = ThreadPoolExecutor(max((os.cpu_count() or 2) // 2, 1), thread_name_prefix="sound-file")
_states: dict[int, "UploadState"] = {}
_lock = Lock()


@dataclass(slots=True)
class UploadState:
    """How far the hearing of a file has come, 0 to 100; ``error`` says why it stopped."""

    percent: int = 0
    is_done: bool = False
    error: str = ""


def upload_state(conversation_id: int) -> UploadState | None:
    """How far it has come in this process; None when nothing has been sent here."""
    return _states.get(conversation_id)


def start_upload(*, conversation: Conversation, content: bytes, by: Actor) -> None:
    """Hear a file in the background.

    Raises:
        SoundFileError: when it is no sound that can be heard, or too many files wait.
        RecogniserMissingError: when there is no recogniser.
        ConversationStateError: when the conversation has ended, or the client has not said yes.
    """
    if conversation.state not in {"planned", "live"} or not conversation.may_listen:
        raise ConversationStateError(
            _("Samtalet kan inte ta emot en ljudfil nu."), todo=_("Kontrollera att klienten har sagt ja.")
        )
    try:
        blocks = sound_blocks(content)
        first = next(blocks, b"")
    except SoundError as error:
        raise SoundFileError(error.what, saved=_("Inget har sparats."), todo=error.todo) from None
    if not first:
        raise SoundFileError(_("Filen innehåller inget ljud."), todo=_("Välj en annan fil."))
    stream = new_stream(at_once=True)
    with _lock:
        going = sum(not state.is_done and not state.error for state in _states.values())
        mine = _states.get(conversation.pk)
        if going >= MOST_WAITING or (mine is not None and not mine.error and not mine.is_done):
            raise SoundFileError(_("En annan ljudfil skrivs ner just nu."), todo=_("Vänta tills den är klar."))
        state = _states[conversation.pk] = UploadState()
    work = Work(conversation, chain([first], blocks), max(len(content) // 3_200, 1), stream, state, by)
    _threads.submit(work.run)


@dataclass(slots=True)
class Work:
    """The hearing of one file. ``guess`` is about how many frames there are, for the progress shown."""

    conversation: Conversation
    blocks: Iterator[bytes]
    guess: int
    stream: Stream
    state: UploadState
    by: Actor

    def run(self) -> None:
        """Hear it all; what went wrong stands in the state, and what had been kept by then is kept."""
        close_old_connections()
        try:
            self._hear_all()
        except AndrumError as error:
            self.state.error = str(error)
        except Exception as error:
            logger.exception("A sound file could not be heard: %s", type(error).__name__)
            self.state.error = "Något gick fel när filen skrevs ner. Det som hann skrivas är sparat."
        finally:
            close_old_connections()

    def _hear_all(self) -> None:
        one = self.conversation
        start_conversation(conversation=one, by=self.by, at=timezone.now())
        present = list(one.persons.order_by("place"))
        who = next((person for person in present if person.role not in WORKER_ROLES), present[0]).key
        kept: list[bytes] = []
        for seq, block in enumerate(self.blocks):
            self._keep_events(self.stream.feed(block, seq), who)
            self.state.percent = min(100 * seq // self.guess, 99)
            if one.keeps_sound:
                kept.append(block)
                if len(kept) == CHUNK:
                    self._keep_sound(kept, seq + 1)
        self._keep_events(self.stream.finish(timeout_s=600), who)
        if kept:
            self._keep_sound(kept, seq + 1)
        end_conversation(conversation=one, by=self.by, at=timezone.now())
        self.state.is_done = True

    def _keep_events(self, events: tuple[Event, ...], who: str) -> None:
        for event in events:
            if isinstance(event, Final):
                heard = Heard(
                    who,
                    event.text,
                    f"file:{event.utterance}",
                    Source.UPLOAD,
                    event.start,
                    event.end,
                    0,
                    words_of(event),
                )
                hear(conversation=self.conversation, heard=heard, by=self.by, at=timezone.now())

    def _keep_sound(self, kept: list[bytes], end: int) -> None:
        first = end - len(kept)
        keep_sound(
            conversation=self.conversation, channel=0, first_frame=first, pcm16=b"".join(kept), start_s=first / 10,
            by=self.by, at=timezone.now(),
        )  # fmt: skip
        kept.clear()


def words_of(event: Final) -> list[dict[str, object]]:
    """The recogniser's words as they are kept."""
    return [
        {"text": word.text, "start": word.start, "end": word.end, "p": word.probability, "doubtful": word.doubtful}
        for word in event.words
    ]
