"""The facts that a fee is made from. Amounts in öre; every leaf may be ``Unknown``."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from andrum.kernel.periods import Month
from andrum.law.vocabulary.facts import Unknown

NOT_SAID: Final = Unknown("uppgiften saknas")
NOT_SAID_IF_NET: Final = Unknown("det framgår inte om beloppet är efter skatt")
NOT_SAID_IF_LASTING: Final = Unknown("det framgår inte om behovet är varaktigt")
Relation = Literal["single", "married", "cohabiting"]
HousingForm = Literal["rented", "owned_house", "owned_flat", "lodger", "special_housing", "special_housing_fee", "none",
                      "other"]  # fmt: skip
Information = Literal["given", "not_given"]


@dataclass(frozen=True, slots=True)
class FeeIncome:
    """An income that is expected during the coming twelve months.

    Args:
        id: The line's key.
        kind: One of ``FEE_KINDS.incomes``; another word goes to a person.
        amount: Öre each time it is paid.
        times: How many times it is paid in the coming twelve months; 12 for every month, 1 for once a year.
        net: True when the amount is after tax.
    """

    id: str
    kind: str | Unknown
    amount: int | Unknown
    times: int | Unknown = 12
    net: bool | Unknown = NOT_SAID_IF_NET


@dataclass(frozen=True, slots=True)
class FeeHousing:
    """How one person lives. A fact left out is not known, except where it is said here what that means.

    Args:
        form: ``special_housing`` is a tenancy; ``special_housing_fee`` is housing paid by a fee (32 kap. 6 § 2).
        rent: The whole rent, or the tenant-owner's monthly fee, öre a month.
        electricity_included: True when household electricity is in the rent; left out means it is not.
        interest: Interest on loans for the home, öre a year.
        ground_rent: Ground or site rent, öre a year; left out means none.
        property_fee: Municipal property fee, öre a year.
        area: Square metres, for the standard cost of running a house.
        shared_by: How many persons share the cost; left out means one, or both when a couple lives together.
    """

    form: HousingForm | Unknown = NOT_SAID
    rent: int | Unknown = NOT_SAID
    electricity_included: bool | Unknown = False
    interest: int | Unknown = NOT_SAID
    ground_rent: int | Unknown = 0
    property_fee: int | Unknown = NOT_SAID
    area: int | Unknown = NOT_SAID
    shared_by: int | Unknown | None = None


@dataclass(frozen=True, slots=True)
class FeeChange:
    """A reason to raise or lower the minimum amount for one person, 32 kap. 9 §.

    Args:
        id: The line's key.
        kind: One of ``FEE_KINDS.changes``; another word goes to a person.
        amount: Öre a month; None takes the municipality's standard amount.
        lasting: True when the need is lasting (a rise).
    """

    id: str
    kind: str | Unknown
    amount: int | Unknown | None = None
    lasting: bool | Unknown = NOT_SAID_IF_LASTING


@dataclass(frozen=True, slots=True)
class FeeService:
    """A granted service, as it ran in the month. Which of the measures is needed is said by the tariff.

    Args:
        id: The line's key.
        kind: One of ``FEE_KINDS.services``; another word goes to a person.
        minutes: Minutes in the month, for a price by the hour.
        days: Days in the month, for a price by the day.
        times: Times in the month, for a price by the time.
        level: The granted level, for a price by level.
        amount: Öre in the month, for what has a price of its own, such as a rent.
        planned: True when minutes, days, times or amount are what a whole month holds, not what was given: days that
            it did not run, and days away, then lower them as they lower a price of a month.
        starts: First day, when it began in the month or later; left out means earlier.
        ends: Last day, when it ended in the month or earlier; left out means it goes on.
    """

    id: str
    kind: str | Unknown
    minutes: int | Unknown = NOT_SAID
    days: int | Unknown = NOT_SAID
    times: int | Unknown = NOT_SAID
    level: str | Unknown = NOT_SAID
    amount: int | Unknown = NOT_SAID
    starts: date | Unknown | None = None
    ends: date | Unknown | None = None
    planned: bool | Unknown | None = None


@dataclass(frozen=True, slots=True)
class FeePerson:
    """One person's own facts. A whole list may be unknown too."""

    id: str
    born: date | Unknown = NOT_SAID
    incomes: tuple[FeeIncome, ...] | Unknown = ()
    housing: FeeHousing = field(default_factory=FeeHousing)
    changes: tuple[FeeChange, ...] | Unknown = ()


@dataclass(frozen=True, slots=True)
class FeeHousehold:
    """Everything that one person's fee for one month is made from.

    Args:
        month: The month of the fee.
        person: The one who pays.
        services: What the person was granted and got in the month.
        relation: ``single``, ``married`` (also registered partners) or ``cohabiting``.
        partner: The spouse's or cohabitant's facts; None when there is no partner, or nothing is known.
        living_together: False when one of them lives in special housing, or they live apart.
        absent_days: Days in the month that the person was away, in hospital or elsewhere.
        income_information: ``not_given`` when the person was asked and did not say; the municipality's rule follows.
    """

    month: Month
    person: FeePerson
    services: tuple[FeeService, ...] | Unknown = ()
    relation: Relation | Unknown = NOT_SAID
    partner: FeePerson | None = None
    living_together: bool | Unknown = True
    absent_days: int | Unknown = 0
    income_information: Information | Unknown = "given"
