"""What every answer carries, what the cookies are, and what is done with requests that are not as they should be."""

import asyncio
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from andrum.site.handler import MOST_BYTES, Handler
from andrum.site.logs import MaskingFormatter
from tests.access.table import TABLE
from tests.access.test_every_page import address_of, check_headers, parts_for
from tests.access.world import World

FILES = (
    "cases:document", "applications:file", "dispatch:letter", "control:letter", "applications:letter",
    "cases:matter_csv", "cases:matter_xlsx", "automation:work_csv", "control:follow_up_xlsx", "site:log_csv",
    "site:log_head",
)  # fmt: skip
ASK = """
import json, django
django.setup()
from django.conf import settings as s
names = [n for n in dir(s) if "COOKIE" in n or "HSTS" in n or n in ("DEBUG", "CSRF_TRUSTED_ORIGINS")]
print(json.dumps({n: getattr(s, n) for n in names}, default=str))
"""


@pytest.mark.parametrize(
    "path", ["/finns-inte", "/arenden/EB-2026-999999/", "/api/v1/cases", "/api/v1/openapi.json", "/%2e%2e/", "/halsa"]
)
def test_errors_and_calls_carry_it_too(world: World, path: str) -> None:
    for who in ("anonymous", "dag"):
        check_headers(world.client(who).get(path).headers, path)


def test_a_wrong_host_a_missing_token_and_a_fault_of_ours_carry_it_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong_host = Client(headers={"host": "ond.example"}).get("/logga-in")
    assert wrong_host.status_code == 400
    assert "ond.example" not in wrong_host.content.decode()
    check_headers(wrong_host.headers, "host")
    no_token = world.client("cilla", csrf=True).post("/sok/", {"q": "x"})
    assert no_token.status_code == 403
    check_headers(no_token.headers, "csrf")
    monkeypatch.setattr("andrum.site.web.start.greeting", lambda _at: 1 / 0)
    client = world.client("cilla")
    client.raise_request_exception = False
    fault = client.get("/")
    assert fault.status_code == 500
    assert "ZeroDivision" not in fault.content.decode()
    check_headers(fault.headers, "500")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_saved_or_shown_as_what_it_is_and_runs_nothing(world: World, name: str) -> None:
    who = next(one for one in ("alva", "cilla", "eva", "frank", "hugo") if TABLE[name].lets_in(one, "get"))
    headers = world.client(who).get(address_of(name, parts_for(name, world, world.alva))).headers
    kind, _space, rest = headers["Content-Disposition"].partition(";")
    assert kind == "attachment" or (kind == "inline" and headers["Content-Type"] == "application/pdf")
    assert "filename" in rest
    assert headers["Content-Type"].partition(";")[0] not in {"text/html", "image/svg+xml", "text/xml"}


def test_with_https_every_cookie_is_for_this_host_and_for_encrypted_pages_only(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "andrum.site.settings", "ANDRUM_DATA": str(tmp_path),
             "ANDRUM_HOSTS": "andrum.exempel.se", "ANDRUM_SECRET_KEY": "k" * 60},
    )  # fmt: skip
    said = json.loads(asked.stdout)
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert said[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert (said[f"{kind}_COOKIE_SECURE"], said[f"{kind}_COOKIE_HTTPONLY"]) == (True, True)
        assert (said[f"{kind}_COOKIE_SAMESITE"], said[f"{kind}_COOKIE_DOMAIN"], said[f"{kind}_COOKIE_PATH"]) == (
            "Lax",
            None,
            "/",
        )
    assert said["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert (said["SECURE_HSTS_INCLUDE_SUBDOMAINS"], said["DEBUG"]) == (True, False)
    assert said["CSRF_TRUSTED_ORIGINS"] == ["https://andrum.exempel.se"]


def test_a_session_that_somebody_else_has_laid_out_is_not_the_one_that_is_signed_in(
    world: World, settings: Any
) -> None:
    settings.ANDRUM_DEMO = True
    client = Client()
    client.get("/logga-in")
    session = client.session
    session["laid"] = "out"
    session.save()
    laid = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = laid
    client.post("/logga-in/demo", {"person": "cilla"})
    assert client.session.session_key != laid
    assert Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={laid}"}).get("/arbete/").status_code == 302
    signed_in = client.session.session_key
    assert "cache" in client.post("/logga-ut").headers["Clear-Site-Data"]
    assert Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={signed_in}"}).get("/arbete/").status_code == 302


def test_one_who_is_switched_off_or_has_lost_the_role_is_out_at_the_next_click(world: World) -> None:
    client = world.client("cilla")
    assert client.get("/arbete/").status_code == 200
    world.cast.cilla.is_active = False
    world.cast.cilla.save()
    assert client.get("/arbete/").status_code in {302, 404}
    world.cast.cilla.is_active = True
    world.cast.cilla.save()
    world.cast.cilla.memberships.update(to_date="2026-12-02")
    assert client.get("/arbete/").status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "OND"])
