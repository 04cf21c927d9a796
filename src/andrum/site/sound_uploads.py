"""A recording that is sent here is held in memory alone: large bodies and files would else lie on disk for a while."""

import io
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import RequestAborted
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import close_old_connections
from django.http import QueryDict, parse_cookie
from django.utils.datastructures import MultiValueDict

SOUND = re.compile(r"/samtal/\d+/ljudfil/")
"""Where a room takes sound."""


def takes_sound(path: str) -> bool:
    """True for the address that a recording is sent to."""
    return SOUND.fullmatch(path) is not None


def is_signed_in(headers: list[tuple[bytes, bytes]]) -> bool:
    """True when the cookie is of somebody's session: asked before so much is received for them."""
    cookies = "; ".join(value.decode("latin-1") for name, value in headers if name.lower() == b"cookie")
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
    close_old_connections()
    try:
        return bool(key) and SESSION_KEY in SessionStore(key)
    finally:
        close_old_connections()


async def body_in_memory(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> io.BytesIO:
    """The whole body of a request. Raises RequestAborted when whoever sends it goes away."""
    body = io.BytesIO()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RequestAborted
        body.write(message.get("body", b""))
        if not message.get("more_body", False):
            body.seek(0)
            return body


class SoundInMemory(MemoryFileUploadHandler):
    """Holds the file in memory, whatever its size, where sound is sent; elsewhere the next handler takes it."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],  # noqa: ARG002 - the shape of Django
        META: dict[str, str],  # noqa: N803
        content_length: int,  # noqa: ARG002
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> "tuple[QueryDict, MultiValueDict[str, UploadedFile[Any]]] | None":  # in words: it has no parameter when run
        """Decide by the address alone."""
        self.activated = takes_sound(str(META.get("PATH_INFO", "")))
        return None
