"""What is known of a matter's month when it is to be assessed: facts, household, earlier decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from andrum.applications.service import Application
from andrum.automation.domain.household import filled, household_of, with_earlier_evidence
from andrum.automation.domain.parameter_files import IncomeCodes, Limits, income_codes_for, limits_for
from andrum.cases.service import Decision, Fact, FactView, Matter, active_decision, current_facts
from andrum.kernel.periods import Month
from andrum.law.service import Assessment, assess

JSON = object
LOOK_BACK = 3
"""A continued application rests on a grant at most so many months back."""


@dataclass(slots=True)
class Situation:
    """A matter and month as it stands now.

    ``views`` holds every source's value of each fact, the one that counts first; ``values`` the one that counts.
    ``evidence_from`` says for a cost which earlier month's evidence it rests on.
    """

    matter: Matter
    month: Month
    kind: str
    views: Mapping[str, list[FactView]]
    values: Mapping[str, JSON]
    household: Mapping[str, JSON]
    assessment: Assessment
    limits: Limits
    codes: IncomeCodes
    earlier: Decision | None = None
    by_caseworker: tuple[str, ...] = field(default=())
    evidence_from: Mapping[str, str] = field(default_factory=dict)


def municipality_folder() -> Path | None:
    """The municipality's own folder of dated parameters; None for the demo municipality's."""
    folder = settings.ANDRUM_MUNICIPALITY
    return Path(folder) if folder else None


def situation_of(*, matter: Matter, month: str, kind: str) -> Situation:
    """Read the facts that count and assess them. Raises ParameterFileError when the municipality's files are wrong."""
    views = current_facts(matter=matter, month=month)
    return assessed(matter=matter, month=month, kind=kind, views=views)


def assessed(*, matter: Matter, month: str, kind: str, views: Mapping[str, list[FactView]]) -> Situation:
    """The same from facts that are already read."""
    of_month, folder = Month.parse(month), municipality_folder()
    limits, codes = limits_for(of_month, folder), income_codes_for(of_month, folder)
    values = {name: counting_value(rows) for name, rows in views.items() if rows}
    earlier = earlier_grant(matter, of_month)
    household = household_of(
        values, month=month, kind=kind, kinds=codes.declared, surplus=surplus_before(matter, of_month)
    )
    proved = earlier_evidence(matter, of_month, limits)
    household["costs"], evidence_from = with_earlier_evidence(household["costs"], proved)
    return Situation(
        matter=matter, month=of_month, kind=kind, views=views, values=values, household=household,
        assessment=assess(household, municipality=folder), limits=limits, codes=codes, earlier=earlier,
        by_caseworker=tuple(sorted(name for name, rows in views.items() if rows and rows[0].source == "caseworker")),
        evidence_from=evidence_from,
    )  # fmt: skip


def counting_value(rows: list[FactView]) -> JSON:
    """The value that counts; where its source cannot say, the line keeps its key and the amount is unknown."""
    first = rows[0]
    if not first.is_unknown:
        return first.value
    weaker = next((row.value for row in rows[1:] if not row.is_unknown), None)
    return filled(first.value, first.unknown_reason, weaker)


def earlier_evidence(matter: Matter, month: Month, limits: Limits) -> dict[tuple[str, int], str]:
    """The latest earlier month in which evidence was seen, for each kind and amount that may rest on it. Öre."""
    months = [str(month.shift(-back)) for back in range(limits.evidence_months, 0, -1)]
    seen = Fact.objects.filter(matter=matter, month__in=months, name__startswith="cost.", replaced_at__isnull=True)
    proved: dict[tuple[str, int], str] = {}
    for in_month, value in seen.order_by("month", "pk").values_list("month", "value"):
        if isinstance(value, dict) and value.get("evidence") is True and value.get("kind") in limits.evidence_kinds:
            amount = value.get("amount")
            if isinstance(amount, int):
                proved[str(value["kind"]), amount] = in_month
    return proved


def earlier_grant(matter: Matter, month: Month) -> Decision | None:
    """The latest decision that holds and grants, for one of the months before."""
    months = [str(month.shift(-back)) for back in range(1, LOOK_BACK + 1)]
    return (
        Decision.objects.filter(
            matter=matter, month__in=months, changed_by__isnull=True, outcome__in=("granted", "partly_granted")
        )
        .order_by("-month", "-decided_at")
        .first()
    )


def surplus_before(matter: Matter, month: Month) -> JSON:
    """Last month's surplus in öre, from the calculation of its decision; 0 when nothing was applied for then."""
    before = str(month.shift(-1))
    decision = active_decision(matter=matter, month=before)
    if decision is not None:
        amounts = decision.calculation.get("amounts") if isinstance(decision.calculation, dict) else None
        deficit = amounts.get("deficit") if isinstance(amounts, dict) else None
        if isinstance(deficit, int):
            return max(-deficit, 0)
        return {"unknown": "Förra månadens beräkning säger inte om det fanns ett överskott."}
    if Application.objects.filter(matter=matter, month=before).exclude(state="withdrawn").exists():
        return {"unknown": "Förra månadens ansökan är inte beslutad än."}
    return 0