def test_a_method_that_a_page_does_not_have_does_nothing(world: World, method: str) -> None:
    for path in ("/arbete/", "/sok/", f"/arenden/{world.alva.matter.reference}/journal/", "/logga-ut", "/logg"):
        answer = world.client("eva").generic(method, path, b"q=Alva", content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {403, 404, 405}, path


def test_a_form_in_the_guise_of_a_page_is_a_page(world: World) -> None:
    path = f"/arenden/{world.alva.matter.reference}/avsluta/"
    for headers in ({"x-http-method-override": "POST"}, {"x-http-method": "POST"}, {"x-method-override": "POST"}):
        assert world.client("cilla").get(f"{path}?_method=POST", headers=headers).status_code == 405


@pytest.mark.parametrize("body", [
    b"[" * 200_000, b'{"a":' * 100_000, b'{"month": NaN}', b'{"external_reference": 1e400}', b"\xff\xfe", b"null",
    b'"x"', b'{"answers": ' + b"9" * 10_000 + b"}", b"",
])  # fmt: skip
def test_a_body_that_cannot_be_read_is_told_so(world: World, body: bytes) -> None:
    answer = world.api("soder").post("/api/v1/applications", body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert set(answer.json()) <= {"detail", "todo", "where"}


def test_answers_nested_without_end_are_refused(world: World) -> None:
    deep: Any = "x"
    for _level in range(200):
        deep = {"a": [deep]}
    sent = {"external_reference": "x", "month": "2027-01", "applicant": {
        "personal_number": "198503029806", "given_name": "A", "family_name": "B", "signed_at": "2026-12-01T00:00:00Z"},
        "answers": {"housing": deep, "incomes": {"items": [deep]}}}  # fmt: skip
    answer = world.api("soder").post("/api/v1/applications", json.dumps(sent), content_type="application/json")
    assert answer.status_code == 422


def test_a_form_or_a_call_of_six_megabytes_is_refused(world: World) -> None:
    big = b"x" * (6 * 1024 * 1024)
    form = world.client("cilla").generic("POST", "/sok/", b"q=" + big, content_type="application/x-www-form-urlencoded")
    assert form.status_code == 400
    call = world.api("norr").post("/api/v1/applications", big, content_type="application/json")
    assert call.status_code in {400, 413, 422}


def test_many_fields_are_refused(world: World) -> None:
    answer = world.client("cilla").post("/sok/", {f"f{number}": "1" for number in range(1_100)})
    assert answer.status_code == 400


@pytest.mark.parametrize("declares", [True, False])
def test_a_body_without_end_is_cut_off_before_it_fills_the_disk(declares: bool) -> None:
    sent: list[dict[str, Any]] = []
    chunks = 0

    async def receive() -> dict[str, Any]:
        nonlocal chunks
        chunks += 1
        return {"type": "http.request", "body": b"x" * (16 * 1024 * 1024), "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = (
        [(b"host", b"localhost"), (b"content-length", str(MOST_BYTES + 1).encode())]
        if declares
        else [(b"host", b"localhost")]
    )
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/sok/",
        "headers": headers,
        "query_string": b"",
        "root_path": "",
    }
    with ThreadPoolExecutor(1) as thread:  # a loop of its own, whatever else runs in this process
        thread.submit(asyncio.run, Handler()(scope, receive, send)).result()
    assert chunks <= MOST_BYTES // (16 * 1024 * 1024) + 2
    assert [message.get("status") for message in sent] == ([413, None] if declares else [])


def test_an_address_cannot_write_a_line_of_its_own_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.client("dag").get("/finns-inte/%0d%0a2026-12-03 ERROR forged%1b[31m")
    lines = [MaskingFormatter().format(record) for record in caplog.records]
    assert lines
    assert not [line for line in lines if "\n" in line or "\r" in line or "\x1b" in line]


def test_what_a_visitor_did_is_no_error_of_ours_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.client("dag").get(f"/arenden/{world.alva.matter.reference}/")
    own = [record for record in caplog.records if record.name == "andrum.site.middleware"]
    assert not [record for record in own if record.levelname == "ERROR"]
