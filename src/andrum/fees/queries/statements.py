"""What is signed, and what the registers say of the same."""

from collections.abc import Iterable

from andrum.cases.service import Matter, facts_as_of
from andrum.fees.domain.facts import INCOME, PREFIX
from andrum.fees.domain.statement import asked_pages, facts_of, text_to_sign
from andrum.fees.models import FeeDecision, GrantedService, IncomeStatement
from andrum.kernel.periods import Month


def registered_facts(matter: Matter, month: Month) -> dict[str, object]:
    """What the registers say, by name of the fact; what they could not say is left out."""
    facts = facts_as_of(matter=matter, month=str(month), prefix=PREFIX)
    found: dict[str, object] = {}
    for name, views in facts.items():
        known = [view.value for view in views if view.source == "register" and not view.is_unknown]
        if known and not (isinstance(known[0], dict) and known[0].get("removed")):
            found[name] = known[0]
    return found


def months_to_tell_of(matter: Matter, this: Month) -> tuple[list[Month], Month]:
    """The months that what is said may hold from, the latest first, and the likeliest of them.

    From the first service, a year back at most when a fee is decided, to the next month. Before any is decided it is
    the first month of the services; after that the next month, which is when a change counts unless it holds for all
    of a month (10 §).
    """
    decided = FeeDecision.objects.filter(matter=matter).exists()
    following = this.shift(1)
    first_day = GrantedService.objects.filter(matter=matter).order_by("from_date").values_list("from_date", flat=True)
    began = [Month.of(day) for day in first_day[:1]]
    earliest = min(max(*began, this.shift(-12 if decided else -36)), following) if began else following
    months = [following]
    while months[-1] > earliest:
        months.append(months[-1].shift(-1))
    return months, following if decided else earliest


def may_confirm(matter: Matter, month: Month) -> bool:
    """True when the registers say something of incomes, and nothing of theirs is unknown."""
    facts = facts_as_of(matter=matter, month=str(month), prefix=INCOME)
    told = [view for views in facts.values() for view in views if view.source == "register"]
    return bool(told) and not any(view.is_unknown for view in told)


def statement_text(statement: IncomeStatement) -> str:
    """Exactly what is signed: kept when it was signed, or else made of the draft."""
    if statement.text:
        return statement.text
    month = Month.parse(statement.from_month)
    return text_to_sign(statement.answers, statement.way, month, registered_facts(statement.matter, month))


def signed_facts(statement: IncomeStatement) -> dict[str, object]:
    """The facts that a statement becomes when it is signed as it stands."""
    month = Month.parse(statement.from_month)
    return facts_of(statement.answers, statement.way, registered_facts(statement.matter, month))


def unfinished_pages(statement: IncomeStatement) -> list[str]:
    """The asked pages where something is typed and not saved."""
    kept = statement.unfinished or {}
    return [page for page in asked_pages(statement.answers, statement.way) if page in kept]


KEY = "fee:statement:"
"""How a decision that rests on a statement is known: this, and the statement."""


def statements_behind(made: Iterable[FeeDecision]) -> dict[int, IncomeStatement]:
    """The statement each decision rests on, by the decision's number; those that rest on none are left out."""
    keys = {it.decision.idempotency_key: it.pk for it in made}
    rows = IncomeStatement.objects.filter(pk__in=[key.removeprefix(KEY) for key in keys if key.startswith(KEY)])
    return {keys[f"{KEY}{row.pk}"]: row for row in rows}
