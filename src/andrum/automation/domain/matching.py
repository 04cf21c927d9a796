"""What is said beside what is paid: which register payment speaks of which income that the applicant has named.

An income that a register pays is counted as the register says. What the register cannot say becomes unknown. What
nobody has said but a register has paid becomes an income of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from andrum.automation.domain.answers import PAYERS, Answers, Paid, agency_json, payer_agency
from andrum.automation.domain.parameter_files import IncomeCodes, Limits
from andrum.kernel.periods import Month

JSON = object
UNKNOWN_INCOME: Final = "Det är inte känt om registret har betalat ut något."


@dataclass(frozen=True, slots=True)
class Said:
    """An income that the applicant has named; ``amount`` is None when it was left blank. Öre."""

    id: str
    member: str
    kind: str
    amount: int | None
    paid: str | None

    @property
    def month(self) -> str:
        """The month it was paid, ``2026-10``; empty when the day was left blank."""
        return (self.paid or "")[:7]


@dataclass(frozen=True, slots=True)
class RegisterFact:
    """A fact that a register gives: a value, or why it is unknown."""

    name: str
    agency: str
    value: JSON = None
    unknown_reason: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the applicant and the registers do not say the same of a group of incomes. Öre."""

    member: str
    group: str
    said: int
    registers: int
    about: tuple[str, ...]

    @property
    def size(self) -> int:
        """How large it is, whichever way."""
        return abs(self.said - self.registers)

    def as_json(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "member": self.member, "group": self.group, "said": self.said, "registers": self.registers,
            "about": list(self.about),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matched:
    """The register facts to record, and the differences that were seen."""

    facts: tuple[RegisterFact, ...]
    differences: tuple[Difference, ...]
    agreeing: tuple[str, ...] = ()


def said_incomes(facts: Mapping[str, JSON], codes: IncomeCodes) -> list[Said]:
    """The incomes among the applicant's own facts (name to value)."""
    rows = []
    for name, value in facts.items():
        if name.startswith("income.") and isinstance(value, Mapping):
            amount, paid, kind = value.get("amount"), value.get("paid"), value.get("kind")
            rows.append(
                Said(
                    id=name.removeprefix("income."),
                    member=str(value.get("member", "a")),
                    kind=codes.kind_of(kind) if isinstance(kind, str) else "",
                    amount=amount if isinstance(amount, int) else None,
                    paid=paid if isinstance(paid, str) else None,
                )
            )
    return rows


def match(said: Sequence[Said], answers: Answers, *, control: Month, codes: IncomeCodes, limits: Limits) -> Matched:
    """Lay what is said beside what is paid, member by member and group by group."""
    facts: list[RegisterFact] = []
    differences: list[Difference] = []
    said_by, paid_by = _grouped(said, answers.paid, control, codes)
    for member in answers.by_member:
        facts += _unknown_payers(member, answers, control)
    for member, group in sorted({*said_by, *paid_by}):
        own, paid = said_by.get((member, group), []), paid_by.get((member, group), [])
        agencies = codes.payer_agencies(group) or frozenset(payer_agency(row.payer) for row in paid)
        why = answers.failed_for(member, sorted(agencies)) if member in answers.by_member else ""
        if why:
            facts += [RegisterFact(f"income.{one.id}", _first(agencies), unknown_reason=why) for one in own]
            continue
        facts += _side_by_side(own, paid)
        difference = _difference(member, group, own, paid, limits)
        if difference is not None:
            differences.append(difference)
    return Matched(tuple(facts), tuple(differences))


def _grouped(
    said: Iterable[Said], paid: Iterable[Paid], control: Month, codes: IncomeCodes
) -> tuple[dict[tuple[str, str], list[Said]], dict[tuple[str, str], list[Paid]]]:
    said_by: dict[tuple[str, str], list[Said]] = defaultdict(list)
    paid_by: dict[tuple[str, str], list[Paid]] = defaultdict(list)
    for row in paid:
        paid_by[row.member, row.group].append(row)
    for one in said:
        group = codes.group_of(one.kind)
        if codes.is_paid_by_registers(group) and one.month in {"", str(control)}:
            said_by[one.member, group].append(one)
    return said_by, paid_by


def _unknown_payers(member: str, answers: Answers, control: Month) -> Iterable[RegisterFact]:
    """For a payer that has not answered: an income nobody knows the size of."""
    for agency in PAYERS:
        why = answers.failed.get((member, agency.value))
        if why:
            unknown = {"unknown": why}
            yield RegisterFact(
                f"income.{agency.value}.{member}", agency.value,
                {"id": f"{agency.value}.{member}", "member": member, "kind": unknown, "amount": unknown,
                 "paid": control.last_day.isoformat(), "net": True},
            )  # fmt: skip


def _side_by_side(said: Sequence[Said], paid: Sequence[Paid]) -> Iterable[RegisterFact]:
    """Give each payment to the income that speaks of it; what is left over stands alone or is said twice."""
    left, free = list(said), []
    for row in paid:
        own = next((one for one in left if one.kind == row.kind), None) or (
            left[0] if len(left) == len(paid) == 1 else None
        )
        if own is None:
            free.append(row)
            continue
        left.remove(own)
        yield _income(own.id, row, own.paid or row.paid.isoformat())
    for row in free:
        own = left.pop(0) if left else None
        yield _income(own.id if own else row.key, row, (own.paid if own else None) or row.paid.isoformat())
    if paid:
        for one in left:
            row = paid[0]
            value = {"id": one.id, "member": one.member, "kind": one.kind, "amount": 0,
                     "paid": row.paid.isoformat(), "net": True}  # fmt: skip
            yield RegisterFact(f"income.{one.id}", payer_agency(row.payer), value)


def _income(key: str, row: Paid, paid: str) -> RegisterFact:
    """``paid`` is the day that was said when it lies in the same month; the register's day otherwise."""
    day = paid if paid[:7] == row.paid.isoformat()[:7] else row.paid.isoformat()
    value = {"id": key, "member": row.member, "kind": row.kind, "amount": row.amount, "paid": day, "net": True}
    return RegisterFact(f"income.{key}", payer_agency(row.payer), value)


def _difference(
    member: str, group: str, said: Sequence[Said], paid: Sequence[Paid], limits: Limits
) -> Difference | None:
    total_said = sum(one.amount or 0 for one in said)
    total_paid = sum(row.amount for row in paid)
    if any(one.amount is None for one in said):  # left blank on purpose: the register fills it in
        total_said = total_paid
    if abs(total_said - total_paid) <= limits.register_tolerance_ore and bool(said) == bool(paid):
        return None
    if not total_said and not total_paid:
        return None
    about = (*(f"income.{one.id}" for one in said), *(f"income.{row.key}" for row in paid if not said))
    return Difference(member, group, total_said, total_paid, about)


def _first(agencies: Iterable[str]) -> str:
    return min(agencies, default="FK")


def agency_facts(answers: Answers) -> list[RegisterFact]:
    """Each agency's whole answer about each member, or why there is none."""
    facts = []
    for member, answer in answers.by_member.items():
        for agency, part in answer.by_agency().items():
            name, why = f"register.{member}.{agency.value}", answers.failed.get((member, agency.value), "")
            if part.data is None:
                facts.append(RegisterFact(name, agency.value, unknown_reason=why))
            else:
                facts.append(RegisterFact(name, agency.value, agency_json(part)))
    return facts
