"""A fee decided on the road is taken up, and the reviewer sees what the machine saw; nobody else does."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from andrum.accounts.service import Role, User, create_unit
from andrum.audit.service import SYSTEM, AuditEvent, verify
from andrum.control.models import Review
from andrum.fees.actions.recalculating import approve_recalculation, decide_items
from andrum.fees.models import FeeDecision
from andrum.fees.service import give_fee_mandate, switch_fee_mandate
from andrum.people.service import set_protection
from tests.rooms.control.stage import make_reviewer
from tests.rooms.fees.stage import NOW, Unitful, a_matter, actor, make_unit, told
from tests.rooms.fees.test_deciding import decided
from tests.rooms.fees.test_recalculating import LATER, as_if_old, previewed
from tests.rooms.fees.test_statements import begun, settled, signed

PAGES = ("", "brev.pdf", "sparat.json")


@pytest.fixture
def there(db: None) -> Unitful:
    with time_machine.travel(NOW, tick=False):
        return make_unit()


@pytest.fixture
def rut(there: Unitful) -> User:
    return make_reviewer("rut", there.unit)


@pytest.fixture
def review(there: Unitful, rut: User, django_capture_on_commit_callbacks) -> Review:
    """Svea's fee, decided in January by a person and recalculated in December by the machine."""
    matter = a_matter(there.unit, there.svea)
    told(matter)
    decided(matter, there.fia)
    as_if_old([matter])
    mandate = give_fee_mandate(
        unit=there.unit, code="yearly", most_change_ore=10_000, valid_from=date(2026, 12, 1),
        decided_by_board_ref="SN 2026-11-01 § 9", by=actor(there.boss), at=LATER,
    )  # fmt: skip
    switch_fee_mandate(mandate=mandate, state="on", reason="Nämnden", by=actor(there.boss), at=LATER)
    made = previewed(there)
    with time_machine.travel(LATER, tick=False), django_capture_on_commit_callbacks(execute=True):
        approve_recalculation(recalculation=made, shown_count=1, by=actor(there.boss), at=LATER)
        ids = list(made.items.values_list("pk", flat=True))
        decide_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER)
    return Review.objects.get()


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel(LATER, tick=False):
        yield


def page(user: User | None, address: str, **data: str):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.post(address, data) if data else client.get(address)


def address_of(review: Review, part: str = "") -> str:
    return f"/kontroll/granskningar/{review.pk}/{part}"


def test_a_fee_is_taken_up_as_the_machine_decides_it_and_not_when_a_person_does(review: Review):
    by_machine = FeeDecision.objects.get(decision__how="automated")
    assert review.decision_id == by_machine.pk
    assert (review.state, review.is_drawn) == ("waiting", True)
    assert "first_for_person" in review.risks
    assert "changed_amount" not in review.risks
    assert FeeDecision.objects.filter(decision__how="person").count() == 1
    assert verify().ok


def test_the_reviewer_sees_facts_with_sources_the_calculation_and_the_letter(review: Review, rut: User):
    fee = FeeDecision.objects.get(pk=review.decision_id)
    text = page(rut, address_of(review)).content.decode()
    for part in (
        "Svea Åberg", "Inkomster i månaden", "Det du alltid ska ha kvar", "Att betala", "tidigare", "32 kap.",
        "Omräknat nu: samma resultat", "Bara årets belopp har ändrats sedan förra beslutet.",
        "Omräkningen godkändes av Bengt Chef.", "Ingen uppgift skilde sig mellan källorna.", "Allmän pension",
        "14\u00a0000\u00a0kr", "Den enskilde", "AVGIFT-YEARLY@2026-12-01, SN 2026-11-01 § 9",
        "Första automatiska beslutet för personen", fee.decision.calculation["what"],
    ):  # fmt: skip
        assert part in text, part
    for key in ("fee.income", "public_pension", "Beviljat", "0\u00a0kr</dd>"):
        assert key not in text, key
    letter = page(rut, address_of(review, "brev.pdf"))
    assert (letter.status_code, letter.content[:5]) == (200, b"%PDF-")
    saved = page(rut, address_of(review, "sparat.json")).json()
    assert saved["calculation"]["fee"]["basis"]["month"] == "2026-12"
    assert saved["steps"] == []
    read = AuditEvent.objects.filter(kind="control.review_read", subject=f"review:{review.pk}").order_by("seq")
    assert [event.details["part"] for event in read] == ["all", "letter", "saved"]
    assert {(event.actor_id, event.matter) for event in read} == {(str(rut.pk), str(review.matter_id))}


