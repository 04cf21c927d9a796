"""An assessment as it is kept with a decision, and its proposal in words."""

from collections.abc import Mapping

from andrum.kernel.money import kronor
from andrum.kernel.periods import Month
from andrum.law.service import Assessment, Outcome, Span

JSON = object
ADDED = ("receipt", "grant")


def calculation_of(assessment: Assessment) -> dict[str, JSON]:
    """The whole assessment, with the receipt as lines for screens and letters, and the grant in öre."""
    receipt = [
        {
            "group": line.group, "label": line.label, "amount": _amount(line.amount), "detail": line.detail,
            "rule": line.rule, "provision": line.provision, "parameters": list(line.parameters),
            "about": list(line.about),
        }
        for line in assessment.receipt()
    ]  # fmt: skip
    return {**assessment.as_json(), "receipt": receipt, "grant": _amount(assessment.grant)}


def assessment_in(calculation: Mapping[str, JSON]) -> dict[str, JSON]:
    """The assessment alone, as ``law.replay`` takes it."""
    return {name: value for name, value in calculation.items() if name not in ADDED}


def _amount(amount: int | Span) -> JSON:
    if isinstance(amount, int):
        return amount
    return {"low": amount.low, "high": amount.high if amount.high < 10**15 else None}


def applied_ore(assessment: Assessment) -> int | None:
    """What full acceptance of every cost would have given, in öre; None when it is not known."""
    if not isinstance(assessment.deficit, int):
        return None
    more = 0
    for cost in assessment.capped:
        if not (isinstance(cost.applied, int) and isinstance(cost.accepted, int)):
            return None
        more += cost.applied - cost.accepted
    return max(assessment.deficit + more, 0)


def proposal_of(assessment: Assessment) -> dict[str, JSON]:
    """What is proposed: outcome, amount and a draft of the reasons. Nothing where the calculation has no one answer."""
    if assessment.outcome is Outcome.DENY:
        outcome, amount = "denied", 0
    elif isinstance(assessment.grant, int) and assessment.grant > 0:
        outcome, amount = ("partly_granted" if assessment.capped else "granted"), assessment.grant
    elif isinstance(assessment.grant, int):
        outcome, amount = "denied", 0
    else:
        outcome, amount = "", 0
    return {
        "outcome": outcome, "amount_ore": amount, "applied_ore": applied_ore(assessment),
        "reasons": reasons_of(assessment, outcome), "rulebook_version": assessment.rulebook_version,
    }  # fmt: skip


def reasons_of(assessment: Assessment, outcome: str) -> str:
    """A draft of the statement of reasons (FL 32 §), for a person to change. Empty when there is no proposal."""
    month = Month(assessment.household.month.year, assessment.household.month.month).in_words
    amounts = [assessment.norm, assessment.costs, assessment.incomes]
    if not outcome or not all(isinstance(amount, int) for amount in amounts):
        return ""
    norm, costs, incomes = (kronor(amount) for amount in amounts if isinstance(amount, int))
    counted = f"Riksnormen för hushållet är {norm} och de skäliga kostnaderna {costs}. Inkomsterna är {incomes}."
    if outcome == "denied":
        return (
            f"Hushållets inkomster för {month} räcker till riksnormen och de skäliga kostnaderna. {counted} Den som "
            "kan tillgodose sina behov själv har inte rätt till ekonomiskt bistånd (12 kap. 1 § socialtjänstlagen)."
        )
    start = f"Hushållets inkomster för {month} räcker inte till riksnormen och de skäliga kostnaderna. {counted}"
    law = "Rätten till försörjningsstöd följer av 12 kap. 1 och 7 §§ socialtjänstlagen."
    if outcome == "partly_granted":
        parts = "; ".join(f"{cost.words} godtas med {_words(cost.accepted)} av {_words(cost.applied)}"
                          for cost in assessment.capped)  # fmt: skip
        return f"{start} Allt som du har sökt för godtas inte: {parts}. {law}"
    return f"{start} {law}"


def _words(amount: int | Span) -> str:
    return kronor(amount) if isinstance(amount, int) else "ett belopp som inte är känt"
