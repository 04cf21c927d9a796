"""Every message follows the contract, both ways, judged by a second reader of schemas that the product does not use."""

import base64
import json
import re
from functools import lru_cache
from pathlib import Path

import jsonschema_rs
import pytest
import xmlschema
import yaml
from lxml import etree

from andrum.automation.service import income_codes_for, register_answers
from andrum.integrations.registers import messages
from andrum.integrations.registers.asking import Question, question_xml, trial_xml
from andrum.integrations.registers.lefi import FK_GROUPS, PM_GROUPS
from andrum.integrations.registers.made_up.faults import OF_AGENCY
from andrum.integrations.registers.made_up.service import MadeUpService
from andrum.kernel.periods import Month
from andrum.law.economic_assistance.kinds import INCOME_KINDS
from tests.unit.registers.world import ASKER, QUESTION, answer_bytes, with_everything

XS = "{http://www.w3.org/2001/XMLSchema}"
CSN_TYPES_FILE = messages.CONTRACT / "v10/se/csn/schema/v4_0/csntyper/csntyper.xsd"
AGENCIES = tuple(register_answers.Agency)


@lru_cache(maxsize=1)
def second_reader() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(messages.SCHEMA))


@lru_cache(maxsize=1)
def lefi() -> dict:
    return yaml.safe_load(messages.LEFI.read_text(encoding="utf-8"))


def lefi_validator(name: str) -> jsonschema_rs.Draft4Validator:
    schemas = json.loads(json.dumps(lefi()["components"]["schemas"], default=str))
    return jsonschema_rs.Draft4Validator({"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}})


def body(message: bytes) -> str:
    root = etree.fromstring(message)
    assert root.tag == f"{{{messages.SOAP}}}Envelope"
    return etree.tostring(root[0][0], encoding="unicode")


@pytest.mark.parametrize("left_out", [{}, {register_answers.Agency.FK: "PAUSED"}, dict.fromkeys(AGENCIES, "PAUSED")])
def test_a_question_follows_the_contract(left_out: dict):
    asked = Question(**{**{name: getattr(QUESTION, name) for name in Question.__slots__}, "left_out": left_out})
    message = question_xml(asked, ASKER)
    second_reader().validate(body(message))
    included = [part.get("inkludera") for part in etree.fromstring(message)[0][0][1]]
    assert included == ["false" if agency in left_out else "true" for agency in AGENCIES]


def test_a_question_says_purpose_law_matter_and_who_asks():
    text = body(question_xml(QUESTION, ASKER))
    for said in (QUESTION.purpose, QUESTION.legal_basis, QUESTION.matter_reference, QUESTION.asked_by, ASKER.name):
        assert said in text


def test_the_question_to_lefi_follows_its_own_description():
    content = etree.fromstring(question_xml(QUESTION, ASKER)).findtext(f".//{{{messages.SSBT}}}lefiJsonFraga")
    asked = json.loads(base64.b64decode(content or ""))
    lefi_validator("LefiExternFormansinformationFraga").validate(asked)
    assert asked["utbetalningar"] == [*FK_GROUPS, *PM_GROUPS]
    assert set(asked) == {"personnummer", "period", "utbetalningar", "preliminaraUtbetalningar"}, "no more than needed"


def test_every_benefit_of_the_contract_is_asked_about():
    schemas = lefi()["components"]["schemas"]
    assert list(FK_GROUPS) == schemas["LefiFkFormanGruppKod"]["enum"]
    assert list(PM_GROUPS) == schemas["LefiPmFormanGruppKod"]["enum"]


def test_a_whole_answer_follows_the_contract(tmp_path: Path):
    message = answer_bytes(with_everything(tmp_path))
    second_reader().validate(body(message))
    content = etree.fromstring(message).findtext(f".//{{{messages.SSBT}}}lefiJsonSvar")
    lefi_validator("LefiExternFormansinformationSvar").validate(json.loads(base64.b64decode(content or "")))
    inner = etree.fromstring(message).findtext(f".//{{{messages.SSBT}}}CSN/*/{{{messages.SSBT}}}svar")
    xmlschema.XMLSchema(str(messages.CSN_SCHEMA)).validate(base64.b64decode(inner or "").decode())


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("what", sorted(OF_AGENCY - {"garbled"}))
def test_an_answer_with_one_agency_at_fault_follows_the_contract(tmp_path: Path, agency: str, what: str):
    (with_everything(tmp_path) / "faults").write_text(f"{agency} {what}")
    second_reader().validate(body(answer_bytes(tmp_path)))


def test_the_trial_and_its_answer_follow_the_contract(tmp_path: Path):
    second_reader().validate(body(trial_xml()))
    second_reader().validate(body(MadeUpService(tmp_path).answer(trial_xml()).content))


def test_a_fault_holds_the_contracts_own_detail(tmp_path: Path):
    (tmp_path / "faults").write_text("fault")
    reply = MadeUpService(tmp_path).answer(question_xml(QUESTION, ASKER))
    root = etree.fromstring(reply.content)[0][0]
    assert reply.status == 500
    assert root.tag == f"{{{messages.SOAP}}}Fault"
    second_reader().validate(etree.tostring(root.find("detail")[0], encoding="unicode"))


@pytest.mark.parametrize("message", [b"", b"<a/>", b"not xml", question_xml(QUESTION, ASKER).replace(b"syfte", b"mal")])
def test_a_question_that_breaks_the_contract_is_a_fault_of_the_asker(tmp_path: Path, message: bytes):
    reply = MadeUpService(tmp_path).answer(message)
    assert reply.status == 500
    assert b"soap:Client" in reply.content


def test_the_operations_are_those_of_the_wsdl():
    assert messages.operations() == {
        f"{{{messages.SSBT}}}hamtaBastjanstInformation": f"{{{messages.SSBT}}}hamtaBastjanstInformationResponse",
        f"{{{messages.SSBT}}}testaBastjanstInformation": f"{{{messages.SSBT}}}testaBastjanstInformationResponse",
    }


def test_the_contract_is_the_one_that_was_given(shared: Path):
    given = shared / "contracts" / "ssbtek" / "v10"
    own = messages.CONTRACT / "v10"
    for path in own.rglob("*.*"):
        assert path.read_bytes() == (given / path.relative_to(own)).read_bytes(), path.name
    assert "Sundsvallskommun" in (messages.CONTRACT / "SOURCE.txt").read_text()


def test_every_benefit_and_every_amount_of_csns_has_a_row_in_the_table_and_a_rulebook_kind():
    codes = income_codes_for(Month(2026, 11))
    assert {code for code in (*FK_GROUPS, *PM_GROUPS) if code not in codes.codes} == set()
    words = etree.parse(str(CSN_TYPES_FILE)).findtext(f".//{XS}simpleType[@name='beloppstyp']//{XS}documentation") or ""
    amounts = re.findall(r"\b([A-ZÅÄÖ]{3,6})\b(?=\s*\(|,|\s)", words)
    assert len(amounts) == 16
    assert {name for name in amounts if codes.find("CSN", name) is None} == set()
    assert {row.kind for row in codes.codes.values()} <= set(INCOME_KINDS)
