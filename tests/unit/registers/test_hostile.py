"""Answers that mean harm, and what must never be seen of any answer."""

import base64
import logging
from pathlib import Path

import pytest

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError
from andrum.integrations.registers import messages
from andrum.integrations.registers.messages import UnreadableError, read_xml
from andrum.integrations.registers.transport import TransportError
from tests.unit.registers.world import NUMBER, Clock, answer_bytes, ask, client, line, with_everything

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(97 + n)}{n} "{f"&{chr(96 + n)}{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 9))
    + "]>"
)
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (f"{LAUGHS}<x>&h8;</x>".encode(), "document_type"),
        (f"{FILE}<x>&a;</x>".encode(), "document_type"),
        (f'<?xml version="1.0" encoding="UTF-16"?>{FILE}<x>&a;</x>'.encode("utf-16"), "not_xml"),
        (f'<?xml version="1.0" encoding="utf-7"?>{FILE}<x/>'.encode(), "encoding"),
        (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>', "document_type"),
        (b"<x>" * 10_000, "not_xml"),
        (b"<x>&unknown;</x>", "not_xml"),
        (b"<x/>" + b" " * messages.LARGEST, "too_large"),
        (b"", "not_xml"),
        (b"\x00" * 100, "not_xml"),
    ],
)
def test_xml_that_means_harm_is_refused_before_it_is_read(raw: bytes, code: str):
    with pytest.raises(UnreadableError) as told:
        read_xml(raw)
    assert told.value.code == code


def test_an_entity_inside_a_text_of_its_own_is_refused_too(tmp_path: Path):
    content = base64.b64encode(f"{FILE}<CSNSvar>&a;</CSNSvar>".encode())

    def spoiled(message: bytes) -> bytes:
        from tests.unit.registers.world import service

        before, _svar, rest = service(with_everything(tmp_path))(message).partition(b"<ssbt:svar>")
        return before + b"<ssbt:svar>" + content + b"</ssbt:svar>" + rest.partition(b"</ssbt:svar>")[2]

    way, _script = line(spoiled)
    answer = ask(client(way))
    assert answer.csn.error is not None
    assert answer.csn.error.code == "UNREADABLE"


def spoilings(folder: Path) -> dict[str, bytes]:
    whole = answer_bytes(with_everything(folder))
    return {
        "half": whole[: len(whole) // 2], "laughs": LAUGHS.encode() + whole.partition(b"?>")[2],
        "other": whole.replace(NUMBER.encode(), b"198307149819"), "tag": whole.replace(b"svarsdata", NUMBER.encode()),
        "wrong": whole.replace(b"<af:Svar>", f"<af:Fel nr='{NUMBER}'/><af:Svar>".encode()),
    }  # fmt: skip


@pytest.mark.parametrize("how", ["half", "laughs", "other", "tag", "wrong"])
def test_no_person_stands_in_an_error_or_a_log_line(tmp_path: Path, how: str, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    way, _script = line(spoilings(tmp_path)[how])
    with pytest.raises((GarbledAnswerError, RegistersUnavailableError)) as told:
        ask(client(way))
    seen, error = [], told.value
    while error is not None:
        seen += [str(error), repr(error), str(getattr(error, "code", ""))]
        error = None if error.__suppress_context__ else error.__cause__ or error.__context__  # type: ignore[assignment]
    text = "\n".join([*seen, *(record.getMessage() for record in caplog.records), caplog.text])
    assert NUMBER not in text
    assert NUMBER[2:] not in text


def test_a_fault_code_that_holds_a_number_is_not_repeated(tmp_path: Path):
    spoken = messages.fault(f"FEL{NUMBER}", [NUMBER])
    way, _script = line(spoken)
    with pytest.raises(RegistersUnavailableError) as told:
        ask(client(way, Clock()))
    assert told.value.code == "fault:OKAND"


def test_what_is_too_large_is_not_asked_for_again():
    way, script = line(TransportError("too_large", is_temporary=False))
    with pytest.raises(RegistersUnavailableError):
        ask(client(way))
    assert len(script.sent) == 1
