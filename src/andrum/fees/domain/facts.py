"""The names of the facts that a fee is made from, and how they become the rulebook's household.

Every fact holds from its month until the same source says something newer. Amounts are whole öre; an income is
``{"amount", "times", "net"}``, amounts each time it is paid and times a year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from andrum.fees.domain.kinds import CHANGE_KINDS, HOUSING_FORMS, INCOME_KINDS, RELATIONS
from andrum.kernel.periods import Month
from andrum.law.service import FeeChange, FeeHousehold, FeeHousing, FeeIncome, FeePerson, FeeService, Unknown

PREFIX: Final = "fee."
INCOME: Final = "fee.income."
PARTNER_INCOME: Final = "fee.partner_income."
HOUSING: Final = "fee.housing."
PARTNER_HOUSING: Final = "fee.partner_housing."
CHANGE: Final = "fee.change."
TOLD: Final = "fee.incomes_told"
PARTNER_TOLD: Final = "fee.partner_incomes_told"
RELATION: Final = "fee.relation"
TOGETHER: Final = "fee.living_together"
PARTNER_BORN: Final = "fee.partner_born"
INFORMATION: Final = "fee.information"
HOUSING_PARTS: Final = {
    "form": "bostadens form", "rent": "hyra eller avgift i månaden", "electricity_included": "hushållsel ingår i hyran",
    "interest": "ränta på lån för bostaden, om året", "ground_rent": "tomträttsavgäld om året",
    "property_fee": "fastighetsavgift om året", "area": "bostadens yta i kvadratmeter",
    "shared_by": "hur många som delar kostnaden",
}  # fmt: skip
AMOUNT_PARTS: Final = frozenset({"rent", "interest", "ground_rent", "property_fee"})
NOT_SAID: Final = Unknown("uppgiften saknas")


class SaidFact(Protocol):
    """One source's value of a fact, as the register reads it; the first of several is the one that counts."""

    @property
    def value(self) -> object:
        """The value; None when it is unknown."""

    @property
    def unknown_reason(self) -> str:
        """Why it is not known."""

    @property
    def is_unknown(self) -> bool:
        """True when the source could not say."""

    @property
    def source(self) -> str:
        """``citizen``, ``register``, ``document`` or ``caseworker``."""

    @property
    def recorded_at(self) -> datetime:
        """When it was recorded."""


Facts = Mapping[str, Sequence[SaidFact]]


@dataclass(frozen=True, slots=True)
class RunningService:
    """A granted service as it runs in a month; ``measure`` and ``quantity`` as they were granted for a whole one."""

    key: str
    kind: str
    measure: str
    quantity: int | None
    level: str
    from_date: date
    to_date: date | None

    def is_partial_in(self, month: Month) -> bool:
        """True when it begins or ends inside the month."""
        begins = month.first_day < self.from_date <= month.last_day
        return begins or (self.to_date is not None and month.first_day <= self.to_date < month.last_day)

    def as_law(self, month: Month, *, absent_days: int = 0) -> FeeService:
        """The service as the rulebook wants it; in a month unlike others the measure is said to be of a whole one."""
        measured: dict[str, Any] = {}
        if self.measure == "level":
            measured["level"] = self.level
        elif self.measure != "whole" and self.quantity is not None:
            measured[self.measure] = self.quantity
        starts = self.from_date if self.from_date > month.first_day else None
        ends = self.to_date if self.to_date is not None and self.to_date < month.last_day else None
        if self.quantity is not None and (starts is not None or ends is not None or absent_days):
            measured["planned"] = True
        return FeeService(id=self.key, kind=self.kind, starts=starts, ends=ends, **measured)


def counting(facts: Facts, name: str) -> object | Unknown:
    """The value that counts; Unknown with the reason when the source that counts could not say, or nobody has said."""
    views = facts.get(name)
    if not views:
        return NOT_SAID
    first = views[0]
    return Unknown(first.unknown_reason) if first.is_unknown else first.value


def household_of(
    *, month: Month, born: date, facts: Facts, services: Sequence[RunningService], absent_days: int
) -> FeeHousehold:
    """Everything the rulebook needs, of what is known; what nobody has said is Unknown and never nothing."""
    relation = counting(facts, RELATION)
    has_partner = relation in ("married", "cohabiting")
    partner = None
    if has_partner:
        partner = FeePerson(
            id="partner", born=_day(counting(facts, PARTNER_BORN)),
            incomes=_incomes(facts, PARTNER_INCOME, PARTNER_TOLD), housing=_housing(facts, PARTNER_HOUSING),
        )  # fmt: skip
    information = counting(facts, INFORMATION)
    return FeeHousehold(
        month=month,
        person=FeePerson(
            id="person", born=born, incomes=_incomes(facts, INCOME, TOLD), housing=_housing(facts, HOUSING),
            changes=_changes(facts),
        ),
        services=tuple(service.as_law(month, absent_days=absent_days) for service in services),
        relation=_one_of(relation, RELATIONS), partner=partner,
        living_together=_together(facts) if has_partner else True, absent_days=absent_days,
        income_information="not_given" if information == "not_given" else "given",
    )  # fmt: skip


