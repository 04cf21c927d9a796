"""The made-up service without its wires: the bytes of a question in, the bytes of an answer out, by the WSDL."""

import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from lxml import etree

from andrum.automation.service import register_answers
from andrum.integrations.registers.made_up.faults import Faults, faults_in, faults_of
from andrum.integrations.registers.made_up.persons import PersonsFileError, payments_of, row_of
from andrum.integrations.registers.made_up.speaking import SPEAKERS, Asked
from andrum.integrations.registers.messages import (
    SSBT,
    Element,
    UnreadableError,
    add,
    body_of,
    element,
    envelope,
    fault,
    operations,
    schema,
)

OTHER_NUMBER: Final = "199001019802"
"""The wrong person, when one is asked for; a number from the range for test persons."""
ENTITIES: Final = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
TRIED: Final = f"{{{SSBT}}}testaBastjanstInformation"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back. ``bytes`` may be cut short, or come without end, when a fault says so."""

    status: int
    content: bytes
    is_half: bool = False
    is_endless: bool = False


class MadeUpService:
    """Answers by the contract about made-up persons; the same question has the same answer.

    Args:
        folder: Where the persons and the faults lie.
        sleep: How to wait when a fault says ``slow``.
        judges: Whether messages are held against the schemas here too. Without wires the one who asks has done it.
    """

    def __init__(
        self, folder: Path, *, sleep: Callable[[float], None] = time.sleep, judges: bool = True
    ) -> None:  # fmt: skip
        self._folder = folder
        self._sleep = sleep
        self._judges = judges

    def faults(self) -> Faults:
        """What is wrong now."""
        return faults_in(self._folder / "faults")

    def answer(self, message: bytes) -> Reply:
        """The reply to a message, whatever it is. Never raises for what stands in it."""
        faults = self.faults()
        if faults.seconds:
            self._sleep(faults.seconds)
        match faults.whole:
            case "down":
                return Reply(503, b"")
            case "garbled":
                return Reply(200, b"\x00\xff<svar>")
            case "entities":
                return Reply(200, ENTITIES)
            case "fault":
                return Reply(500, fault("SSBT0001", ["Tjänsten kan inte svara."]))
        content, status = self._said(message, faults)
        return Reply(status, content, is_half=faults.whole == "half", is_endless=faults.whole == "huge")

    def _said(self, message: bytes, faults: Faults) -> tuple[bytes, int]:
        try:
            body = body_of(message)
            if body.tag not in operations() or (self._judges and not schema().accepts(body)):
                raise UnreadableError("not_by_schema")
            made = _trial() if body.tag == TRIED else self._answered(body, faults)
        except UnreadableError as error:
            return fault("SSBT0400", [f"Frågan följer inte kontraktet: {error.code}"], whose="Client"), 500
        except (PersonsFileError, KeyError, TypeError, ValueError):
            return fault("SSBT0500", ["De påhittade personerna går inte att läsa."]), 500
        return envelope(made), 200

    def _answered(self, body: Element, faults: Faults) -> Element:
        asked = _asked(body, self._folder)
        root = element("hamtaBastjanstInformationResponse")
        if faults.whole != "no_question":
            _repeat(root, body, is_other=faults.whole == "wrong_person")
        add(root, SSBT, "frageTidpunkt", asked.at.isoformat())
        add(root, SSBT, "korrelationsid", "other" if faults.whole == "other_question" else asked.correlation)
        parts, what = add(root, SSBT, "svarsdata"), {**faults_of(asked.row), **faults.agencies}
        for agency in register_answers.Agency:
            included = body.find(f"{{{SSBT}}}specifikaFrageparametrar/{{{SSBT}}}{agency.value}").get("inkludera")
            if included in {"true", "1"} and what.get(agency.value) != "nothing":
                _speak(add(parts, SSBT, agency.value), agency.value, asked, what.get(agency.value, ""))
        if self._judges and "garbled" not in what.values() and not schema().accepts(root):
            raise ValueError("answer")
        return root


def _asked(body: Element, folder: Path) -> Asked:
    def said(path: str) -> str:
        names = path.split("/")
        return (
            body.findtext("/".join(f"{{{SSBT}}}{name}" for name in ("generellaFrageparametrar", *names))) or ""
        ).strip()

    number = said("personidentitet")
    first, last = date.fromisoformat(said("tidsperiod/fromDatum")), date.fromisoformat(said("tidsperiod/tomDatum"))
    at = (
        datetime.fromisoformat(said("frageTidpunkt"))
        if said("frageTidpunkt")
        else datetime.combine(last, datetime.max.time())
    )
    row = row_of(folder, number)
    return Asked(
        person_number=number, organisation=said("ingivare/organisationsnummer"), asker=said("ingivare/namn"),
        asked_by=said("ingivare/handlaggare"), reference=said("arendeidentitet"), purpose=said("syfte"),
        legal_basis=said("lagtext"), first=first, last=last, at=at, correlation=said("korrelationsid") or "-", row=row,
        payments=payments_of(row, first=first, last=last, today=at.date()),
    )  # fmt: skip


def _repeat(root: Element, body: Element, *, is_other: bool) -> None:
    """The question in the answer, when it was asked for."""
    if body.findtext(f"{{{SSBT}}}generellaFrageparametrar/{{{SSBT}}}fraganSkallInkluderasISvaret") not in {"true", "1"}:
        return
    question = add(root, SSBT, "fraga")
    for part in body:
        question.append(deepcopy(part))
    if is_other:
        question.find(f"{{{SSBT}}}generellaFrageparametrar/{{{SSBT}}}personidentitet").text = OTHER_NUMBER


def _speak(part: Element, agency: str, asked: Asked, what: str) -> None:
    if what in {"error", "timeout"}:
        error = add(part, SSBT, "error")
        add(error, SSBT, "kalla", "BT" if what == "error" else "SSBT")
        add(error, SSBT, "felkod", "BT0001" if what == "error" else "TIMEOUT")
        add(error, SSBT, "felmeddelande", "Tjänsten kunde inte svara." if what == "error" else "Inget svar i tid.")
        return
    data = add(part, SSBT, "data")
    speaker = replace(asked, is_partial=what == "partial", person_number=OTHER_NUMBER if what == "wrong_person" else
                      asked.person_number)  # fmt: skip
    SPEAKERS[agency](data, speaker)
    if what == "garbled":
        _spoil(data)


def _spoil(data: Element) -> None:
    """Nonsense: inside the text that carries a document of its own, or else an element that no schema knows."""
    for one in data.iter():
        if one.tag.rpartition("}")[2] in {"svar", "lefiJsonSvar"}:
            one.text = "AAAA"
            return
    data.insert(0, etree.Element("nonsense"))


def _trial() -> Element:
    """Every agency answers the trial."""
    root = element("testaBastjanstInformationResponse")
    for agency in register_answers.Agency:
        add(add(root, SSBT, agency.value), SSBT, "anropad", "true")
    return root
