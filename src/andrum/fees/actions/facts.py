"""Change a fact with a reason, and keep what the registers say."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Fact, FactValue, Matter, record_fact, record_facts, undo_fact
from andrum.fees.actions.reviews import open_review, refresh_review
from andrum.fees.domain.facts import INCOME
from andrum.fees.domain.register import IncomeAnswer, RegisterValue, register_facts
from andrum.fees.models import FeeReview
from andrum.kernel.periods import Month

PURPOSE = "Beräkna avgift för hemtjänst, dagverksamhet eller bostad (SoL 32 kap.)"
LEGAL_BASIS = "32 kap. 5 § socialtjänstlagen (2025:400)"


@transaction.atomic
def change_fee_fact(*, review: FeeReview, name: str, value: object, reason: str, by: Actor, at: datetime) -> FeeReview:
    """Let a fee officer's value count from the month of the review, with the reason; every source is kept.

    Raises:
        FactError: when the reason is missing.
    """
    record_fact(
        matter=review.matter, name=name, month=review.month, value=value, source="caseworker", reason=reason,  # type: ignore[arg-type]  # JSON
        by=by, at=at,
    )  # fmt: skip
    return refresh_review(review=review, by=by, at=at)


@transaction.atomic
def undo_fee_fact(*, review: FeeReview, fact: Fact, by: Actor, at: datetime) -> FeeReview:
    """Take one's change back; what the other sources say counts again."""
    undo_fact(fact=fact, reason="Ändringen togs tillbaka.", by=by, at=at)
    return refresh_review(review=review, by=by, at=at)


@transaction.atomic
def keep_register_incomes(*, matter: Matter, month: Month, answer: IncomeAnswer, by: Actor, at: datetime) -> list[Fact]:
    """Keep what each register said, as facts from a month; what failed is kept as unknown, never as nothing.

    An income that a register told of before and no longer does is kept as gone. What is new opens a review.
    """
    record(
        kind="fees.registers_asked", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        person=str(matter.applicant_id),
        details={
            "purpose": PURPOSE, "legal_basis": LEGAL_BASIS, "month": str(month),
            "sources": {part.source: part.state for part in answer.parts},
        },
    )  # fmt: skip
    facts = [_fact(name, value, reason, source, month, at) for name, value, reason, source in register_facts(answer)]
    gone = [
        _fact(row.name, {"removed": True}, "", row.source_detail, month, at)
        for row in Fact.objects.filter(
            matter=matter, source="register", name__startswith=INCOME, month__lte=str(month), replaced_at__isnull=True
        )
        if row.source_detail in answer.whole_sources
        and (row.name, row.source_detail) not in {(fact.name, fact.source_detail) for fact in facts}
        and row.value != {"removed": True}
    ]  # fmt: skip
    kept = record_facts(matter=matter, facts=_once([*facts, *gone]), by=by, at=at)
    if kept:
        open_review(matter=matter, month=month, reason="change", by=by, at=at)
    return kept


def _once(facts: Sequence[FactValue]) -> list[FactValue]:
    return list({(fact.month, fact.name, fact.source_key): fact for fact in facts}.values())


def _fact(  # noqa: PLR0917 - the columns of a row
    name: str, value: RegisterValue, reason: str, source: str, month: Month, at: datetime
) -> FactValue:
    return FactValue(
        name,
        value,
        month=str(month),
        source="register",
        source_detail=source,
        unknown_reason=reason,
        retrieved_at=at,
    )