def _incomes(facts: Facts, prefix: str, told: str) -> tuple[FeeIncome, ...] | Unknown:
    found = tuple(
        _income(name.removeprefix(prefix), counting(facts, name)) for name in sorted(facts) if name.startswith(prefix)
    )
    kept = tuple(income for income in found if income is not None)
    if counting(facts, told) is True or any(not isinstance(income.amount, Unknown) for income in kept):
        return kept
    return kept or Unknown("inkomsterna saknas")


def _income(kind: str, value: object | Unknown) -> FeeIncome | None:
    if isinstance(value, Unknown):
        return FeeIncome(id=kind, kind=kind, amount=value)
    if not isinstance(value, Mapping) or value.get("removed"):
        return None
    amount, times, net = value.get("amount"), value.get("times", 12), value.get("net")
    return FeeIncome(
        id=kind, kind=kind if kind in INCOME_KINDS else Unknown(f"inkomstslaget {kind} är inte känt"),
        amount=amount if isinstance(amount, int) else NOT_SAID, times=times if isinstance(times, int) else NOT_SAID,
        **({} if net is None else {"net": bool(net)}),
    )  # fmt: skip


def _housing(facts: Facts, prefix: str) -> FeeHousing:
    said: dict[str, Any] = {}
    for part in HOUSING_PARTS:
        if prefix + part in facts:
            value = counting(facts, prefix + part)
            said[part] = _one_of(value, HOUSING_FORMS) if part == "form" else value
    return FeeHousing(**said)


def _changes(facts: Facts) -> tuple[FeeChange, ...]:
    found = []
    for name in sorted(facts):
        value = counting(facts, name) if name.startswith(CHANGE) else None
        if isinstance(value, Mapping) and not value.get("removed"):
            kind = name.removeprefix(CHANGE)
            amount = value.get("amount")
            found.append(
                FeeChange(
                    id=kind,
                    kind=kind if kind in CHANGE_KINDS else Unknown(f"ändringen {kind} är inte känd"),
                    amount=amount if isinstance(amount, int) else None,
                    lasting=bool(value.get("lasting", True)),
                )
            )
    return tuple(found)


def _together(facts: Facts) -> bool | Unknown:
    value = counting(facts, TOGETHER)
    return value if isinstance(value, Unknown) else bool(value)


def _day(value: object | Unknown) -> date | Unknown:
    try:
        return value if isinstance(value, Unknown) else date.fromisoformat(str(value))
    except ValueError:
        return NOT_SAID


def _one_of(value: object | Unknown, known: Mapping[str, str]) -> Any:  # noqa: ANN401 - a word of a closed list
    return value if isinstance(value, Unknown) or value in known else NOT_SAID


def is_income(value: object) -> bool:
    """True for an income that somebody has; neither unknown nor gone."""
    return isinstance(value, Mapping) and not value.get("removed")


def monthly(value: object) -> int | None:
    """An income a month, in whole öre rounded down; None when it is none."""
    if not isinstance(value, Mapping) or value.get("removed"):
        return None
    amount, times = value.get("amount"), value.get("times", 12)
    return amount * times // 12 if isinstance(amount, int) and isinstance(times, int) else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is said and registered differently, by more than the tolerance. Amounts a month, or values."""

    name: str
    said: object
    registered: object
    apart_ore: int | None


def differences(facts: Facts, *, tolerance_ore: int) -> list[Difference]:
    """Facts where the person and a register do not say the same, unless a caseworker has settled it since."""
    found = []
    for name, views in sorted(facts.items()):
        said = next((view for view in views if view.source == "citizen" and not view.is_unknown), None)
        told = [view for view in views if view.source == "register" and not view.is_unknown]
        settled = next((view for view in views if view.source == "caseworker"), None)
        if said is None or not told or (settled and settled.recorded_at >= max(v.recorded_at for v in (said, *told))):
            continue
        one, other = said.value, told[0].value
        if name.startswith((INCOME, PARTNER_INCOME)):
            before, after = monthly(one) or 0, monthly(other) or 0
            if abs(before - after) > tolerance_ore:
                found.append(Difference(name, before, after, abs(before - after)))
        elif one != other:
            found.append(Difference(name, one, other, None))
    return found
