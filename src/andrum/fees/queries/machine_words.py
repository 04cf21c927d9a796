"""What the machine saw and did when it decided a fee, in sentences for the one who reviews it."""

from django.db.models import QuerySet

from andrum.accounts.service import User
from andrum.fees.domain.statement import fact_title
from andrum.fees.models import Cause, FeeDecision, RecalculationItem
from andrum.fees.queries.calculating import only_the_year_changed
from andrum.fees.queries.statements import statements_behind
from andrum.kernel.clock import swedish_day
from andrum.kernel.money import kronor
from andrum.kernel.periods import day_in_words


def decided_in_words(made: FeeDecision) -> list[str]:
    """Each thing that let the machine decide, as it was kept with the decision."""
    why = _of_the_year(made) if made.cause == Cause.YEARLY else _of_a_statement(made)
    return [_before(made), why, _differing(made.decision.calculation.get("differing"))]


def _before(made: FeeDecision) -> str:
    if made.replaces is None:
        return f"Avgiften blev {kronor(made.fee_ore)}. Det fanns ingen avgift att jämföra med."
    return f"Avgiften var {kronor(made.replaces.fee_ore)} och blev {kronor(made.fee_ore)}."


def _of_the_year(made: FeeDecision) -> str:
    item = RecalculationItem.objects.filter(decision=made.decision).select_related("recalculation").first()
    approved = f"Omräkningen godkändes av {item.recalculation.approved_by}." if item else ""
    if only_the_year_changed(made):
        return f"Bara årets belopp har ändrats sedan förra beslutet. {approved}".strip()
    return f"Annat än årets belopp skiljer från förra beslutet. {approved}".strip()


def _of_a_statement(made: FeeDecision) -> str:
    signed = statements_behind([made]).get(made.pk)
    if signed is None or signed.signed_at is None:
        return "Det är inte sparat vem som bekräftade uppgifterna."
    return f"Det som registren säger bekräftades den {day_in_words(swedish_day(signed.signed_at))}."


def _differing(names: object) -> str:
    if not isinstance(names, list):
        return "Det är inte sparat om uppgifter skilde sig mellan källorna."
    if not names:
        return "Ingen uppgift skilde sig mellan källorna."
    return f"Skilde sig mellan källorna, inom tillåten gräns: {', '.join(fact_title(str(name)) for name in names)}."


def items_approved_by(user: User) -> QuerySet[RecalculationItem]:
    """Everyone in the recalculations that the user approved."""
    return RecalculationItem.objects.filter(recalculation__approved_by_id=str(user.pk))