def test_facts_that_came_after_the_decision_are_not_what_the_machine_saw(review: Review, rut: User, there: Unitful):
    with time_machine.travel(LATER.replace(day=12), tick=False):
        from andrum.cases.service import FactValue, record_facts

        value = {"amount": 1_999_900, "times": 12, "net": True}
        facts = [FactValue("fee.income.public_pension", value, month="2026-12", source="citizen")]
        record_facts(matter=review.matter, facts=facts, by=SYSTEM, at=LATER.replace(day=12))
        text = page(rut, address_of(review)).content.decode()
    assert "14\u00a0000\u00a0kr" in text
    assert "19\u00a0999\u00a0kr" not in text


@pytest.mark.parametrize("part", PAGES)
def test_only_the_units_reviewer_and_manager_come_in(review: Review, rut: User, there: Unitful, part: str):
    soder = create_unit(name="Söder", code="soder", by=SYSTEM, at=NOW)
    others = (
        there.svea_user, there.sven_user, there.fia, make_reviewer("gun", soder),
        make_reviewer("max", soder, Role.UNIT_MANAGER), make_reviewer("gro", there.unit, Role.BOARD),
    )  # fmt: skip
    assert {page(user, address_of(review, part)).status_code for user in (rut, there.boss)} == {200}
    assert {page(user, address_of(review, part)).status_code for user in others} == {404}
    assert {page(user, address_of(review), verdict="right").status_code for user in others} == {404}
    assert page(None, address_of(review, part)).status_code == 302
    review.refresh_from_db()
    assert review.state == "waiting"


def test_a_protected_matter_is_nowhere_for_those_not_named(review: Review, rut: User, there: Unitful):
    set_protection(person=there.svea, protection="sekretessmarkering", by=SYSTEM, at=LATER)
    review.matter.is_protected = True
    review.matter.save()
    assert page(rut, address_of(review)).status_code == 404
    assert review.matter.reference not in page(rut, "/kontroll/granskningar/").content.decode()


def test_the_queue_says_what_is_to_be_paid_and_the_answer_is_kept(review: Review, rut: User):
    fee = FeeDecision.objects.get(pk=review.decision_id)
    text = page(rut, "/kontroll/granskningar/").content.decode()
    assert review.matter.reference in text
    assert f"{fee.fee_ore // 100_000}\u00a0{fee.fee_ore // 100 % 1000:03d}\u00a0kr" in text
    answer = page(rut, address_of(review), verdict="right")
    assert (answer.status_code, answer["Location"]) == (302, "/kontroll/granskningar/")
    review.refresh_from_db()
    assert (review.state, review.outcome) == ("closed", "right")


def test_the_figures_show_the_fee_mandate_and_its_own_manager_can_stop_it(review: Review, rut: User, there: Unitful):
    soder = create_unit(name="Söder", code="soder", by=SYSTEM, at=NOW)
    gun = make_reviewer("gun", soder, Role.UNIT_MANAGER)
    mandate = review.stratum.fee_mandate
    assert mandate is not None
    stop = f"/kontroll/avgiftsmandat/{mandate.pk}/stoppa/"
    for user, may_stop in ((rut, False), (gun, False), (there.boss, True)):
        text = page(user, "/kontroll/").content.decode()
        assert "Omräkning där bara årets belopp har ändrats (Avgiftsenheten)" in text
        assert "0 av 1 lottade, bland 1 beslut" in text
        assert (stop in text) == may_stop
    follow_up = page(there.boss, "/kontroll/uppfoljning/").content.decode()
    assert "(Avgiftsenheten)" in follow_up
    assert {page(user, stop, reason="Fel").status_code for user in (rut, gun, there.fia, there.svea_user)} == {404}
    client = Client()
    client.force_login(there.boss)
    assert "Avgifterna lämnas nu till handläggare" in client.post(stop, {}, follow=True).content.decode()
    mandate.refresh_from_db()
    assert mandate.state == "stopped"
    assert review.key in page(rut, f"/kontroll/lottningar/{review.seed_day}/").content.decode()


def test_what_somebody_confirmed_and_the_machine_decided_is_taken_up_too(
    there: Unitful, rut: User, django_capture_on_commit_callbacks
):
    with time_machine.travel(NOW, tick=False):
        matter = settled(there)
        mandate = give_fee_mandate(
            unit=there.unit, code="confirmed", most_change_ore=20_000, valid_from=date(2026, 11, 1),
            decided_by_board_ref="SN 2026-10-01 § 4", by=actor(there.boss), at=NOW,
        )  # fmt: skip
        switch_fee_mandate(mandate=mandate, state="on", reason="Nämnden", by=actor(there.boss), at=NOW)
        with django_capture_on_commit_callbacks(execute=True):
            signed(there, begun(there, matter, "confirm"))
    review = Review.objects.get()
    assert review.stratum.fee_mandate == mandate
    text = page(rut, address_of(review)).content.decode()
    for part in ("Det som registren säger bekräftades den 2 november 2026.", "Omräknat nu: samma resultat"):
        assert part in text, part
