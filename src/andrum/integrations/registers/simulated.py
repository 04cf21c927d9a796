"""Made-up registers: the same question always has the same answer. For the demo, for tests and for trying faults.

Who is paid what stands in ``persons.json`` or ``persons.yaml`` in ``$ANDRUM_DATA/registers``, or else in the demo's
file beside this one. ``$ANDRUM_DATA/registers/faults`` makes the service fail: one word a line, ``down``, ``slow 3``
(seconds), ``garbled``, or an agency and what it does: ``FK error``, ``SO nothing``, ``FK partial``.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from django.conf import settings

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError, register_answers
from andrum.kernel.periods import Month

OWN_FILE: Final = Path(__file__).parent / "persons.yaml"
FILES: Final = ("persons.json", "persons.yaml")
MAX_BYTES: Final = 50_000_000
LONGEST_WAIT: Final = 30.0
WHAT: Final = frozenset({"error", "nothing", "partial"})
Agency = register_answers.Agency
Row = Mapping[str, object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with the service now. ``agencies`` says what an agency does instead of answering."""

    is_down: bool = False
    is_garbled: bool = False
    seconds: float = 0.0
    agencies: tuple[tuple[str, str], ...] = ()


class SimulatedRegisters:
    """Answers as SSBTEK does, from a file of made-up persons. One who is not in the file has no payments at all.

    Args:
        folder: Where the persons and the faults lie; ``$ANDRUM_DATA/registers`` when left out.
        sleep: How to wait; replaced in tests.
    """

    def __init__(self, folder: Path | None = None, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._folder = folder or Path(settings.DATA) / "registers"
        self._sleep = sleep

    def ask(
        self, *, person_number: str, from_date: date, to_date: date, purpose: str, legal_basis: str,
        matter_reference: str, asked_at: datetime,
    ) -> register_answers.RegisterAnswer:  # fmt: skip
        """What the made-up agencies say. See the port.

        Raises:
            RegistersUnavailableError: when the faults file says ``down``, or the question lacks purpose or provision.
            GarbledAnswerError: when it says ``garbled``, or the persons' file cannot be read.
        """
        if not (purpose and legal_basis and matter_reference):
            raise RegistersUnavailableError("question_incomplete")
        faults = _faults(self._folder / "faults")
        if faults.seconds:
            self._sleep(faults.seconds)
        if faults.is_down:
            raise RegistersUnavailableError("down")
        if faults.is_garbled:
            raise GarbledAnswerError("cut_off")
        row = self._row(person_number)
        months = list(_months(from_date, to_date))
        answer = _answer(row, person_number=person_number, months=months, asked_at=asked_at)
        return _spoiled(answer, {**_own_faults(row), **dict(faults.agencies)})

    def _row(self, person_number: str) -> Row:
        for path in (*(self._folder / name for name in FILES), OWN_FILE):
            try:
                state = path.stat()
            except OSError:
                continue
            row = _persons(path, state.st_mtime_ns, state.st_size).get(person_number, {})
            if not isinstance(row, Mapping):
                raise GarbledAnswerError("person")
            return row
        return {}


@lru_cache(maxsize=4)
def _persons(path: Path, changed: int, size: int) -> Row:  # noqa: ARG001 - a changed file is read anew
    try:
        if size > MAX_BYTES:
            raise ValueError(size)
        text = path.read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=_loader())  # noqa: S506 - safe
        persons = content["persons"]
        if not isinstance(persons, Mapping):
            raise TypeError("persons")
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError, RecursionError):
        raise GarbledAnswerError("persons_file") from None
    return {str(number): row for number, row in persons.items()}


def _loader() -> Any:  # noqa: ANN401 - the fast loader is there or not, by how PyYAML was built
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _faults(path: Path) -> Faults:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Faults()
    found, agencies = Faults(), {}
    for words in (line.split("#")[0].split() for line in lines):
        match words:
            case ["down"]:
                found = replace(found, is_down=True)
            case ["garbled"]:
                found = replace(found, is_garbled=True)
            case ["slow"]:
                found = replace(found, seconds=2.0)
            case ["slow", number] if number.replace(".", "", 1).isdigit():
                found = replace(found, seconds=min(float(number), LONGEST_WAIT))
            case [agency, what] if agency in Agency.__members__ and what in WHAT:
                agencies[agency] = what
    return replace(found, agencies=tuple(agencies.items()))


def _own_faults(row: Row) -> dict[str, str]:
    faults = row.get("faults", {})
    if (
        not isinstance(faults, Mapping)
        or not set(faults.values()) <= WHAT
        or not set(faults) <= set(Agency.__members__)
    ):
        raise GarbledAnswerError("faults")
    return {str(agency): str(what) for agency, what in faults.items()}


def _months(first: date, last: date) -> Iterator[Month]:
    month = Month.of(first)
    while month <= Month.of(last):
        yield month
        month = month.shift(1)


