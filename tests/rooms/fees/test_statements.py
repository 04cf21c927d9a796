"""What the person says becomes facts beside what the registers say; only a mandate lets nobody look."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from andrum.audit.service import SYSTEM, events
from andrum.cases.service import Fact
from andrum.fees.actions.mandates import give_fee_mandate, switch_fee_mandate
from andrum.fees.actions.reviews import move_review
from andrum.fees.actions.statements import (
    choose_way,
    forget_unfinished,
    keep_unfinished,
    save_page,
    sign_statement,
    start_statement,
    withdraw_statement,
)
from andrum.fees.domain.errors import StatementChangedError, StatementError
from andrum.fees.domain.statement import text_hash
from andrum.fees.models import FeeDecision, FeeReview, IncomeStatement
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.statements import may_confirm, statement_text
from andrum.integrations.signing.confirmation import ConfirmationSigner
from andrum.kernel.periods import Month
from tests.rooms.fees.stage import NOVEMBER, NOW, Unitful, a_matter, actor, registers_say, told
from tests.rooms.fees.test_deciding import decided

ANSWERS = {
    "household": {"relation": "single"}, "incomes": {"public_pension": 1_400_000, "occupational_pension": 200_000},
    "housing": {"form": "rented", "rent": 550_000, "electricity_included": False, "shared_by": 1},
    "needs": {"guardian": 30_000, "diet": 0},
}  # fmt: skip


def begun(there: Unitful, matter, way: str) -> IncomeStatement:
    draft = start_statement(
        matter=matter, person=there.svea, authority=None, from_month=NOVEMBER, language="sv", by=actor(there.svea_user),
        at=NOW,
    )  # fmt: skip
    return choose_way(statement=draft, way=way, by=actor(there.svea_user), at=NOW)


def signed(there: Unitful, draft: IncomeStatement, *, shown: str = "") -> IncomeStatement:
    return sign_statement(
        statement=draft, person=there.svea, shown_hash=shown or text_hash(statement_text(draft)),
        signer=ConfirmationSigner(), proof={"confirm": "yes"}, by=actor(there.svea_user), at=NOW,
    )  # fmt: skip


def test_what_is_told_becomes_facts_and_a_person_looks(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    draft = begun(there, matter, "tell")
    for page, answer in ANSWERS.items():
        draft = save_page(statement=draft, page=page, answer=answer, by=actor(there.svea_user), at=NOW)
    done = signed(there, draft)
    assert done.state == "signed"
    kept = {row.name: row.value for row in Fact.objects.filter(matter=matter, source="citizen")}
    assert kept["fee.income.occupational_pension"] == {"amount": 200_000, "times": 12, "net": True}
    assert kept["fee.housing.rent"] == 550_000
    assert kept["fee.change.guardian"] == {"amount": 30_000, "lasting": True}
    assert "fee.change.diet" not in kept
    assert "statement" in FeeReview.objects.get(matter=matter, closed_at__isnull=True).reasons
    assert signed(there, done).signed_at == done.signed_at


def test_it_is_not_signed_before_all_is_answered_nor_when_it_has_changed(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    draft = begun(there, matter, "tell")
    with pytest.raises(StatementError, match="inte besvarade"):
        signed(there, draft)
    for page, answer in ANSWERS.items():
        draft = save_page(statement=draft, page=page, answer=answer, by=actor(there.svea_user), at=NOW)
    with pytest.raises(StatementChangedError):
        signed(there, draft, shown="0" * 64)


def test_one_who_declines_says_nothing_else(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    signed(there, begun(there, matter, "decline"))
    assert [row.name for row in Fact.objects.filter(matter=matter, source="citizen")] == ["fee.information"]
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    move_review(review=review, month=NOVEMBER, by=actor(there.fia), at=NOW)
    assert decided(matter, there.fia).cause == "no_information"


def settled(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=14_000)
    decided(matter, there.fia)
    registers_say(matter, NOVEMBER, public_pension=13_990)
    return matter


def test_to_confirm_is_decided_alone_only_within_a_mandate_that_is_on(there: Unitful):
    matter = settled(there)
    assert may_confirm(matter, NOVEMBER)
    mandate = give_fee_mandate(
        unit=there.unit, code="confirmed", most_change_ore=20_000, valid_from=date(2026, 11, 1),
        decided_by_board_ref="SN 2026-10-01 § 4", by=actor(there.boss), at=NOW,
    )  # fmt: skip
    switch_fee_mandate(mandate=mandate, state="on", reason="Nämnden har beslutat", by=actor(there.boss), at=NOW)
    signed(there, begun(there, matter, "confirm"))
    made = fee_of(matter, NOVEMBER)
    assert (made.decision.how, made.decision.mandate_ref) == ("automated", mandate.reference)
    assert not FeeReview.objects.filter(matter=matter, closed_at__isnull=True).exists()


def test_a_month_that_has_passed_and_one_before_what_is_decided_are_never_decided_alone(there: Unitful):
    matter = settled(there)
    registers_say(matter, Month(2026, 10), public_pension=13_990)
    mandate = give_fee_mandate(
        unit=there.unit, code="confirmed", most_change_ore=20_000, valid_from=date(2026, 11, 1),
        decided_by_board_ref="SN 2026-10-01 § 4", by=actor(there.boss), at=NOW,
    )  # fmt: skip
    switch_fee_mandate(mandate=mandate, state="on", reason="Nämnden har beslutat", by=actor(there.boss), at=NOW)
    draft = begun(there, matter, "confirm")
    back = choose_way(
        statement=draft, way="confirm", from_month=Month(2026, 10), by=actor(there.svea_user), at=NOW
    )  # fmt: skip
    signed(there, back)
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    assert (review.month, "statement" in review.reasons) == ("2026-10", True)
    move_review(review=review, month=Month(2026, 12), by=actor(there.fia), at=NOW)
    later = decided(matter, there.fia)
    signed(there, begun(there, matter, "confirm"))
    assert FeeDecision.objects.filter(matter=matter).latest("pk") == later


def test_without_a_mandate_a_person_looks_at_what_was_confirmed(there: Unitful):
    matter = settled(there)
    before = fee_of(matter, NOVEMBER)
    signed(there, begun(there, matter, "confirm"))
    assert fee_of(matter, NOVEMBER) == before
    assert "statement" in FeeReview.objects.get(matter=matter, closed_at__isnull=True).reasons


def test_a_draft_that_is_thrown_away_is_emptied(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    draft = save_page(statement=begun(there, matter, "tell"), page="household", answer={"relation": "single"},
                      by=SYSTEM, at=NOW)  # fmt: skip
    withdraw_statement(statement=draft, by=actor(there.svea_user), at=NOW)
    kept = IncomeStatement.objects.get(pk=draft.pk)
    assert (kept.state, kept.answers) == ("withdrawn", {})


def test_what_is_typed_is_kept_beside_what_is_saved_and_leaves_with_it(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    svea = actor(there.svea_user)
    draft = begun(there, matter, "tell")
    for page, answer in ANSWERS.items():
        draft = save_page(statement=draft, page=page, answer=answer, by=svea, at=NOW)
    for typed in ("5", "56", "5600"):
        draft = keep_unfinished(statement=draft, page="housing", typed={"rent": typed}, by=svea, at=NOW)
    assert (draft.unfinished, draft.answers["housing"]["rent"]) == ({"housing": {"rent": "5600"}}, 550_000)
    told_of = [event.details for event in events(matter=str(matter.pk)) if event.details.get("unfinished")]
    assert told_of == [{"page": "housing", "unfinished": True}]
    with pytest.raises(StatementError, match="inte besvarade"):
        signed(there, draft)
    draft = forget_unfinished(statement=draft, page="housing", by=svea, at=NOW)
    assert draft.unfinished is None
    draft = keep_unfinished(statement=draft, page="housing", typed={"rent": "5600"}, by=svea, at=NOW)
    draft = save_page(statement=draft, page="housing", answer=ANSWERS["housing"], by=svea, at=NOW)
    assert draft.unfinished is None
    assert signed(there, draft).state == "signed"


def test_the_locks_of_what_is_signed_stand_after_every_migration(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    registers_say(matter, public_pension=14_000)
    done = signed(there, begun(there, matter, "confirm"))
    with pytest.raises(IntegrityError), transaction.atomic():
        IncomeStatement.objects.filter(pk=done.pk).update(text="Något annat")
