"""A recording that is sent here never lies on disk, and is not received from one who is not signed in."""

import asyncio
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile, TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.client import BOUNDARY, encode_multipart

from andrum.site.handler import Handler

LARGE = b"x" * (6 * 1024 * 1024)
SOUND = "/samtal/7/ljudfil/"


def sent(handler: Handler, path: str, body: bytes) -> list[Mapping[str, Any]]:
    told: list[Mapping[str, Any]] = []
    pieces = [body[at : at + 65_536] for at in range(0, len(body), 65_536)]

    async def receive() -> dict[str, Any]:
        if not pieces:
            await asyncio.Event().wait()  # whoever sent it stays until the answer has come
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    async def send(message: Mapping[str, Any]) -> None:
        told.append(message)

    scope = {
        "type": "http", "method": "POST", "path": path, "query_string": b"", "root_path": "",
        "headers": [
            (b"host", b"localhost"), (b"content-length", str(len(body)).encode()),
            (b"content-type", f"multipart/form-data; boundary={BOUNDARY}".encode()),
        ],
    }  # fmt: skip
    with ThreadPoolExecutor(1) as thread:  # a loop of its own, whatever else runs in this process
        thread.submit(asyncio.run, handler(scope, receive, send)).result()
    return [*told, {"left": len(pieces)}]


@pytest.mark.parametrize(("path", "kind"), [(SOUND, InMemoryUploadedFile), ("/sok/", TemporaryUploadedFile)])
def test_a_file_of_sound_is_held_in_memory_and_others_as_usual(path: str, kind: type):
    request = RequestFactory().post(path, {"sound": SimpleUploadedFile("a.wav", LARGE)})
    assert type(request.FILES["sound"]) is kind
    assert request.FILES["sound"].size == len(LARGE)


def test_the_whole_request_is_held_in_memory(monkeypatch: pytest.MonkeyPatch):
    def no_disk(*_words: object, **_named: object) -> None:
        raise AssertionError("written to disk")

    def respond(_handler: Handler, request: HttpRequest) -> HttpResponse:
        monkeypatch.setattr(tempfile, "NamedTemporaryFile", no_disk)
        return HttpResponse(str(request.FILES["sound"].size))

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", no_disk)
    monkeypatch.setattr(Handler, "_respond", respond)
    monkeypatch.setattr("andrum.site.handler.is_signed_in", lambda _headers: True)
    body = encode_multipart(BOUNDARY, {"sound": SimpleUploadedFile("a.wav", LARGE)})
    head, answer, left = sent(Handler(), SOUND, body)
    assert (head["status"], answer["body"], left["left"]) == (200, str(len(LARGE)).encode(), 0)


def test_sound_of_one_who_is_not_signed_in_is_not_received():
    head, _body, left = sent(Handler(), SOUND, LARGE)
    assert head["status"] == 303
    assert dict(head["headers"])[b"location"] == f"/logga-in?next={SOUND}".encode()
    assert left["left"] == len(LARGE) // 65_536
