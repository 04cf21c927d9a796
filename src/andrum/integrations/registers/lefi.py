"""LEFI, version 9: the question and the answer of Försäkringskassan and Pensionsmyndigheten, JSON in base64."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from andrum.automation.service import register_answers
from andrum.integrations.registers.messages import UnreadableError
from andrum.integrations.registers.reading import code_of, day, mapping, ore, rows, word

Payment = register_answers.Payment
FK_GROUPS: Final = (
    "FK:ABB", "FK:AP", "FK:AS", "FK:BOB", "FK:BST", "FK:BTI", "FK:DPE", "FK:EJO", "FK:ET", "FK:FP", "FK:FSJP", "FK:GP",
    "FK:HE", "FK:MABB", "FK:MEK", "FK:NP", "FK:OMV", "FK:PJOB", "FK:PROG", "FK:RBE", "FK:SA", "FK:SBP", "FK:SJP",
    "FK:TFP", "FK:US", "FK:VB", "FK:YL",
)  # fmt: skip
PM_GROUPS: Final = ("PM:AP", "PM:BTI", "PM:EF")
COMPANIES: Final = {1001: "FK", 1003: "PM"}
PAYING_LISTS: Final = ("utbetalningar", "preliminaraUtbetalningar")
TWICE: Final = "DUBBEL"
"""Pensionsmyndigheten's payment stands in both structures of the answer, so nobody knows if it was made once."""
LARGEST: Final = 2 * 1024 * 1024


def question(*, person_number: str, from_date: date, to_date: date) -> bytes:
    """What is asked: payments made and to come, of every kind that there is. No more than a calculation needs."""
    groups = [*FK_GROUPS, *PM_GROUPS]
    asked = {
        "personnummer": person_number,
        "period": {"from": from_date.isoformat(), "tom": to_date.isoformat()},
        "preliminaraUtbetalningar": groups,
        "utbetalningar": groups,
    }
    return base64.b64encode(json.dumps(asked).encode())


def decoded(text: str, *, most: int = LARGEST) -> bytes:
    """The bytes of a base64 text. Raises UnreadableError."""
    if len(text) > most * 2:
        raise UnreadableError("too_large")
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableError("not_base64") from None


def answer(text: str) -> register_answers.SocialInsurance:
    """The answer of both, from base64.

    Raises:
        UnreadableError: when anything of it is not what the contract says.
    """
    try:
        content = mapping(json.loads(decoded(text), parse_float=Decimal, parse_constant=_no_number))
    except (ValueError, RecursionError, ArithmeticError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError("not_json") from None
    states = dict(_state(row) for row in rows(content.get("utlamnare")))
    if not states:
        raise UnreadableError("no_supplier")
    fk = mapping(content.get("formansinformation") or {})
    paid = [*_of_fk(fk.get("utbetalningsuppgift")), *_of_pm(content.get("utbetalningar"))]
    coming = [*_of_fk(fk.get("preliminarautbetalningar")), *_of_pm(content.get("preliminaraUtbetalningar"))]
    deviations = list(_deviations(mapping(content.get("avvikelser") or {})))
    deviations += _twice(list(_of_fk(fk.get("utbetalningsuppgift"))), list(_of_pm(content.get("utbetalningar"))))
    names = ["FK", "PM"]
    return register_answers.SocialInsurance(tuple(
        register_answers.Supplier(
            name, state=states.get(name, "SAKNAS"), payments=_by(paid, name), preliminary=_by(coming, name),
            deviations=tuple(words for whose, words in deviations if whose == name),
        )
        for name in names
    ))  # fmt: skip


def _no_number(name: str) -> object:
    """NaN and Infinity, which JSON does not have and Python reads."""
    del name
    raise UnreadableError("amount")


def _state(row: Mapping[str, object]) -> tuple[str, str]:
    name = word(mapping(row.get("utlamnare")).get("kod"))
    state = word(mapping(row.get("tillstand")).get("kod"))
    if name not in COMPANIES.values() or state not in {"OK", "FELANDE", "OTILLGANGLIG"}:
        raise UnreadableError("supplier")
    return name, state


def _of_fk(value: object) -> Iterable[Payment]:
    for row in rows(value):
        company, net = mapping(row.get("foretag")).get("id"), mapping(row.get("nettobelopp"))
        if not isinstance(company, int) or company not in COMPANIES or word(net.get("valuta")) != "SEK":
            raise UnreadableError("payment")
        span = mapping(row.get("period") or {})
        yield Payment(
            payer=COMPANIES[company], code=_needed(mapping(row.get("formansfamilj")).get("id")),
            part=word(mapping(row.get("typ") or {}).get("beskrivning")), paid=day(word(row.get("datum"))),
            net_ore=ore(net.get("summa")), period_from=_loose_day(span.get("fran")),
            period_to=_loose_day(span.get("till")),
        )  # fmt: skip


def _of_pm(value: object) -> Iterable[Payment]:
    for row in rows(value):
        span = mapping(row.get("utbetalningsperiod") or {})
        groups = {_needed(mapping(line.get("formansgrupp")).get("kod")) for line in rows(row.get("utbetalningsrader"))}
        if not groups <= set(PM_GROUPS) or not groups:
            raise UnreadableError("payment")
        # What is paid after deductions is one sum: of several benefits nobody can say which is how much.
        code = "+".join(sorted(group.partition(":")[2] for group in groups))
        yield Payment(
            payer="PM", code=code, paid=day(word(row.get("utbetalningsdatum"))), net_ore=ore(row.get("nettobelopp")),
            period_from=_loose_day(span.get("from")), period_to=_loose_day(span.get("tom")),
        )  # fmt: skip


def _needed(value: object) -> str:
    text = word(value)
    if not text:
        raise UnreadableError("payment")
    return text


def _loose_day(value: object) -> date | None:
    """A day; None for an open end, or for a month without a day, which says nothing that is calculated with."""
    text = word(value)
    return day(text) if len(text) == 10 else None


def _deviations(content: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """What could not be given, as ``(supplier, words)``, where it is about payments."""
    for name in PAYING_LISTS:
        for row in rows(content.get(name)):
            group = _needed(mapping(row.get("formansgrupp")).get("kod"))
            why = code_of(word(mapping(row.get("avvikelse")).get("kod")))
            yield group.partition(":")[0], f"{code_of(group)} {why}"


def _twice(first: list[Payment], second: list[Payment]) -> list[tuple[str, str]]:
    days = {(row.payer, row.paid) for row in first}
    return [(row.payer, TWICE) for row in second if (row.payer, row.paid) in days][:1]


def _by(payments: list[Payment], name: str) -> tuple[Payment, ...]:
    return tuple(row for row in payments if row.payer == name)
