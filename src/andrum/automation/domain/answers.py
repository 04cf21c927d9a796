"""What the registers answered, as facts of the matter. Nothing answered is unknown, never zero."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from andrum.automation.domain.parameter_files import IncomeCode, IncomeCodes
from andrum.automation.domain.register_answers import (
    AGENCY_WORDS,
    Agency,
    AnyAnswer,
    Payment,
    RegisterAnswer,
    SocialInsurance,
    UnemploymentFund,
)
from andrum.kernel.periods import Month

PAYERS: Final = (Agency.FK, Agency.SO, Agency.CSN)
"""The agencies that pay out money; FK answers for Pensionsmyndigheten too."""
BEHIND: Final = {Agency.FK: ("FK", "PM"), Agency.SO: ("SO",), Agency.CSN: ("CSN",)}
"""The payers that each of them answers for."""
NOT_IN_KEYS: Final = re.compile(r"[^A-Za-z0-9_-]")
"""A code that nobody has heard of may be written in any way; the rulebook's keys are plain."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What one payer paid one member of one kind in one month, all payments together. Öre.

    ``amount`` is never less than what was paid out: a correction (``corrected``, a negative amount) is told of and not
    counted, since nobody knows which month it belongs to.
    """

    member: str
    payer: str
    code: str
    kind: str
    group: str
    amount: int
    paid: date
    is_listed: bool
    words: str = ""
    corrected: int = 0

    @property
    def key(self) -> str:
        """Name among the incomes when nobody has said it: ``FK.a.FP``."""
        code = NOT_IN_KEYS.sub(lambda found: f"-{ord(found[0]):x}", self.code)
        return f"{self.payer}.{self.member}.{code}"[:80]


@dataclass(slots=True)
class Answers:
    """Everything the registers said about a household, read once.

    Args:
        by_member: The whole answer by the member's key.
        failed: ``{(member, agency): why}`` for those that gave an error or nothing, or only a part.
        silent: ``{(member, payer): why}`` for the payers that nothing is known of; the other of two may have answered.
        paid: What was paid in the control month.
        before: What was paid in the month before it.
        expected: What is said to come in the control month and has not been paid.
    """

    by_member: Mapping[str, RegisterAnswer]
    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    silent: dict[tuple[str, str], str] = field(default_factory=dict)
    paid: list[Paid] = field(default_factory=list)
    before: list[Paid] = field(default_factory=list)
    expected: list[Paid] = field(default_factory=list)

    def silent_for(self, member: str, payers: Iterable[str]) -> str:
        """Why one of the payers is unknown for the member; empty when all are known."""
        return next((self.silent[member, payer] for payer in payers if (member, payer) in self.silent), "")


def read_answers(by_member: Mapping[str, RegisterAnswer], *, control: Month, codes: IncomeCodes) -> Answers:
    """Sort the answers: who failed, and what was paid in the control month and the month before."""
    found = Answers(by_member)
    for member, answer in by_member.items():
        for agency, part in answer.by_agency().items():
            why = _why_failed(agency, part, codes)
            if why:
                found.failed[member, agency.value] = why
                found.silent.update({(member, payer): why for payer in _silent(agency, part, codes)})
        payments = list(_payments(answer))
        found.paid += _summed(member, payments, control, codes)
        found.before += _summed(member, payments, control.shift(-1), codes)
        found.expected += _summed(member, _still_to_come(answer, payments), control, codes)
    return found


OWN_CODES: Final = {
    "UNREADABLE": "Svaret från {who} går inte att läsa.",
    "PAUSED": "{who} har inte svarat på många frågor i rad och är inte tillfrågad.",
    "TIMEOUT": "{who} svarade inte i tid.",
}
"""What our own connection, and SSBTEK, say most often; an agency's own code is repeated."""


def _why_failed(agency: Agency, part: AnyAnswer, codes: IncomeCodes) -> str:
    if part.error is not None:
        words = OWN_CODES.get(part.error.code, "{who} svarade med ett fel ({code}).")
        return words.format(who=agency.words, code=part.error.code)
    if part.data is None:
        return f"{agency.words} svarade inte."
    if away := _silent(agency, part, codes):
        return f"{' och '.join(AGENCY_WORDS[payer] for payer in away)} svarade inte."
    return ""


def _silent(agency: Agency, part: AnyAnswer, codes: IncomeCodes) -> tuple[str, ...]:
    """The payers behind an agency that nothing, or not everything, is known of."""
    behind = BEHIND.get(agency, ())
    if isinstance(part.data, UnemploymentFund):
        return () if all(status in codes.answers for status in part.data.statuses) else behind
    if not isinstance(part.data, SocialInsurance):
        return () if part.data is not None else behind
    whole = {one.name for one in part.data.suppliers if one.state == "OK" and not one.deviations}
    return tuple(payer for payer in behind if payer not in whole)


def _payments(answer: RegisterAnswer) -> Iterable[Payment]:
    if answer.fk.data is not None:
        for supplier in answer.fk.data.suppliers:
            yield from supplier.payments
    if answer.so.data is not None:
        yield from answer.so.data.payments
    if answer.csn.data is not None:
        yield from answer.csn.data.payments


def _still_to_come(answer: RegisterAnswer, paid: Iterable[Payment]) -> Iterable[Payment]:
    """Payments that an agency has announced and that are not among those it has made."""
    made = {(one.payer, one.code, one.paid) for one in paid}
    coming = [one for supplier in answer.fk.data.suppliers for one in supplier.preliminary] if answer.fk.data else []
    coming += answer.csn.data.preliminary if answer.csn.data is not None else ()
    yield from (one for one in coming if (one.payer, one.code, one.paid) not in made)


def _summed(member: str, payments: Iterable[Payment], month: Month, codes: IncomeCodes) -> list[Paid]:
    sums: dict[tuple[str, str], list[Payment]] = defaultdict(list)
    for payment in payments:
        if Month.of(payment.paid) == month:
            sums[payment.payer, payment.code].append(payment)
    return [_paid(member, payer, code, rows, codes) for (payer, code), rows in sorted(sums.items())]


def _paid(member: str, payer: str, code: str, rows: list[Payment], codes: IncomeCodes) -> Paid:
    known: IncomeCode | None = codes.find(payer, code)
    return Paid(
        member=member, payer=payer, code=code, kind=known.kind if known else "other",
        group=known.group if known else f"{payer}:{code}", amount=sum(max(row.net_ore, 0) for row in rows),
        paid=max(row.paid for row in rows), is_listed=known is not None and known.is_confirmed,
        words=known.words if known else "", corrected=sum(min(row.net_ore, 0) for row in rows),
    )  # fmt: skip


def payer_agency(payer: str) -> str:
    """The agency that answers for a payer."""
    return "FK" if payer == "PM" else payer


def agency_json(part: AnyAnswer) -> object:
    """One agency's data as JSON for the step and the fact: days as text, amounts in öre."""
    return _plain(part.data)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    slots = getattr(type(value), "__slots__", None)
    if slots:
        return {name: _plain(getattr(value, name)) for name in slots}
    return value
