"""Answers requests: one thread from start to end for each, so that there is one hand-over and connections live on."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from andrum.site.sound_uploads import body_in_memory, is_signed_in, takes_sound

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
THREADS = 8
"""Requests answered at the same time in one process; each thread keeps its own connection to the database."""
MOST_BYTES = 120 * 1024 * 1024
"""The largest body of a request that is received at all: ten files of ten megabytes, and what is around them."""


RECORDINGS = 4
"""Recordings that are received at the same time; others wait before they are read."""
_in_memory: contextvars.ContextVar[bool] = contextvars.ContextVar("in_memory", default=False)


def declared_bytes(scope: Scope) -> int:
    """The size that a request says it has; 0 when it says nothing readable."""
    said = next((value for name, value in scope["headers"] if name.lower() == b"content-length"), b"0")
    return int(said) if said.isdigit() else 0


class Handler(ASGIHandler):
    """Django behind ASGI, with threads of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")
        self.recordings = asyncio.Semaphore(RECORDINGS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a body that is too large is refused, or cut off as it comes, before it fills a disk.

        A recording from one who is not signed in is not received at all.
        """
        if declared_bytes(scope) > MOST_BYTES:
            await send({"type": "http.response.start", "status": 413, "headers": [(b"connection", b"close")]})
            await send({"type": "http.response.body", "body": b""})
            return
        is_sound = scope["method"] == "POST" and takes_sound(scope["path"])
        if is_sound and not await self._in_thread(is_signed_in, scope["headers"]):
            where = f"{settings.LOGIN_URL}?next={scope['path']}".encode()
            headers = [(b"location", where), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        _in_memory.set(is_sound)
        received = 0

        async def counted() -> Mapping[str, Any]:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return {"type": "http.disconnect"} if received > MOST_BYTES else message

        await super().__call__(scope, counted, send)

    async def read_body(self, receive: Receive) -> IO[bytes]:
        """What is sent: a recording in memory alone, anything else as Django keeps it."""
        if not _in_memory.get():
            kept: IO[bytes] = await super().read_body(receive)
            return kept
        async with self.recordings:
            return await body_in_memory(receive)

    async def _in_thread(self, question: Callable[..., bool], *words: object) -> bool:
        return await asyncio.get_running_loop().run_in_executor(self.threads, question, *words)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request to a thread and wait for its answer."""
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, context.run, self._respond, request)

    def _respond(self, request: HttpRequest) -> HttpResponseBase:
        close_old_connections()
        try:
            return self.get_response(request)
        finally:
            close_old_connections()
