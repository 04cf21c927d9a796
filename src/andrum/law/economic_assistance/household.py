"""The facts that a norm calculation is made from. Amounts in öre; every leaf may be ``Unknown``."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from andrum.kernel.periods import Month
from andrum.law.vocabulary.facts import Unknown

NOT_SAID: Final = Unknown("uppgiften saknas")
NOT_SAID_IF_NET: Final = Unknown("det framgår inte om beloppet är efter skatt")
NOT_SAID_IF_PROVED: Final = Unknown("det framgår inte om underlag finns")
Role = Literal["applicant", "co_applicant", "child"]
HousingForm = Literal["rented", "owned", "lodger", "none", "other"]
Application = Literal["new", "continued"]


@dataclass(frozen=True, slots=True)
class Member:
    """One person in the assessed household.

    Args:
        id: The person's key in this calculation; no personal number.
        role: ``applicant``, ``co_applicant`` or ``child``.
        born: Day of birth.
        days: Days of the month that a child lives here; 30 or more is the whole month.
        lunch_at_home: False for a child who eats lunch at preschool five days a week.
        in_school: Goes to compulsory or upper secondary school or the like.
        living_at_home: Lives with the parents.
        earned_earlier_this_year: A child's own earnings this calendar year before the ones listed, in öre.
    """

    id: str
    role: Role | Unknown
    born: date | Unknown
    days: int | Unknown = 30
    lunch_at_home: bool | Unknown = NOT_SAID
    in_school: bool | Unknown = NOT_SAID
    living_at_home: bool | Unknown = True
    earned_earlier_this_year: int | Unknown = NOT_SAID


@dataclass(frozen=True, slots=True)
class Income:
    """An amount that came in, or comes in, to one member."""

    id: str
    member: str
    kind: str | Unknown
    amount: int | Unknown
    paid: date | Unknown
    net: bool | Unknown = NOT_SAID_IF_NET


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount that assistance is applied for."""

    id: str
    kind: str | Unknown
    amount: int | Unknown
    due: date | Unknown | None = None
    evidence: bool | Unknown = NOT_SAID_IF_PROVED


@dataclass(frozen=True, slots=True)
class Asset:
    """Something with a value that a member owns."""

    id: str
    kind: str | Unknown
    amount: int | Unknown


@dataclass(frozen=True, slots=True)
class Housing:
    """How the household lives. ``rent`` is the monthly rent of the contract."""

    form: HousingForm | Unknown = NOT_SAID
    rent: int | Unknown | None = None
    rooms: int | Unknown | None = None
    months_over_ceiling: int | Unknown = NOT_SAID


@dataclass(frozen=True, slots=True)
class AfterSixMonths:
    """What the special calculation rule needs to know about one adult."""

    assistance_months_in_row: int | Unknown
    started: Month | Unknown | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """All the facts of one household and month. A whole list may be unknown too."""

    month: Month
    application: Application | Unknown
    members: tuple[Member, ...]
    incomes: tuple[Income, ...] | Unknown = ()
    costs: tuple[Cost, ...] | Unknown = ()
    assets: tuple[Asset, ...] | Unknown = ()
    housing: Housing = field(default_factory=Housing)
    community_persons: int | Unknown | None = None
    special_calculation_rule: dict[str, AfterSixMonths] = field(default_factory=dict)
    surplus_last_month: int | Unknown = NOT_SAID
