"""Our own style sheets, scripts and fonts: served from memory by the web server itself, without Django's chain."""

import gzip
import hashlib
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

YEAR = 60 * 60 * 24 * 365
TEXTS = (".css", ".js", ".svg", ".txt", ".json", ".html")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A short text that changes when any static file changes, so that browsers may keep what they have."""
    digest = hashlib.sha256(version("andrum").encode())
    for name, path in sorted(found_files().items()):
        stat = path.stat()
        digest.update(f"{name}|{stat.st_size}|{stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:10]


@lru_cache(maxsize=1)
def found_files() -> dict[str, Path]:
    """Every static file of every room: name to place. The room first in INSTALLED_APPS wins."""
    files: dict[str, Path] = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            files.setdefault(name, Path(storage.path(name)))
    return files


class VersionedStorage(StaticFilesStorage):
    """Adds the fingerprint to addresses."""

    def url(self, name: str | None) -> str:
        """``/static/site/css/tokens.css?v=…``."""
        return f"{super().url(name)}?v={fingerprint()}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in memory, as it is and compressed."""

    body: bytes
    compressed: bytes | None
    media_type: bytes


@lru_cache(maxsize=512)
def _kept(name: str) -> Kept | None:
    path = found_files().get(name)
    if path is None:
        return None
    body = path.read_bytes()
    is_text = path.suffix in TEXTS
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    kind = f"{media_type}; charset=utf-8" if is_text else media_type
    return Kept(body, gzip.compress(body, 9, mtime=0) if is_text else None, kind.encode())


class StaticFiles:
    """Answers ``/static/…`` itself and gives all else to the application."""

    def __init__(self, application: Application, prefix: str) -> None:
        self.application = application
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"].startswith(self.prefix):
            kept = _kept(scope["path"].removeprefix(self.prefix))
            if kept is not None:
                await self._answer(kept, scope, send)
                return
        await self.application(scope, receive, send)

    @staticmethod
    async def _answer(kept: Kept, scope: Scope, send: Send) -> None:
        accepts = dict(scope["headers"]).get(b"accept-encoding", b"")
        compressed = kept.compressed if b"gzip" in accepts else None
        body = kept.body if compressed is None else compressed
        age = YEAR if b"v=" in scope.get("query_string", b"") else 300
        headers = [
            (b"content-type", kept.media_type),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", f"public, max-age={age}".encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"vary", b"Accept-Encoding"),
        ]
        if compressed is not None:
            headers.append((b"content-encoding", b"gzip"))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
