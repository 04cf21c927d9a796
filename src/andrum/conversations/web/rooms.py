"""A conversation that goes on, as this process hears it: its streams, who speaks, and what is safely kept.

All of it is used by one thread at a time (the socket hands over one piece of work after the other). What is told as
final is kept in the database first. ``safe`` is the last frame that need not be sent again if this process dies.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock

from django.utils import timezone

from andrum.audit.service import Actor
from andrum.conversations.actions.hearing import Heard, hear
from andrum.conversations.actions.sound import keep_sound
from andrum.conversations.domain.frames import FRAME_S, Frame, frame_at
from andrum.conversations.domain.words import Source, State
from andrum.conversations.models import Conversation
from andrum.conversations.web.messages import shown_final
from andrum.conversations.web.recogniser import new_stream
from andrum.conversations.web.uploads import words_of
from andrum.speech.service import Event, Final, Gap, Partial, Stream

Message = dict[str, object]
CHUNK = 100
"""Frames of sound that are kept together, where sound is kept: ten seconds."""
MOST_ROOMS = 64
FORGET_AFTER_S = 15 * 60.0


@dataclass(slots=True)
class Ear:
    """One microphone: a stream that began with frame ``base``."""

    channel: int
    base: int
    stream: Stream
    got: int
    safe: int
    sound: list[bytes] = field(default_factory=list)
    sound_from: int = 0
    sound_kept: int = -1


@dataclass(slots=True)
class Room:
    """What is heard in one conversation, and who is speaking since when (seconds of sound)."""

    conversation: Conversation
    by: Actor
    told: Callable[[], None]
    ears: dict[int, Ear] = field(default_factory=dict)
    speakers: list[tuple[float, str]] = field(default_factory=list)
    channels: dict[int, str] = field(default_factory=dict)
    used_at: float = field(default_factory=time.monotonic)

    def hello(self) -> Message:
        """What the browser must know to go on where it was: for each microphone the next frame, and the safe one."""
        kept = {int(channel): frame_at(float(end)) for channel, end in self.conversation.heard_frames.items()}
        got = {**kept, **{channel: ear.got for channel, ear in self.ears.items()}}
        safe = {**kept, **{channel: ear.safe for channel, ear in self.ears.items()}}
        return {"type": "hello", "got": got, "safe": safe, "state": self.conversation.state}

    def last(self) -> int:
        """The last frame taken on any microphone, or kept from before; -1 before the first."""
        kept = [frame_at(float(end)) for end in self.conversation.heard_frames.values()]
        return max([-1, *kept, *(ear.got for ear in self.ears.values())])

    def speaks(self, who: str, frame: int, channel: int | None) -> None:
        """Somebody speaks from a frame on; with a channel, always on that microphone, until it is nobody's."""
        if channel is not None and not who:
            self.channels.pop(channel, None)
            return
        if channel is not None:
            self.channels[channel] = who
            return
        self.speakers.append((max(frame, 0) * FRAME_S, who))
        del self.speakers[:-500]

    def take(self, frames: Iterable[Frame]) -> list[Message]:
        """Hear frames; gives what to tell, ending with what has been taken and what is safe."""
        messages: list[Message] = []
        self.used_at = time.monotonic()
        for frame in frames if self.conversation.state == State.LIVE else ():
            ear = self.ears.get(frame.channel) or self._new_ear(frame)
            if frame.seq <= ear.got:
                continue
            messages += self._tell(ear, ear.stream.feed(frame.pcm16, frame.seq - ear.base))
            ear.got = ear.base + (ear.stream.acked if ear.stream.acked is not None else -1)
            self._keep(ear, frame)
        return [*messages, *self.poll()]

    def poll(self) -> list[Message]:
        """What has become ready meanwhile, and what is safe now."""
        messages: list[Message] = []
        for ear in self.ears.values():
            messages += self._tell(ear, ear.stream.poll())
            if ear.stream.idle:
                ear.safe = ear.got
            messages.append(self._ack(ear))
        return messages

    def close_ears(self) -> list[Message]:
        """Wait for the text of what has been said, and hear no more until new frames come."""
        messages: list[Message] = []
        for ear in self.ears.values():
            messages += self._tell(ear, ear.stream.finish(timeout_s=30.0))
            self._keep_chunk(ear)
            ear.safe = ear.got
            messages.append(self._ack(ear))
        for channel, ear in self.ears.items():
            end = (ear.got + 1) * FRAME_S
            self.conversation.heard_frames = {**self.conversation.heard_frames, str(channel): end}
        self.ears.clear()
        return messages

    def _new_ear(self, frame: Frame) -> Ear:
        stream = new_stream(
            told=self._something_is_ready, starts_at=frame.seq * FRAME_S, script=self.conversation.script
        )
        ear = Ear(frame.channel, frame.seq, stream, got=frame.seq - 1, safe=frame.seq - 1, sound_from=frame.seq)
        self.ears[frame.channel] = ear
        return ear

    def _something_is_ready(self) -> None:
        """Tell the browser's socket of now, which may be another than the one the stream began with."""
        self.told()

    def _tell(self, ear: Ear, events: Iterable[Event]) -> list[Message]:
        return [self._message(ear, event) for event in events]

    def _message(self, ear: Ear, event: Event) -> Message:
        start = ear.base * FRAME_S
        if isinstance(event, Final):
            return self._final(ear, event, start)
        if isinstance(event, Partial):
            return {
                "type": "partial", "channel": ear.channel, "settled": event.settled, "tentative": event.tentative
            }  # fmt: skip
        if isinstance(event, Gap):
            return {"type": "gap", "start": start + event.start, "end": start + event.end, "why": str(event.why)}
        return {"type": "behind", "lag": round(event.lag_s, 1)}

    def _final(self, ear: Ear, event: Final, start: float) -> Message:
        """Keep first, tell then."""
        first, last = start + event.start, start + event.end
        who = self.channels.get(ear.channel) or self._who_spoke(first, last)
        source = Source.DICTATION if self.conversation.way == "dictation" else Source.SPEECH
        heard = Heard(
            who, event.text, f"speech:{ear.channel}:{first:.1f}", source, first, last, ear.channel, words_of(event)
        )
        segment, lines = hear(conversation=self.conversation, heard=heard, by=self.by, at=timezone.now())
        ear.safe = max(ear.safe, min(frame_at(last), ear.got))
        return {**shown_final(self.conversation, segment, lines), "channel": ear.channel}

    def _who_spoke(self, first: float, last: float) -> str:
        """Who was marked as speaking the longest of an utterance."""
        if not self.speakers:
            return self.conversation.persons.order_by("place").values_list("key", flat=True)[0]
        spans: dict[str, float] = {}
        ends = [at for at, _who in self.speakers[1:]] + [float("inf")]
        for number, ((start, who), end) in enumerate(zip(self.speakers, ends, strict=True)):
            begins = start if number else float("-inf")
            spans[who] = spans.get(who, 0.0) + max(0.0, min(end, last) - max(begins, first))
        return max(spans, key=lambda who: spans[who])

    def _keep(self, ear: Ear, frame: Frame) -> None:
        if self.conversation.keeps_sound:
            ear.sound.append(frame.pcm16)
            if len(ear.sound) >= CHUNK:
                self._keep_chunk(ear)

    def _keep_chunk(self, ear: Ear) -> None:
        if not ear.sound:
            return
        keep_sound(
            conversation=self.conversation, channel=ear.channel, first_frame=ear.sound_from,
            pcm16=b"".join(ear.sound), start_s=ear.sound_from * FRAME_S, by=self.by, at=timezone.now(),
        )  # fmt: skip
        ear.sound_from += len(ear.sound)
        ear.sound_kept = ear.sound_from - 1
        ear.sound.clear()

    def _ack(self, ear: Ear) -> Message:
        safe = min(ear.safe, ear.sound_kept) if self.conversation.keeps_sound and ear.sound else ear.safe
        return {"type": "ack", "channel": ear.channel, "got": ear.got, "safe": safe}


_rooms: dict[int, Room] = {}
_lock = Lock()


def room_for(conversation: Conversation, by: Actor, told: Callable[[], None]) -> Room | None:
    """The room of a conversation in this process, as it was left; None when there are too many."""
    now = time.monotonic()
    with _lock:
        for number in [key for key, room in _rooms.items() if now - room.used_at > FORGET_AFTER_S]:
            del _rooms[number]
        room = _rooms.get(conversation.pk)
        if room is None:
            if len(_rooms) >= MOST_ROOMS:
                return None
            room = _rooms[conversation.pk] = Room(conversation, by, told)
        room.conversation, room.by, room.told, room.used_at = conversation, by, told, now
    return room


def leave_room(conversation_id: int) -> None:
    """Forget a conversation that has ended."""
    with _lock:
        _rooms.pop(conversation_id, None)
