"""A fee waits for a person, is decided by one, and is never changed: a new decision replaces it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from andrum.audit.service import SYSTEM, events, verify
from andrum.cases.service import Decision, answer_communication, communication_of
from andrum.dispatch.actions.delivery import deliver_letter
from andrum.dispatch.service import Outgoing, decision_letter_pdf
from andrum.fees.actions.deciding import decide_review, send_notice
from andrum.fees.actions.facts import change_fee_fact
from andrum.fees.actions.reviews import close_unchanged, open_review, refresh_review
from andrum.fees.domain.errors import FeeDutyError, FeeNotComputableError
from andrum.fees.domain.result import basis_hash
from andrum.fees.models import FeeDecision, FeeReview, GrantedService
from andrum.fees.queries.calculating import calculate
from andrum.fees.queries.fees import fee_of
from andrum.fees.service import end_service, grant_service, note_absence
from andrum.kernel.periods import Month
from tests.rooms.fees.stage import JANUARY, NOVEMBER, NOW, Unitful, a_matter, actor, registers_say, told


def decided(matter, user, *, at=NOW):
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    shown = basis_hash(calculate(matter, Month.parse(review.month)).result)
    return decide_review(review=review, reasons="", shown_hash=shown, by=actor(user), at=at)


def test_a_granted_service_lets_a_person_look_at_the_fee(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    review = FeeReview.objects.get(matter=matter)
    assert (review.month, review.proposed_ore) == ("2026-01", None)
    assert {"new", "missing"} <= set(review.reasons)


def test_nothing_is_decided_while_something_that_matters_is_unknown(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    with pytest.raises(FeeNotComputableError, match="saknas"):
        decided(matter, there.fia)
    assert not Decision.objects.exists()


def test_what_is_known_gives_a_fee_that_a_person_decides(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    made = decided(matter, there.fia)
    kept = calculate(matter, JANUARY).result
    assert made.fee_ore == kept.fee_ore > 0
    assert made.decision.decided_by_name == "Fia Ros"
    assert made.decision.outcome == "fee_set"
    assert sum(line["amount_ore"] for line in made.lines) == made.fee_ore
    assert made.decision.calculation["fee"]["trace"]["trace"]
    assert made.versions["parameters"]
    assert fee_of(matter, NOVEMBER) == made
    assert not FeeReview.objects.filter(matter=matter, closed_at__isnull=True).exists()
    assert verify().ok


def test_a_higher_income_never_gives_more_than_the_ceiling(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=60_000)
    made = decided(matter, there.fia)
    care = next(line["amount_ore"] for line in made.lines if line["code"] == "care")
    assert care <= 266_005


def test_one_who_does_not_want_to_say_pays_the_highest_fee(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, **{"fee.information": "not_given"})
    made = decided(matter, there.fia)
    assert made.cause == "no_information"
    assert made.fee_ore > 200_000


def test_the_letter_says_who_decided_the_calculation_and_how_to_appeal(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    made = decided(matter, there.fia)
    pdf = decision_letter_pdf(made.decision)
    assert pdf.startswith(b"%PDF")
    assert pdf == decision_letter_pdf(made.decision)
    outgoing = Outgoing.objects.get(decision=made.decision)
    deliver_letter(outgoing_id=outgoing.pk, by=actor(there.fia), at=NOW)
    made.decision.refresh_from_db()
    assert made.decision.delivered_at == NOW
    assert made.decision.appeal_by_date is not None


def test_a_decision_is_made_once(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    review = FeeReview.objects.get(matter=matter)
    decided(matter, there.fia)
    with pytest.raises(FeeDutyError, match="redan"):
        decide_review(review=review, reasons="", shown_hash="", by=actor(there.fia), at=NOW)
    assert FeeDecision.objects.count() == 1


def test_what_was_changed_since_the_page_was_shown_is_not_decided(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    review = FeeReview.objects.get(matter=matter)
    shown = basis_hash(calculate(matter, JANUARY).result)
    change_fee_fact(review=review, name="fee.housing.rent", value=700_000, reason="Ny avi", by=actor(there.fia), at=NOW)
    with pytest.raises(FeeDutyError, match="ändrats"):
        decide_review(review=review, reasons="", shown_hash=shown, by=actor(there.fia), at=NOW)


def test_the_database_refuses_to_change_a_decided_fee(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    made = decided(matter, there.fia)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeDecision.objects.filter(pk=made.pk).update(fee_ore=1)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM fees_feedecision")


def test_said_and_registered_stand_side_by_side_and_a_difference_goes_to_a_person(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=12_000)
    registers_say(matter, public_pension=15_000)
    review = FeeReview.objects.get(matter=matter)
    assert "difference" in review.reasons
    (apart,) = calculate(matter, JANUARY).situation.differences
    assert (apart.said, apart.registered, apart.apart_ore) == (1_200_000, 1_500_000, 300_000)


def test_a_fee_officer_settles_a_difference_with_a_reason(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=12_000)
    registers_say(matter, public_pension=15_000)
    review = change_fee_fact(
        review=FeeReview.objects.get(matter=matter), name="fee.income.public_pension",
        value={"amount": 1_350_000, "times": 12, "net": True}, reason="Nytt besked", by=actor(there.fia), at=NOW,
    )  # fmt: skip
    assert "difference" not in review.reasons


def test_a_higher_fee_on_what_the_person_has_not_said_is_told_before(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=14_000)
    first = decided(matter, there.fia)
    registers_say(matter, NOVEMBER, public_pension=15_000)
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    assert review.proposed_ore > first.fee_ore
    with pytest.raises(FeeDutyError, match="underrättelse"):
        decided(matter, there.fia)
    send_notice(review=review, text="Din avgift blir högre.", by=actor(there.fia), at=NOW)
    with pytest.raises(FeeDutyError, match="tid på sig"):
        decided(matter, there.fia)
    sent = communication_of(matter=matter, month="2026-11")
    answer_communication(communication=sent, answer="Det stämmer.", by=actor(there.svea_user), at=NOW)
    second = decided(matter, there.fia)
    assert (second.from_month, second.replaces) == ("2026-11", first)
    assert fee_of(matter, Month(2026, 10)) == first
    assert fee_of(matter, NOVEMBER) == second


def test_it_can_be_decided_when_the_time_to_answer_has_passed(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=14_000)
    decided(matter, there.fia)
    registers_say(matter, NOVEMBER, public_pension=15_000)
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    send_notice(review=review, text="Din avgift blir högre.", by=actor(there.fia), at=NOW)
    assert decided(matter, there.fia, at=NOW + timedelta(days=15)).from_month == "2026-11"


def test_a_month_away_has_a_decision_of_its_own_and_the_next_is_as_before(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    first = decided(matter, there.fia)
    note_absence(
        matter=matter, from_date=NOVEMBER.first_day, to_date=NOVEMBER.last_day, reason="hospital",
        by=actor(there.fia), at=NOW,
    )  # fmt: skip
    away = decided(matter, there.fia)
    assert (away.from_month, away.to_month) == ("2026-11", "2026-11")
    assert away.fee_ore <= first.fee_ore
    assert fee_of(matter, Month(2026, 12)) == first


def test_granted_hours_are_not_paid_for_days_away(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=40_000)
    decided(matter, there.fia)
    note_absence(
        matter=matter, from_date=NOVEMBER.first_day, to_date=NOVEMBER.last_day, reason="hospital",
        by=actor(there.fia), at=NOW,
    )  # fmt: skip
    away = decided(matter, there.fia)
    assert away.fee_ore == 280_00  # the alarm, which the tariff takes out also then
    assert calculate(matter, Month(2026, 12)).result.basis == {
        **calculate(matter, JANUARY).result.basis, "month": "2026-12"
    }  # fmt: skip


def test_hours_granted_in_the_middle_of_a_month_are_paid_from_that_day(there: Unitful):
    matter = a_matter(there.unit, there.svea, services=False)
    grant_service(
        matter=matter, kind="home_care", measure="minutes", quantity=600, from_date=date(2026, 11, 16), by=SYSTEM,
        at=NOW,
    )  # fmt: skip
    told(matter, pension_kr=40_000)
    first = decided(matter, there.fia)
    assert (first.from_month, first.to_month, first.fee_ore) == ("2026-11", "2026-11", 5 * 440_00)
    following = decided(matter, there.fia)
    assert (following.from_month, following.to_month, following.fee_ore) == ("2026-12", "", 2_660_00)


def test_when_the_last_service_ends_its_last_month_is_paid_by_the_day(there: Unitful):
    matter = a_matter(there.unit, there.svea, services=False)
    grant_service(
        matter=matter, kind="home_care", measure="minutes", quantity=300, from_date=date(2026, 1, 1), by=SYSTEM, at=NOW
    )  # fmt: skip
    told(matter, pension_kr=40_000)
    assert decided(matter, there.fia).fee_ore == 5 * 440_00
    service = GrantedService.objects.get(matter=matter)
    end_service(service=service, last_date=date(2026, 11, 12), by=actor(there.fia), at=NOW)
    last = decided(matter, there.fia)
    assert (last.from_month, last.to_month, last.fee_ore) == ("2026-11", "2026-11", 2 * 440_00)
    after = decided(matter, there.fia)
    assert (after.from_month, after.to_month, after.fee_ore) == ("2026-12", "", 0)
    assert not FeeReview.objects.filter(matter=matter, closed_at__isnull=True).exists()


def test_a_correction_back_in_time_is_followed_by_what_was_decided_since(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter, pension_kr=14_000)
    first = decided(matter, there.fia)
    told(matter, pension_kr=14_500, month=Month(2026, 6))
    open_review(matter=matter, month=Month(2026, 6), reason="change", by=SYSTEM, at=NOW)
    summer = decided(matter, there.fia)
    told(matter, pension_kr=14_100, month=Month(2026, 3))
    open_review(matter=matter, month=Month(2026, 3), reason="change", by=SYSTEM, at=NOW)
    spring = decided(matter, there.fia)
    assert (spring.fee_ore - first.fee_ore, summer.fee_ore - first.fee_ore) == (100_00, 500_00)
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    assert (review.month, review.before_ore, review.proposed_ore) == ("2026-06", spring.fee_ore, summer.fee_ore)
    again = decided(matter, there.fia)
    fees = [fee_of(matter, Month(2026, month)) for month in (2, 3, 5, 6, 11)]
    assert fees == [first, spring, spring, again, again]
    assert again.fee_ore == summer.fee_ore
    assert not FeeReview.objects.filter(matter=matter, closed_at__isnull=True).exists()


def test_a_review_without_a_change_is_closed_as_looked_at(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    decided(matter, there.fia)
    registers_say(matter, NOVEMBER, public_pension=14_000)
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    refresh_review(review=review, by=actor(there.fia), at=NOW)
    assert close_unchanged(review=review, by=actor(there.fia), at=NOW).outcome == "unchanged"


def test_an_ended_service_changes_the_fee_from_the_month_after(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    decided(matter, there.fia)
    service = GrantedService.objects.get(matter=matter, kind="alarm")
    end_service(service=service, last_date=NOVEMBER.first_day, by=actor(there.fia), at=NOW)
    assert FeeReview.objects.get(matter=matter, closed_at__isnull=True).month == "2026-12"


def test_every_step_is_in_the_log(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    decided(matter, there.fia)
    kinds = {event.kind for event in events(matter=str(matter.pk))}
    assert {"fees.matter_opened", "fees.service_granted", "fees.review_opened", "fees.decided", "fees.review_closed",
            "cases.decided", "dispatch.letter_ordered"} <= kinds  # fmt: skip
