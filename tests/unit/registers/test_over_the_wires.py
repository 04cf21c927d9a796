"""The client and the made-up service over real mutual TLS on this machine, and each thing that can go wrong with it."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from lxml import etree

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError
from andrum.integrations.registers.client import Line, SsbtekRegisters
from andrum.integrations.registers.in_process import MADE_UP
from andrum.integrations.registers.made_up.certificates import papers_in
from andrum.integrations.registers.made_up.server import MadeUpServer
from andrum.integrations.registers.options import Options, context
from andrum.integrations.registers.transport import Https
from andrum.integrations.registers.trial import trial
from tests.unit.registers.world import Clock, ask, client, with_everything


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeUpServer]:
    started = MadeUpServer(with_everything(tmp_path_factory.mktemp("registers"))).start()
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def well(server: MadeUpServer) -> Iterator[None]:
    yield
    (server.folder / "faults").unlink(missing_ok=True)


def options_of(server: MadeUpServer) -> Options:
    certificate, key = server.papers.pair("client")
    return replace(
        MADE_UP, url=server.url, certificate=str(certificate), key=str(key), authority=str(server.papers.authority),
        seconds=5.0, tries=2, failures=100,
    )  # fmt: skip


def registers(server: MadeUpServer, **changes: object) -> SsbtekRegisters:
    options = replace(options_of(server), **changes)  # type: ignore[arg-type]
    return client(Line(options, Https(options)), Clock())


def code_of(server: MadeUpServer, **changes: object) -> str:
    with pytest.raises((RegistersUnavailableError, GarbledAnswerError)) as told:
        ask(registers(server, **changes))
    return str(told.value.code)


def test_a_question_is_answered_over_mutual_tls_and_the_connection_is_kept(server: MadeUpServer):
    asked = registers(server)
    first, second = ask(asked), ask(asked)
    assert first.by_agency() == second.by_agency()
    assert all(part.data is not None for part in first.by_agency().values())


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("down", "http_503"), ("half", "cut_off"), ("garbled", "not_xml"), ("entities", "document_type"),
        ("huge", "too_large"), ("wrong_person", "wrong_person"), ("fault", "fault:SSBT0001"),
        ("expired_certificate", "certificate_expired"),
    ],
)  # fmt: skip
def test_each_fault_is_told_by_its_own_word(server: MadeUpServer, fault: str, code: str):
    (server.folder / "faults").write_text(fault)
    assert code_of(server) == code


def test_a_service_that_is_slower_than_it_may_be_is_given_up(server: MadeUpServer):
    (server.folder / "faults").write_text("slow 1.5")
    assert code_of(server, seconds=0.3, tries=1) == "timeout"


def test_one_agency_down_leaves_the_others(server: MadeUpServer):
    (server.folder / "faults").write_text("CSN error")
    answer = ask(registers(server))
    assert answer.csn.error is not None
    assert answer.fk.data is not None


def test_one_who_shows_no_certificate_is_not_let_in(server: MadeUpServer):
    without = ssl.create_default_context(cafile=str(server.papers.authority))
    with pytest.raises(httpx.HTTPError), httpx.Client(verify=without, trust_env=False) as stranger:
        stranger.post(server.url, content=b"<x/>")


def test_one_with_a_certificate_of_somebody_elses_is_not_let_in(server: MadeUpServer, tmp_path: Path):
    certificate, key = papers_in(tmp_path).pair("client")
    assert code_of(server, certificate=str(certificate), key=str(key)) in {"own_certificate_refused", "cut_off"}


def test_a_service_whose_authority_we_do_not_know_is_not_asked(server: MadeUpServer, tmp_path: Path):
    assert code_of(server, authority=str(papers_in(tmp_path).authority)) == "certificate_wrong"


def test_a_service_by_another_name_is_not_asked(server: MadeUpServer):
    assert code_of(server, url=server.url.replace("127.0.0.1", "[::1]")) in {"no_contact", "certificate_wrong"}


def test_nobody_at_the_address_is_no_contact(server: MadeUpServer):
    assert code_of(server, url="https://127.0.0.1:9/ssbtek/v10") == "no_contact"


def test_a_certificate_that_has_gone_from_the_disk_is_told_of(server: MadeUpServer, tmp_path: Path):
    assert code_of(server, certificate=str(tmp_path / "gone.pem")) == "certificate_missing"


def test_the_contract_is_served_with_the_address_that_answers(server: MadeUpServer):
    with httpx.Client(verify=context(options_of(server)), trust_env=False) as visitor:
        wsdl = etree.fromstring(visitor.get(f"{server.url}?wsdl").content)
        location = wsdl.find(".//{http://schemas.xmlsoap.org/wsdl/soap/}address").get("location")
        schema = wsdl.find(".//{http://www.w3.org/2001/XMLSchema}include").get("schemaLocation")
        assert location == server.url
        assert visitor.get(f"https://127.0.0.1:{server.server_address[1]}{schema}").status_code == 200
        outside = visitor.get(f"https://127.0.0.1:{server.server_address[1]}/contract/../options.py")
        assert outside.status_code == 404


def test_the_contracts_own_trial_says_how_each_agency_is(server: MadeUpServer):
    assert trial(options_of(server)) == dict.fromkeys(("AF", "CSN", "FK", "SKV", "SO", "TNS", "MIV"), "")
    (server.folder / "faults").write_text("down")
    with pytest.raises(RegistersUnavailableError):
        trial(options_of(server))
