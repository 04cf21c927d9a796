"""The socket of a conversation: sound in, text and lines out. Who may use it is decided as for the page.

The browser first shows a ticket, got from a page a moment before, and a new one every few minutes. Frames wait in a
short queue; when it is full no more are read, and the browser keeps them.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ClassVar, TypeVar

from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.utils import timezone, translation

from andrum.accounts.service import User, actor_of, has_role, is_second_factor_missing
from andrum.conversations.actions.planning import pause_conversation, start_conversation
from andrum.conversations.domain.frames import CHANNELS, BadFrameError, Frame, parse_frame
from andrum.conversations.domain.words import State
from andrum.conversations.models import Conversation
from andrum.conversations.queries.conversations import visible_conversations
from andrum.conversations.web.access import WORKERS
from andrum.conversations.web.messages import shown_final
from andrum.conversations.web.rooms import Message, Room, leave_room, room_for
from andrum.conversations.web.tickets import is_valid
from andrum.kernel.errors import AndrumError

logger = logging.getLogger(__name__)
T = TypeVar("T")
THREADS = 4
WAITING = 300
"""Frames that wait to be heard; half a minute."""
BATCH = 20
MOST_MISSED = 500
LONGEST_JSON = 2_000
MOST_FAULTS = 20
FIRST_S, TICKET_S, POLL_S = 10.0, 300.0, 0.25
HOSTILE, NO_TICKET, NOT_YOURS, ELSEWHERE, ENDED, FULL, FAULT = 4400, 4401, 4404, 4409, 4410, 4429, 4500
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="conversation")


class TalkConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """One browser in one conversation. The latest one that comes has the word; an earlier one is let go."""

    here: ClassVar[dict[int, "TalkConsumer"]] = {}

    async def connect(self) -> None:
        """Take the connection; nothing is told before a ticket has been shown."""
        self.number = int(self.scope["url_route"]["kwargs"]["conversation_id"])
        self.room: Room | None = None
        self.is_shut = False
        self.faults, self.last, self.language = 0, -1, "sv"
        self.queue: asyncio.Queue[Frame | Message] = asyncio.Queue(WAITING)
        self.ready = asyncio.Event()
        self.work: asyncio.Task[None] | None = None
        user = self.scope.get("user")
        self.user = user if isinstance(user, User) or getattr(user, "pk", None) else None
        await self.accept()
        self.waiting = asyncio.get_running_loop().call_later(FIRST_S, self._leave, NO_TICKET)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """A frame, or a word about what to do. What is neither is counted, and after some of it the socket closes."""
        if self.is_shut:
            return
        try:
            if bytes_data is not None:
                await self._frame(bytes_data)
            else:
                await self._word(text_data or "")
        except (BadFrameError, ValueError, KeyError, TypeError):
            self.faults += 1
            if self.faults > MOST_FAULTS or self.room is None:
                await self.shut(HOSTILE)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 - the shape of channels
        """The browser is gone; what has been heard stays, so that it can go on where it was."""
        self.waiting.cancel()
        if self.work is not None:
            self.work.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self.work
        if self.here.get(self.number) is self:
            del self.here[self.number]

    async def shut(self, code: int) -> None:
        """Close once; a connection that is gone already is no fault."""
        if self.is_shut:
            return
        self.is_shut = True
        with contextlib.suppress(Exception):
            await self.close(code)

    async def _frame(self, data: bytes) -> None:
        if self.room is None:
            raise BadFrameError("no ticket")
        await self.queue.put(parse_frame(data, last=self.last))
        self.last = max(self.last, int.from_bytes(data[4:8], "little"))
        self.ready.set()

    async def _word(self, text: str) -> None:
        if len(text) > LONGEST_JSON:
            raise ValueError("too long")
        word = json.loads(text)
        if not isinstance(word, dict):
            raise TypeError("no object")
        if word["type"] == "ticket":
            shown = word.get("shown", 0)
            await self._show(word.get("ticket"), shown if isinstance(shown, int) else 0)
            return
        if self.room is None or word["type"] not in {"speaker", "start", "pause", "finish"}:
            raise ValueError("unknown")
        if word["type"] == "speaker":
            self._speaker(word)
        await self.queue.put(word)
        self.ready.set()

    @staticmethod
    def _speaker(word: Message) -> None:
        channel = word.get("channel")
        if not isinstance(word["who"], str) or not isinstance(word["frame"], int) or len(word["who"]) > 8:
            raise TypeError("speaker")
        if channel is not None and channel not in CHANNELS:
            raise ValueError("channel")

    async def _show(self, ticket: object, shown: int) -> None:
        """Let in, or let stay, one who shows a fresh ticket and may still see the conversation."""
        user_id, key = getattr(self.user, "pk", 0), getattr(self.scope.get("session"), "session_key", None)
        if not is_valid(ticket, user_id=user_id, conversation_id=self.number):
            await self.shut(NO_TICKET)
            return
        found = await self._in_thread(lambda: _may_talk(user_id, self.number, key))
        if found is None:
            await self.shut(NOT_YOURS)
            return
        self.waiting.cancel()
        self.waiting = asyncio.get_running_loop().call_later(TICKET_S, self._leave, NO_TICKET)
        if self.room is not None:
            return
        user, conversation = found
        if conversation.state not in {State.PLANNED, State.LIVE, State.PAUSED}:
            await self.shut(ENDED)
            return
        await self._come_in(user, conversation, shown)

    async def _come_in(self, user: User, conversation: Conversation, shown: int) -> None:
        earlier = self.here.get(self.number)
        if earlier is not None and earlier is not self:
            await earlier.shut(ELSEWHERE)
            if earlier.work is not None:
                earlier.work.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await earlier.work
        self.here[self.number] = self
        loop = asyncio.get_running_loop()
        self.language = getattr(user, "language", "") or "sv"

        def told() -> None:
            with contextlib.suppress(RuntimeError):  # the server is on its way down
                loop.call_soon_threadsafe(self.ready.set)

        room = room_for(conversation, actor_of(user), told)
        if room is None:
            await self.shut(FULL)
            return
        self.room, self.last = room, room.last()
        await self._tell([room.hello(), *await self._in_thread(partial(self._missed, conversation, shown))])
        self.work = asyncio.create_task(self._listen(room))

    async def _listen(self, room: Room) -> None:
        """Hear what waits, a batch at a time, and tell what it gave, until the socket closes."""
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.ready.wait(), POLL_S if room.ears else None)
                self.ready.clear()
                batch = [self.queue.get_nowait() for _ in range(min(self.queue.qsize(), BATCH))]
                if self.queue.qsize():
                    self.ready.set()
                await self._tell(await _to_its_end(self._in_thread(partial(self._do, room, batch))))
        except AndrumError as error:
            await self._tell([{"type": "stopped", "text": str(error)}])
            await self.shut(ENDED)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            logger.exception("A conversation could not be heard: %s", type(error).__name__)
            await self.shut(FAULT)

    def _missed(self, conversation: Conversation, shown: int) -> list[Message]:
        """What was kept but not seen, because the wire was cut between."""
        with translation.override(self.language):
            return [
                shown_final(conversation, row, row.lines.select_related("speaker").order_by("start"))
                for row in conversation.segments.select_related("speaker")
                .filter(n__gt=shown)
                .order_by("n")[:MOST_MISSED]
            ]

    def _do(self, room: Room, batch: list[Frame | Message]) -> list[Message]:
        """In a thread: frames in order, with words where they came."""
        messages: list[Message] = []
        frames: list[Frame] = []
        with translation.override(self.language):
            for item in batch:
                if isinstance(item, Frame):
                    frames.append(item)
                    continue
                messages += room.take(frames)
                frames = []
                messages += self._obey(room, item)
            messages += room.take(frames)
        return messages

    @staticmethod
    def _obey(room: Room, word: Message) -> list[Message]:
        conversation, now = room.conversation, timezone.now()
        if word["type"] == "speaker":
            who, frame, channel = word["who"], word["frame"], word.get("channel")
            place = channel if isinstance(channel, int) else None
            is_nobodys = who == "" and place is not None
            if (
                isinstance(who, str)
                and isinstance(frame, int)
                and (is_nobodys or conversation.persons.filter(key=who).exists())
            ):
                room.speaks(who, frame, place)
            return []
        if word["type"] == "start":
            start_conversation(conversation=conversation, by=room.by, at=now)
            return [{"type": "state", "state": "live"}]
        told = room.close_ears()
        if word["type"] == "pause":
            pause_conversation(conversation=conversation, by=room.by, at=now)
            return [*told, {"type": "state", "state": "paused"}]
        leave_room(conversation.pk)
        return [*told, {"type": "state", "state": "finished"}]

    async def _tell(self, messages: list[Message]) -> None:
        """Send; of several drafts and acknowledgements of one microphone only the last says anything."""
        latest = {(message["type"], message.get("channel")): number for number, message in enumerate(messages)}
        for number, message in enumerate(messages):
            if self.is_shut:
                return
            if message["type"] in {"ack", "partial"} and latest[message["type"], message.get("channel")] != number:
                continue
            try:
                await self.send(text_data=json.dumps(message, ensure_ascii=False))
            except OSError:  # the wire was cut; what is final is kept, and told again when the browser comes back
                self.is_shut = True
                return

    async def _in_thread(self, deed: Callable[[], T]) -> T:
        def with_connections() -> T:
            close_old_connections()
            try:
                return deed()
            finally:
                close_old_connections()

        return await asyncio.get_running_loop().run_in_executor(_threads, with_connections)

    def _leave(self, code: int) -> None:
        task = asyncio.get_running_loop().create_task(self.shut(code))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())


async def _to_its_end(deed: Coroutine[object, object, T]) -> T:
    """Let a deed in a thread be done even when its socket is let go, so that the next one finds all that was kept."""
    doing = asyncio.ensure_future(deed)
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        while not doing.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({doing})
        raise


def _may_talk(user_id: int, conversation_id: int, key: str | None) -> tuple[User, Conversation] | None:
    """The user and the conversation, when the user works with people and may see its matter now.

    The session is read anew: a second factor that has been removed since ends the talk at the next ticket.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not has_role(user, *WORKERS) or is_second_factor_missing(user, SessionStore(key)):
        return None
    found = visible_conversations(user=user, at=timezone.now()).filter(pk=conversation_id).first()
    return None if found is None else (user, found)


class NowhereConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """Answers a socket to an address that is none."""

    async def connect(self) -> None:
        """Refuse."""
        await self.close(NOT_YOURS)
