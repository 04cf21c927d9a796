"""What the registers answered beside what is said. Nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from andrum.automation.domain.answers import Answers, read_answers
from andrum.automation.domain.matching import Matched, RegisterFact, agency_facts, match, said_incomes
from andrum.automation.domain.parameter_files import IncomeCodes, Limits
from andrum.automation.domain.register_answers import RegisterAnswer
from andrum.automation.models import Run
from andrum.cases.service import FactValue, FactView
from andrum.kernel.periods import Month

NO_LONGER: Final = "Registret visar inte längre någon utbetalning."


@dataclass(frozen=True, slots=True)
class Compared:
    """What the registers answered beside what is said: as read, as matched, and the facts that are to be recorded."""

    read: Answers = field(default_factory=lambda: Answers({}))
    matched: Matched = field(default_factory=lambda: Matched((), ()))
    facts: Sequence[FactValue] = ()


def compare_answers(
    *, run: Run, answers: Mapping[str, RegisterAnswer], views: Mapping[str, list[FactView]], limits: Limits,
    codes: IncomeCodes, at: datetime,
) -> Compared:  # fmt: skip
    """Put the registers' facts beside what is said. Nothing is kept. ``views`` are the month's facts as they stand."""
    control = Month.parse(run.month).shift(-1)
    read = read_answers(answers, control=control, codes=codes)
    said = {
        name: row.value
        for name, rows in views.items()
        for row in rows
        if row.source == "citizen" and not row.is_unknown
    }
    matched = match(said_incomes(said, codes), read, control=control, codes=codes, limits=limits)
    wanted = [*agency_facts(read), *matched.facts]
    fresh = {(fact.name, fact.agency) for fact in wanted}
    gone = [
        _no_longer_paid(name, row.source_detail, is_said=name in said)
        for name, rows in views.items() for row in rows
        if row.source == "register" and (name, row.source_detail) not in fresh and name.startswith("income.")
    ]  # fmt: skip
    return Compared(read, matched, [_value(fact, run.month, at) for fact in (*wanted, *gone)])


def _no_longer_paid(name: str, agency: str, *, is_said: bool) -> RegisterFact:
    """A payment that the register told of before and not now: gone, unless the applicant says it; then unknown."""
    if is_said:
        return RegisterFact(name, agency, unknown_reason=NO_LONGER)
    return RegisterFact(name, agency, {"id": name.partition(".")[2], "removed": True})


def _value(fact: RegisterFact, month: str, at: datetime) -> FactValue:
    return FactValue(
        name=fact.name, month=month, value=fact.value,  # type: ignore[arg-type]  # made of JSON parts only
        unknown_reason=fact.unknown_reason, source="register", source_detail=fact.agency, retrieved_at=at,
    )  # fmt: skip
