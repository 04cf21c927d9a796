"""From the bytes of an answer to what the registers said. All of it is judged before any of it is believed."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any, Final

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError, register_answers
from andrum.integrations.registers import agencies, csn, lefi
from andrum.integrations.registers.asking import Question
from andrum.integrations.registers.csn import OtherPersonError
from andrum.integrations.registers.messages import SOAP, SSBT, Element, UnreadableError, body_of, schema
from andrum.integrations.registers.reading import code_of, short

Agency = register_answers.Agency
AgencyAnswer = register_answers.AgencyAnswer
AgencyError = register_answers.AgencyError
UNREADABLE: Final = "UNREADABLE"
"""The code of an agency whose answer cannot be read."""
RESPONSE: Final = f"{{{SSBT}}}hamtaBastjanstInformationResponse"
GENERAL: Final = f"{{{SSBT}}}fraga/{{{SSBT}}}generellaFrageparametrar"
DATA: Final = f"{{{SSBT}}}data"
Found = Any
"""One agency's data, or its own error."""


def _csn(data: Element, *, person_number: str) -> Found:
    return csn.answer(data.findtext(f"{{{SSBT}}}svar") or "", person_number=person_number)


def _fk(data: Element, *, person_number: str) -> Found:
    del person_number  # names nobody: whom it is about is known by the repeated question
    return lefi.answer(data.findtext(f"{{{SSBT}}}lefiJsonSvar") or "")


READERS: Final[Mapping[Agency, Callable[..., Found]]] = {
    Agency.AF: agencies.job_seeker, Agency.CSN: _csn, Agency.FK: _fk, Agency.SKV: agencies.capital_income,
    Agency.SO: agencies.unemployment_fund, Agency.TNS: agencies.vehicles, Agency.MIV: agencies.permits,
}  # fmt: skip


def read(raw: bytes, *, question: Question, at: datetime) -> register_answers.RegisterAnswer:
    """What the registers said to a question.

    Raises:
        RegistersUnavailableError: when it is a fault: ``fault:`` and the code.
        GarbledAnswerError: when it cannot be read, answers another question, or is about another person.
    """
    try:
        body = body_of(raw)
        if body.tag == f"{{{SOAP}}}Fault":
            raise RegistersUnavailableError(f"fault:{_fault_code(body)}")
        if body.tag != RESPONSE:
            raise UnreadableError("not_an_answer")
        unreadable = _judged(body)
        _is_to(body, question)
    except UnreadableError as error:
        raise GarbledAnswerError(error.code) from None
    found = {agency: _of(body, agency, question, is_unreadable=agency in unreadable) for agency in Agency}
    return register_answers.RegisterAnswer(
        person_number=question.person_number,
        answered_at=at,
        correlation_id=question.correlation,
        **{agency.value.lower(): found[agency] for agency in Agency},
    )


def _fault_code(fault: Element) -> str:
    code = next((one.text or "" for one in fault.iter(f"{{{SSBT}}}felkod")), "")
    return code_of(code or short(fault.findtext("faultcode") or ""))


def _judged(body: Element) -> frozenset[Agency]:
    """The agencies whose part does not follow the schema; the others are believed. Raises for what is around them."""
    if schema().accepts(body):
        return frozenset()
    wrong = frozenset(agency for agency in Agency if not schema().accepts(_only(body, agency)))
    if not schema().accepts(_only(body, None)):
        raise UnreadableError("not_by_schema")
    return wrong


def _only(body: Element, kept: Agency | None) -> Element:
    """The answer with one agency in it, or none."""
    copy = deepcopy(body)
    for parts in copy.findall(f"{{{SSBT}}}svarsdata"):
        for part in list(parts):
            name = part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
            if name in Agency.__members__ and (kept is None or name != kept.value):
                parts.remove(part)
    return copy


def _is_to(body: Element, question: Question) -> None:
    """The answer repeats the question: by that we know whom it is about, also where an agency names nobody."""
    if body.findtext(f"{{{SSBT}}}korrelationsid") != question.correlation:
        raise UnreadableError("other_question")
    person = (body.findtext(f"{GENERAL}/{{{SSBT}}}personidentitet") or "").strip()
    if not person:
        raise UnreadableError("no_question")
    if person != question.person_number:
        raise UnreadableError("wrong_person")


def _of(body: Element, agency: Agency, question: Question, *, is_unreadable: bool) -> Found:
    part = body.find(f"{{{SSBT}}}svarsdata/{{{SSBT}}}{agency.value}")
    if agency in question.left_out:
        return AgencyAnswer(error=AgencyError("SSBT", question.left_out[agency]))
    if part is None:
        return AgencyAnswer()
    if is_unreadable:
        return AgencyAnswer(error=AgencyError(agency.value, UNREADABLE))
    error = part.find(f"{{{SSBT}}}error")
    if error is not None:
        source = error.findtext(f"{{{SSBT}}}kalla")
        code = code_of(error.findtext(f"{{{SSBT}}}felkod") or "")
        return AgencyAnswer(error=AgencyError("SSBT" if source == "SSBT" else agency.value, code))
    try:
        found = READERS[agency](part.find(DATA), person_number=question.person_number)
    except OtherPersonError:
        raise GarbledAnswerError("wrong_person") from None
    except UnreadableError:
        found = AgencyError(agency.value, UNREADABLE)
    return AgencyAnswer(error=found) if isinstance(found, AgencyError) else AgencyAnswer(data=found)