def _answer(
    row: Row, *, person_number: str, months: list[Month], asked_at: datetime
) -> register_answers.RegisterAnswer:
    try:
        payments = [payment for line in _lines(row, "payments") for payment in _payments(line, months)]
        payments = [payment for payment in payments if payment.paid <= asked_at.date()]
        return register_answers.RegisterAnswer(
            person_number=person_number, answered_at=asked_at, correlation_id=_correlation(person_number, asked_at),
            af=register_answers.AgencyAnswer(data=_job_seeker(row)),
            csn=register_answers.AgencyAnswer(data=register_answers.StudySupport(_of(payments, "CSN"))),
            fk=register_answers.AgencyAnswer(data=_social_insurance(payments)),
            skv=register_answers.AgencyAnswer(data=_made(register_answers.CapitalIncome, row.get("capital", {}))),
            so=register_answers.AgencyAnswer(data=_fund(payments)),
            tns=register_answers.AgencyAnswer(data=register_answers.Vehicles(
                tuple(_made(register_answers.Vehicle, line) for line in _lines(row, "vehicles")))),
            miv=register_answers.AgencyAnswer(data=register_answers.Permits(
                tuple(_made(register_answers.Permit, line) for line in _lines(row, "permits")))),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        raise GarbledAnswerError("person") from None


def _correlation(person_number: str, asked_at: datetime) -> str:
    return sha256(f"{person_number}|{asked_at.isoformat()}".encode()).hexdigest()[:32]


def _lines(row: Row, name: str) -> list[Row]:
    lines = row.get(name, [])
    if not isinstance(lines, list) or not all(isinstance(line, Mapping) for line in lines):
        raise TypeError(name)
    return lines


def _payments(line: Row, months: list[Month]) -> Iterator[register_answers.Payment]:
    """A payment that comes each month on a day, from a month, to a month; ``amounts`` gives a month its own amount."""
    amounts = line.get("amounts", {})
    if not isinstance(amounts, Mapping):
        raise TypeError("amounts")
    first, last = str(line.get("from", "")), str(line.get("to", "9999-12"))
    for month in months:
        amount = amounts[str(month)] if str(month) in amounts else line["net_ore"]
        if not first <= str(month) <= last or not amount:
            continue
        yield register_answers.Payment(
            payer=_text(line["payer"]), code=_text(line["code"]), part=_text(line.get("part", "")),
            paid=date(month.year, month.month, min(_whole(line.get("day", 25)), month.days)), net_ore=_whole(amount),
        )  # fmt: skip


def _of(
    payments: list[register_answers.Payment], payer: str
) -> tuple[register_answers.Payment, ...]:  # fmt: skip
    return tuple(payment for payment in payments if payment.payer == payer)


def _social_insurance(payments: list[register_answers.Payment]) -> register_answers.SocialInsurance:
    return register_answers.SocialInsurance(
        tuple(register_answers.Supplier(name, payments=_of(payments, name)) for name in ("FK", "PM"))
    )


def _fund(payments: list[register_answers.Payment]) -> register_answers.UnemploymentFund:
    paid = _of(payments, "SO")
    return register_answers.UnemploymentFund("Älvboda a-kassa (påhittad)" if paid else "", paid)


def _job_seeker(row: Row) -> register_answers.JobSeeker:
    given = row.get("job_seeker", True)
    if isinstance(given, bool):
        return register_answers.JobSeeker(is_job_seeker=given, is_protected=row.get("is_protected") is True)
    return _made(register_answers.JobSeeker, given)


def _made(kind: type[T], values: object) -> T:
    """The dataclass from a mapping; days may be text. Raises TypeError for a field that it does not have."""
    if not isinstance(values, Mapping):
        raise TypeError(kind.__name__)
    known = {field.name: str(field.type) for field in fields(kind)}  # type: ignore[arg-type]
    given = {
        name: date.fromisoformat(value) if isinstance(value, str) and "date" in known.get(name, "") else value
        for name, value in values.items()
    }
    return kind(**given)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("amount")
    return value


def _spoiled(answer: register_answers.RegisterAnswer, faults: Mapping[str, str]) -> register_answers.RegisterAnswer:
    """The answer with the faults: a named error, nothing, or for FK one of the two behind it that is away."""
    changed: dict[str, Any] = {}
    for agency, what in faults.items():
        if what == "error":
            error = register_answers.AgencyError(agency, "TIMEOUT", ("Tjänsten svarade inte i tid.",))
            changed[agency.lower()] = register_answers.AgencyAnswer(error=error)
        elif what == "nothing":
            changed[agency.lower()] = register_answers.AgencyAnswer()
        elif agency == "FK" and answer.fk.data is not None:
            kept = tuple(
                register_answers.Supplier(one.name, state="OTILLGANGLIG") if one.name == "PM" else one
                for one in answer.fk.data.suppliers
            )
            changed["fk"] = register_answers.AgencyAnswer(data=register_answers.SocialInsurance(kept))
    return replace(answer, **changed)
