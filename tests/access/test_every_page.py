"""Every page and call, visited by everybody: the table says who gets through, and nobody else learns anything."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from andrum.audit.service import AuditEvent
from andrum.automation.models import Run
from andrum.site.logs import MaskingFormatter
from tests.access.table import CALLS, DECIDED_PAGES, DRAFT_PAGES, NOTHING, OF_MANY, OWN, TABLE, Page, parts_of
from tests.access.world import SIGNED_IN, Road, World, undone

SHUT = {401, 403, 404, 405}
STRANGERS = (
    ("dag", "alva"), ("jon", "alva"), ("alva", "vera"), ("cilla", "vera"), ("eva", "vera"), ("frank", "vera"),
    ("hugo", "vera"),
)  # fmt: skip
"""Who must not be able to tell that there is anything of whose."""
PART = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses() -> dict[str, str]:
    """Every address of the site by name, with its parts in angle brackets."""

    def walk(patterns: list[Any], space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
        for one in patterns:
            if isinstance(one, URLPattern):
                yield f"{space}:{one.name}", f"{before}{one.pattern}"
            elif isinstance(one, URLResolver):
                yield from walk(one.url_patterns, one.namespace or space, f"{before}{one.pattern}")

    return dict(walk(get_resolver().url_patterns))


ADDRESSES = addresses()


def address_of(name: str, parts: dict[str, Any]) -> str:
    return "/" + PART.sub(lambda part: str(parts[part[1]]), ADDRESSES[name])


def parts_for(name: str, world: World, road: Road) -> dict[str, Any]:
    parts = parts_of(world, road)
    if name in DRAFT_PAGES:
        parts["application_id"] = road.draft.pk
    elif name in DECIDED_PAGES:
        parts["application_id"] = road.decided.pk
    return parts | road.fees if name.startswith("fees:") or name == "control:stop_fees" else parts


def is_about_somebody(name: str) -> bool:
    return bool(OWN & set(PART.findall(ADDRESSES[name])))


def gets_through(answer: HttpResponse) -> bool:
    """True when the visitor came in, if only to a form that says what is wrong."""
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/logga-in?")
    return answer.status_code not in SHUT and not to_sign_in


def text_of(answer: HttpResponse) -> str:
    """All that was answered, headers and what is packed in a spreadsheet too."""
    body = answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}"


def visit(world: World, who: str, method: str, page: Page, address: str) -> HttpResponse:
    client = world.client(who)
    if method == "get":
        return client.get(f"{address}{page.query}")
    return client.post(f"{address}{page.query}", page.data)


def check_headers(headers: Any, where: str) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy, where
    assert "unsafe" not in policy, where
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert headers["X-Frame-Options"] in {"SAMEORIGIN", "DENY"}, where
    assert headers["Referrer-Policy"] == "same-origin", where
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert "no-store" in headers["Cache-Control"], where
    assert "Access-Control-Allow-Origin" not in headers, where


def alike(answer: HttpResponse, address: str) -> str:
    """What was answered without what differs between any two answers: the address, tokens, the number to refer to."""
    text = text_of(answer).replace(address, "□")
    return re.sub(r"'Content-Length': '\d+'|\b([0-9a-f]{8}|\w{64})\b", "○", text)


def test_every_address_has_a_line_in_the_table() -> None:
    named = {name for name in ADDRESSES if not name.startswith("api:")}
    assert sorted(named) == sorted(TABLE)
    assert sorted(set(ADDRESSES) - named) == sorted(CALLS)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_those_in_the_table_and_nobody_else_get_through(
    world: World, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    page, address = TABLE[name], address_of(name, parts_for(name, world, world.alva))
    wrong = []
    for who, method in visits(page):
        with prepared(name, world):
            before = AuditEvent.objects.count()
            answer = visit(world, who, method, page, address)
            check_headers(answer.headers, f"{method} {address} {who}")
            should = page.lets_in(who, method)
            if gets_through(answer) != should:
                wrong.append(f"{method} {address}: {who} got {answer.status_code}")
            if not should and not page.is_open and AuditEvent.objects.count() != before:
                wrong.append(f"{method} {address}: {who} is shut out and yet did something")
            wrong += [f"{method} {address}: {who} sees {word}" for word in seen(world, who, answer, address)]
    lines = "\n".join(MaskingFormatter().format(record) for record in caplog.records)
    wrong += [f"a log line says {word}" for road in (world.alva, world.vera) for word in road.who if word in lines]
    assert not wrong, "\n".join(wrong)


def visits(page: Page) -> list[tuple[str, str]]:
    """Everybody with each method there is; three with a method there is not."""
    few = ("anonymous", "dag", "eva")
    return [
        (who, method)
        for method in ("get", "post")
        for who in (("anonymous", *SIGNED_IN) if page.through(method) else few)
    ]


def seen(world: World, who: str, answer: HttpResponse, address: str) -> list[str]:
    """What the answer tells that the visitor must not know, apart from what they wrote in the address."""
    hidden = [] if who in {"kim", "vera"} else list(world.vera.secrets)
    if who in {"dag", "jon", "vera", "anonymous"}:
        hidden += world.alva.secrets
    text = text_of(answer)
    return [word for word in hidden if word in text and word not in address]


@contextmanager
def prepared(name: str, world: World) -> Iterator[None]:
    """What the page needs to have something to do; undone afterwards."""
    with undone():
        if name == "automation:retry_run":
            Run.objects.filter(pk__in=(world.alva.run.pk, world.vera.run.pk)).update(state="failed")
        yield


@pytest.mark.parametrize("name", sorted(name for name in TABLE if is_about_somebody(name) and name not in OF_MANY))
def test_what_is_somebody_elses_is_answered_as_what_is_not_there(world: World, name: str) -> None:
    page, parts = TABLE[name], parts_for(name, world, world.alva)
    nothing = address_of(name, {key: NOTHING.get(key, 987_654) if key in OWN else parts[key] for key in parts})
    wrong = []
    for method in (method for method in ("get", "post") if page.through(method)):
        for who, whose in STRANGERS:
            address = address_of(name, parts_for(name, world, getattr(world, whose)))
            with prepared(name, world):
                before = AuditEvent.objects.count()
                there = visit(world, who, method, page, address)
                after = AuditEvent.objects.count()
                missing = visit(world, who, method, page, nothing)
            if (there.status_code, alike(there, address)) != (missing.status_code, alike(missing, nothing)):
                wrong.append(f"{method} {address}: {who} can tell it is there ({there.status_code})")
            if after != before:
                wrong.append(f"{method} {address}: {who} did something")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(name for name, page in TABLE.items() if page.through("post")))
def test_nothing_is_done_without_the_token_of_the_form(world: World, name: str) -> None:
    page, address = TABLE[name], address_of(name, parts_for(name, world, world.alva))
    who = sorted(page.through("post"))[0]
    before = AuditEvent.objects.count()
    answer = world.client(who, csrf=True).post(f"{address}{page.query}", page.data)
    assert (answer.status_code, AuditEvent.objects.count()) == (403, before)
