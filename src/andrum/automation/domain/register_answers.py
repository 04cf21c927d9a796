"""What the registers answer about one person, in the shape of SSBTEK (version 10).

Seven agencies each answer with data, a named error, or nothing. A partial answer is normal. Amounts in whole öre.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar


class Agency(StrEnum):
    """Who answers. FK answers for Pensionsmyndigheten (PM) too."""

    AF = "AF"
    CSN = "CSN"
    FK = "FK"
    SKV = "SKV"
    SO = "SO"
    TNS = "TNS"
    MIV = "MIV"

    @property
    def words(self) -> str:
        """The agency's Swedish name."""
        return AGENCY_WORDS[self.value]


AGENCY_WORDS = {
    "AF": "Arbetsförmedlingen",
    "CSN": "CSN",
    "FK": "Försäkringskassan",
    "PM": "Pensionsmyndigheten",
    "SKV": "Skatteverket",
    "SO": "A-kassan",
    "TNS": "Transportstyrelsen",
    "MIV": "Migrationsverket",
    "SSBT": "Tjänsten för registerfrågor",
}
"""Swedish names, also of those who answer through another."""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money paid out to the person.

    Args:
        payer: ``FK``, ``PM``, ``SO`` or ``CSN``.
        code: The benefit's code, as the payer writes it (``FP``, ``BTI``, ``A-KASSA``, ``STUDB``).
        part: What part of the benefit, in the payer's words; empty when it has no parts.
        paid: Day of payment.
        net_ore: What reached the account.
        period_from: First day that it covers.
        period_to: Last day that it covers.
    """

    payer: str
    code: str
    paid: date
    net_ore: int
    part: str = ""
    period_from: date | None = None
    period_to: date | None = None


@dataclass(frozen=True, slots=True)
class BenefitDecision:
    """A decision or claim that an agency tells of."""

    code: str
    extent: str = ""
    from_date: date | None = None
    to_date: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class JobSeeker:
    """AF: registration as a job seeker."""

    is_job_seeker: bool
    registered: date | None = None
    deregistered: date | None = None
    extent: str = ""
    unemployment_fund: str = ""
    last_activity_report: date | None = None
    decisions: tuple[BenefitDecision, ...] = ()
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class StudySupport:
    """CSN: study support of any form."""

    payments: tuple[Payment, ...] = ()
    preliminary: tuple[Payment, ...] = ()
    decisions: tuple[BenefitDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class Supplier:
    """FK: one of the two behind the answer. ``state`` is ``OK``, ``FELANDE`` or ``OTILLGANGLIG``."""

    name: str
    state: str = "OK"
    payments: tuple[Payment, ...] = ()
    preliminary: tuple[Payment, ...] = ()
    claims: tuple[BenefitDecision, ...] = ()
    decisions: tuple[BenefitDecision, ...] = ()
    deviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SocialInsurance:
    """FK: Försäkringskassan and Pensionsmyndigheten."""

    suppliers: tuple[Supplier, ...] = ()


@dataclass(frozen=True, slots=True)
class CapitalIncome:
    """SKV: income of capital in the latest assessed year."""

    tax_year: int | None = None
    income_ore: int = 0
    surplus_ore: int = 0


@dataclass(frozen=True, slots=True)
class UnemploymentFund:
    """SO: payments from unemployment funds, after tax. ``statuses`` holds what each fund says of its own answer."""

    organisation: str = ""
    payments: tuple[Payment, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle that the person owns."""

    registration: str
    make: str = ""
    year: int | None = None
    type: str = ""
    trade_name: str = ""


@dataclass(frozen=True, slots=True)
class Vehicles:
    """TNS: all vehicles of the person."""

    owned: tuple[Vehicle, ...] = ()


@dataclass(frozen=True, slots=True)
class Permit:
    """MIV: a permit or a matter about one."""

    case_type: str
    decision_code: str = ""
    decided: date | None = None
    from_date: date | None = None
    to_date: date | None = None
    is_permanent: bool = False
    applied: date | None = None


@dataclass(frozen=True, slots=True)
class Permits:
    """MIV: all permits of the person."""

    permits: tuple[Permit, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyError:
    """A named error from one agency. ``source`` is the agency or ``SSBT``."""

    source: str
    code: str
    messages: tuple[str, ...] = ()


Data = JobSeeker | StudySupport | SocialInsurance | CapitalIncome | UnemploymentFund | Vehicles | Permits
D = TypeVar("D", bound=Data)


@dataclass(frozen=True, slots=True)
class AgencyAnswer(Generic[D]):
    """Data, a named error, or nothing (both None: the agency knows nothing of the person, or was not asked)."""

    data: D | None = None
    error: AgencyError | None = None


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """Everything the registers said about one person, at one time."""

    person_number: str
    answered_at: datetime
    correlation_id: str
    af: AgencyAnswer[JobSeeker] = field(default_factory=AgencyAnswer)
    csn: AgencyAnswer[StudySupport] = field(default_factory=AgencyAnswer)
    fk: AgencyAnswer[SocialInsurance] = field(default_factory=AgencyAnswer)
    skv: AgencyAnswer[CapitalIncome] = field(default_factory=AgencyAnswer)
    so: AgencyAnswer[UnemploymentFund] = field(default_factory=AgencyAnswer)
    tns: AgencyAnswer[Vehicles] = field(default_factory=AgencyAnswer)
    miv: AgencyAnswer[Permits] = field(default_factory=AgencyAnswer)

    def by_agency(self) -> "dict[Agency, AnyAnswer]":
        """The seven answers by agency."""
        return {
            Agency.AF: self.af, Agency.CSN: self.csn, Agency.FK: self.fk, Agency.SKV: self.skv, Agency.SO: self.so,
            Agency.TNS: self.tns, Agency.MIV: self.miv,
        }  # fmt: skip


AnyAnswer = (
    AgencyAnswer[JobSeeker]
    | AgencyAnswer[StudySupport]
    | AgencyAnswer[SocialInsurance]
    | AgencyAnswer[CapitalIncome]
    | AgencyAnswer[UnemploymentFund]
    | AgencyAnswer[Vehicles]
    | AgencyAnswer[Permits]
)
"""Any one agency's answer."""


def nobody_answered(person_number: str, *, code: str, at: datetime) -> RegisterAnswer:
    """What is known of a person when the whole question failed: a named error from everybody, never an empty answer."""
    error = AgencyError("SSBT", code)
    return RegisterAnswer(
        person_number=person_number, answered_at=at, correlation_id="", af=AgencyAnswer(error=error),
        csn=AgencyAnswer(error=error), fk=AgencyAnswer(error=error), skv=AgencyAnswer(error=error),
        so=AgencyAnswer(error=error), tns=AgencyAnswer(error=error), miv=AgencyAnswer(error=error),
    )  # fmt: skip
