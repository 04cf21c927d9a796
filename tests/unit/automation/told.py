"""Short ways to say what registers answer and what an applicant says, for tables of cases."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from andrum.automation.domain import checks
from andrum.automation.domain import register_answers as registers
from andrum.automation.domain.answers import Answers, read_answers
from andrum.automation.domain.matching import Matched, match, said_incomes
from andrum.automation.domain.parameter_files import income_codes_for, limits_for
from andrum.automation.domain.reasons import Reason
from andrum.kernel.periods import Month

MONTH = Month(2026, 11)
CONTROL = MONTH.shift(-1)
CODES, LIMITS = income_codes_for(MONTH), limits_for(MONTH)


def paid(code: str, ore: int, day: str = "2026-10-25") -> registers.Payment:
    """``FK:AS`` paid on a day."""
    payer, _, name = code.partition(":")
    return registers.Payment(payer=payer, code=name, paid=date.fromisoformat(day), net_ore=ore)


def answer(*payments: registers.Payment, **other: registers.AnyAnswer) -> registers.RegisterAnswer:
    """All seven agencies answer, with these payments; ``fk=…`` and the like replaces an agency's answer."""
    of = {name: tuple(one for one in payments if one.payer == name) for name in ("FK", "PM", "SO", "CSN")}
    whole = registers.RegisterAnswer(
        person_number="198503029806", answered_at=datetime(2026, 11, 4, tzinfo=UTC), correlation_id="prov",
        af=registers.AgencyAnswer(registers.JobSeeker(is_job_seeker=True)),
        csn=registers.AgencyAnswer(registers.StudySupport(of["CSN"])),
        fk=registers.AgencyAnswer(registers.SocialInsurance(
            (registers.Supplier("FK", payments=of["FK"]), registers.Supplier("PM", payments=of["PM"])))),
        skv=registers.AgencyAnswer(registers.CapitalIncome()),
        so=registers.AgencyAnswer(registers.UnemploymentFund("Alfa", of["SO"])),
        tns=registers.AgencyAnswer(registers.Vehicles()), miv=registers.AgencyAnswer(registers.Permits()),
    )  # fmt: skip
    return replace(whole, **other)  # type: ignore[arg-type]


def failed(code: str = "TIMEOUT") -> registers.AnyAnswer:
    """A named error from one agency."""
    return registers.AgencyAnswer(error=registers.AgencyError("SSBT", code))


def said(
    kind: str, ore: int | None, *, name: str = "i1", member: str = "a", day: str | None = "2026-10-25"
) -> Mapping[str, object]:
    """One income as the applicant says it."""
    amount = {"unknown": "vet inte"} if ore is None else ore
    return {f"income.{name}": {"id": name, "member": member, "kind": kind, "amount": amount, "paid": day, "net": True}}


def side_by_side(
    facts: Mapping[str, object], /, **answers: registers.RegisterAnswer
) -> tuple[Answers, Matched, dict[str, object]]:
    """What is read, what is matched, and the incomes' amounts by name as they then count (None: unknown)."""
    read = read_answers(answers, control=CONTROL, codes=CODES)
    matched = match(said_incomes(facts, CODES), read, control=CONTROL, codes=CODES, limits=LIMITS)
    counted = {name.removeprefix("income."): _amount(value) for name, value in facts.items()}
    counted |= {fact.name.removeprefix("income."): _amount(fact.value) for fact in matched.facts}
    return read, matched, counted


def _amount(value: object) -> object:
    amount = value.get("amount") if isinstance(value, Mapping) else None
    return amount if isinstance(amount, int) else None


def case(read: Answers | None = None, matched: Matched | None = None, **other: object) -> checks.Case:
    """A continued application about which there is nothing to say."""
    values: dict[str, object] = {
        "kind": "continued", "month": str(MONTH), "facts": {}, "members": ("a",), "is_protected": False,
        "safety_concern": False, "earlier_decision": True, "decided_already": False, "household_changed": False,
        "draw": False, "answers": read or Answers({}), "differences": matched.differences if matched else (),
    }  # fmt: skip
    return checks.Case(**(values | other))  # type: ignore[arg-type]


def reasons_of(read: Answers, matched: Matched, **other: object) -> list[Reason]:
    """The reasons that the registers' answers give."""
    return list(checks.about_registers(case(read, matched, **other), LIMITS, CODES))
