"""What is said beside what is paid: which register payment speaks of which income that the applicant has named.

An income that a register pays is counted as the register says. What the register cannot say becomes unknown. What
nobody has said but a register has paid becomes an income of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from andrum.automation.domain.answers import BEHIND, Answers, Paid, agency_json, payer_agency
from andrum.automation.domain.parameter_files import IncomeCodes, Limits
from andrum.kernel.periods import Month

JSON = object
NOBODY_ANSWERED: Final = "Registren har inte svarat."
By = dict[tuple[str, str], list["Said"]]
PaidBy = dict[tuple[str, str], list[Paid]]


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
    """Where the applicant and the registers do not say the same of a group of incomes. Öre.

    ``said`` is None when nothing was said; 0 when 0 kr was said. ``said_of`` is the member whom it was said of, when
    the register has paid it to another.
    """

    member: str
    group: str
    said: int | None
    registers: int
    about: tuple[str, ...]
    said_of: str = ""

    @property
    def kind(self) -> str:
        """Which sort of difference, as the municipality's parameter names it."""
        if self.said_of:
            return "other_member"
        if self.said is None:
            return "paid_not_said"
        return "amount_differs" if self.registers else "said_not_paid"

    @property
    def size(self) -> int:
        """How large it is, whichever way."""
        return abs((self.said or 0) - self.registers)

    def as_json(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "member": self.member, "group": self.group, "said": self.said, "registers": self.registers,
            "about": list(self.about), "said_of": self.said_of,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matched:
    """The register facts to record, and the differences that were seen."""

    facts: tuple[RegisterFact, ...]
    differences: tuple[Difference, ...]


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
    for said_of, member, group in _said_of_another(said_by, paid_by, limits):
        own, paid = said_by.pop((said_of, group)), paid_by.pop((member, group))
        facts += _side_by_side(own, paid)
        about = tuple(f"income.{one.id}" for one in own)
        differences.append(Difference(member, group, _said_total(own, paid), _total(paid), about, said_of))
    for member, group in sorted({*said_by, *paid_by}):
        if member not in answers.by_member:
            continue  # nobody has asked about them: what is said stands, and a check tells that it was not asked
        own, paid = said_by.get((member, group), []), paid_by.get((member, group), [])
        payers = codes.payers_of(group) or {row.payer for row in paid}
        if why := answers.silent_for(member, sorted(payers)):
            facts += _as_far_as_known(own, paid, why, sorted(payers))
            continue
        facts += _side_by_side(own, paid)
        difference = _difference(member, group, own, paid, limits)
        if difference is not None:
            differences.append(difference)
    return Matched(tuple(facts), tuple(differences))


def _said_of_another(said_by: By, paid_by: PaidBy, limits: Limits) -> list[tuple[str, str, str]]:
    """What is said of one member and paid to another: ``(said of, paid to, group)``, so that it is counted once."""
    found = []
    for group in sorted({group for _member, group in said_by}):
        saying = [one for one, what in said_by if what == group and (one, group) not in paid_by]
        paid_to = [one for one, what in paid_by if what == group and (one, group) not in said_by]
        if len(saying) == len(paid_to) == 1:
            own, paid = said_by[saying[0], group], paid_by[paid_to[0], group]
            if abs(_said_total(own, paid) - _total(paid)) <= limits.register_tolerance_ore:
                found.append((saying[0], paid_to[0], group))
    return found


def _as_far_as_known(
    own: Sequence[Said], paid: Sequence[Paid], why: str, payers: Sequence[str]
) -> Iterable[RegisterFact]:
    """Some payer is silent: what the others have paid is counted, and the rest of what is said is unknown."""
    left = list(own)
    for row in paid:
        one = next((one for one in left if one.kind == row.kind), None)
        if one is not None:
            left.remove(one)
        yield _income(one.id if one else row.key, row, (one.paid if one else None) or row.paid.isoformat())
    for one in left:
        yield RegisterFact(f"income.{one.id}", payer_agency(payers[0]), unknown_reason=why)


def _grouped(said: Iterable[Said], paid: Iterable[Paid], control: Month, codes: IncomeCodes) -> tuple[By, PaidBy]:
    said_by: By = defaultdict(list)
    paid_by: PaidBy = defaultdict(list)
    for row in paid:
        paid_by[row.member, row.group].append(row)
    for one in said:
        group = codes.group_of(one.kind)
        if codes.is_paid_by_registers(group) and one.month in {"", str(control)}:
            said_by[one.member, group].append(one)
    return said_by, paid_by


def _unknown_payers(member: str, answers: Answers, control: Month) -> Iterable[RegisterFact]:
    """For a payer that has not answered: an income nobody knows the size of. One line where all are silent."""
    silent = {payer: why for (whose, payer), why in answers.silent.items() if whose == member}
    lines: dict[str, str] = {}
    for agency, behind in BEHIND.items():
        away = [payer for payer in behind if payer in silent]
        lines |= {agency.value: silent[away[0]]} if len(away) == len(behind) else {one: silent[one] for one in away}
    if len(silent) == sum(len(behind) for behind in BEHIND.values()):
        lines = {"SSBT": NOBODY_ANSWERED}
    for payer, why in lines.items():
        unknown = {"unknown": why}
        yield RegisterFact(
            f"income.{payer}.{member}", payer_agency(payer),
            {"id": f"{payer}.{member}", "member": member, "kind": unknown, "amount": unknown,
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
    total_said, total_paid = _said_total(said, paid), _total(paid)
    if abs(total_said - total_paid) <= limits.register_tolerance_ore and bool(said) == bool(paid):
        return None
    if not total_said and not total_paid:
        return None
    about = (*(f"income.{one.id}" for one in said), *(f"income.{row.key}" for row in paid if not said))
    return Difference(member, group, total_said if said else None, total_paid, about)


def _total(paid: Sequence[Paid]) -> int:
    return sum(row.amount for row in paid)


def _said_total(said: Sequence[Said], paid: Sequence[Paid]) -> int:
    """All that is said; a line left blank on purpose is filled in by the register."""
    known = sum(one.amount or 0 for one in said)
    return max(known, _total(paid)) if any(one.amount is None for one in said) else known


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
