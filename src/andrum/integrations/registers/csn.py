"""CSN's answer: XML in base64, version 4.0. Amounts in whole kronor."""

from collections.abc import Iterable
from typing import Final

from andrum.automation.service import register_answers
from andrum.integrations.registers.lefi import decoded
from andrum.integrations.registers.messages import (
    CSN,
    CSN_PERSON,
    CSN_TYPES,
    Element,
    UnreadableError,
    csn_schema,
    read_xml,
)
from andrum.integrations.registers.reading import code_of, packed_day, short, text_in, whole_kronor

Payment = register_answers.Payment
FORMS: Final = ("Studiemedel", "Studiehjalp", "HemutrustningsLan", "Studiestartsstod", "Omstallningsstudiestod")
PAID: Final = frozenset({"Utbetald", "UTBETALAD"})
NOT_FOUND: Final = "Ej träff"
ALL_WELL: Final = "0"


class OtherPersonError(Exception):
    """An answer that is about somebody else than the one who was asked about."""


def answer(text: str, *, person_number: str) -> register_answers.StudySupport | register_answers.AgencyError:
    """What CSN pays and will pay, from base64; or CSN's own error.

    Raises:
        UnreadableError: when anything of it is not what the contract says.
        OtherPersonError: when it is about somebody else.
    """
    root = read_xml(decoded(text))
    if root.tag != f"{{{CSN}}}CSNSvar" or not csn_schema().accepts(root):
        raise UnreadableError("not_by_schema")
    result = root.find(f"{{{CSN}}}GemensamtSvarEkbistand/{{{CSN}}}Resultat")
    if (code := text_in(result, f"{{{CSN}}}ResultatKod")) != ALL_WELL:
        return register_answers.AgencyError("CSN", code_of(code))
    persons = root.findall(f"{{{CSN}}}Personer/{{{CSN}}}Person")
    for person in persons:
        if not person_number.endswith(f"{person.get('sekel') or ''}{person.get('personnummer')}"):
            raise OtherPersonError
    if len(persons) != 1:
        raise UnreadableError("persons")
    if persons[0].get("Status") == NOT_FOUND:
        return register_answers.StudySupport()
    plan = [row for form in FORMS for row in _payments(persons[0], form)]
    return register_answers.StudySupport(
        payments=tuple(payment for is_paid, payment in plan if is_paid),
        preliminary=tuple(payment for is_paid, payment in plan if not is_paid),
        decisions=tuple(row for form in FORMS for row in _decisions(persons[0], form)),
    )


def _matters(person: Element, form: str) -> Iterable[Element]:
    for matters in person.iterfind(f"{{{CSN_PERSON}}}{form}/{{{CSN_PERSON}}}Arenden"):
        yield from matters


def _part(parent: Element, name: str) -> Element:
    """A child by its local name: each form of support has a namespace of its own for the same elements."""
    return parent.find(f"{{*}}{name}")


def _decisions(person: Element, form: str) -> Iterable[register_answers.BenefitDecision]:
    for matter in _matters(person, form):
        status = short(_part(matter, "status").text or "")
        yield register_answers.BenefitDecision(code=short(_part(matter, "stodform").text or ""), status=status)


def _payments(person: Element, form: str) -> Iterable[tuple[bool, Payment]]:
    for matter in _matters(person, form):
        for row in _part(matter, "UtbetalningsPlan"):
            is_paid = text_in(row, f"{{{CSN_TYPES}}}utbetstatus") in PAID
            for payment in _parts_of(row):
                yield is_paid, payment


def _parts_of(row: Element) -> Iterable[Payment]:
    """A payment by its kinds of amount. They must make up the whole, or nobody knows what was paid."""
    day = packed_day(text_in(row, f"{{{CSN_TYPES}}}utbetdatum"))
    sums: dict[str, int] = {}
    for amount in row.iter(f"{{{CSN_TYPES}}}Belopp"):
        code = text_in(amount, f"{{{CSN_TYPES}}}beloppstyp")
        if not code:
            raise UnreadableError("payment")
        sums[code] = sums.get(code, 0) + whole_kronor(text_in(amount, f"{{{CSN_TYPES}}}totbelopp"))
    if sum(sums.values()) != whole_kronor(text_in(row, f"{{{CSN_TYPES}}}totbelopp")):
        raise UnreadableError("sum")
    for code, net in sums.items():
        yield Payment(payer="CSN", code=code, paid=day, net_ore=net)
