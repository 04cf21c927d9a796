"""The question about one person, by the contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from andrum.automation.service import register_answers
from andrum.integrations.registers import lefi
from andrum.integrations.registers.messages import SSBT, Element, UnreadableError, add, element, envelope, schema

Agency = register_answers.Agency
LEFI_VERSION: Final = "v9"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the municipality's number of twelve digits, its name, and Försäkringskassan's id for its board."""

    organisation: str
    name: str
    actor: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``left_out`` holds the agencies that are not asked now, and the code that says why."""

    person_number: str
    from_date: date
    to_date: date
    purpose: str
    legal_basis: str
    matter_reference: str
    asked_at: datetime
    asked_by: str
    correlation: str
    left_out: Mapping[Agency, str] = field(default_factory=dict)


def question_xml(question: Question, asker: Asker) -> bytes:
    """The whole message.

    Raises:
        UnreadableError: ``question`` when it does not follow the schema, so nothing wrong is ever sent.
    """
    root = element("hamtaBastjanstInformation")
    general = add(root, SSBT, "generellaFrageparametrar")
    add(general, SSBT, "frageTidpunkt", question.asked_at.isoformat())
    add(general, SSBT, "korrelationsid", question.correlation)
    add(general, SSBT, "fraganSkallInkluderasISvaret", "true")
    _asker(add(general, SSBT, "ingivare"), asker, question.asked_by)
    add(general, SSBT, "personidentitet", question.person_number)
    add(general, SSBT, "arendeidentitet", question.matter_reference)
    period = add(general, SSBT, "tidsperiod")
    add(period, SSBT, "fromDatum", question.from_date.isoformat())
    add(period, SSBT, "tomDatum", question.to_date.isoformat())
    add(general, SSBT, "syfte", question.purpose)
    add(general, SSBT, "lagtext", question.legal_basis)
    particular = add(root, SSBT, "specifikaFrageparametrar")
    for agency in Agency:
        is_asked = agency not in question.left_out
        part = add(particular, SSBT, agency.value)
        part.set("inkludera", "true" if is_asked else "false")
        if agency is Agency.FK and is_asked:
            _lefi(part, question, asker)
    if not schema().accepts(root):
        raise UnreadableError("question")
    return envelope(root)


def _asker(parent: Element, asker: Asker, asked_by: str) -> None:
    add(parent, SSBT, "organisationsnummer", asker.organisation)
    add(parent, SSBT, "namn", asker.name)
    add(parent, SSBT, "handlaggare", asked_by)


def _lefi(parent: Element, question: Question, asker: Asker) -> None:
    asked = add(parent, SSBT, "fraga")
    add(asked, SSBT, "version", LEFI_VERSION)
    add(asked, SSBT, "aktorsid", asker.actor)
    content = lefi.question(
        person_number=question.person_number, from_date=question.from_date, to_date=question.to_date
    )  # fmt: skip
    add(asked, SSBT, "lefiJsonFraga", content.decode("ascii"))


def trial_xml() -> bytes:
    """The contract's own test: asks the agencies whether they answer, and about nobody."""
    return envelope(element("testaBastjanstInformation"))
