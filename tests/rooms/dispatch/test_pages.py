"""What goes out, on screen: for those who answer for it, and for nobody else."""

import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from andrum.accounts.service import Role, User, add_membership
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.service import Decision, Matter, record_fact
from andrum.dispatch.actions.by_hand import hand_over_letter
from andrum.dispatch.actions.delivery import wait
from andrum.dispatch.actions.payment_files import collect_payment_file, deliver_payment_file
from andrum.dispatch.service import (
    Outgoing,
    OutgoingState,
    PaymentFile,
    ReceiverRefusedError,
    order_letter,
    order_payment,
)
from andrum.people.service import set_protection
from tests.cast import NOW, Cast
from tests.rooms.dispatch.conftest import Decide

LISTS = (
    "/utskick/",
    "/utskick/vantar/",
    "/utskick/for-hand/",
    "/utskick/misslyckade/",
    "/utskick/klara/",
    "/utskick/betalfiler/",
)


@pytest.fixture
def decision(decided: Decide) -> Decision:
    return decided()


@pytest.fixture
def letter(decision: Decision) -> Outgoing:
    return order_letter(decision=decision, by=SYSTEM, at=NOW)


@pytest.fixture
def payment(decision: Decision) -> Outgoing:
    return order_payment(decision=decision, amount_ore=512300, by=SYSTEM, at=NOW)


@pytest.fixture
def file(payment: Outgoing) -> PaymentFile:
    made = collect_payment_file(by=SYSTEM, at=NOW)
    assert made is not None
    return made


def as_user(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def page(user: User, address: str) -> str:
    answer = as_user(user).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("who", ["alva", "jon", "cilla", "dag", "frank", "greta", "ida", "kim"])
@pytest.mark.parametrize("address", LISTS)
def test_the_lists_are_for_managers_and_administrators_only(cast: Cast, letter: Outgoing, who: str, address: str):
    assert as_user(getattr(cast, who)).get(address).status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_one_who_is_not_signed_in_is_sent_to_sign_in(cast: Cast, address: str):
    answer = as_user(None).get(address)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/logga-in")


@pytest.mark.parametrize("who", ["eva", "hugo"])
@pytest.mark.parametrize("address", LISTS)
def test_every_list_says_what_will_be_there_when_it_is_empty(cast: Cast, who: str, address: str):
    assert 'class="empty"' in page(getattr(cast, who), address)


def test_a_manager_sees_who_and_what_waits_and_why(cast: Cast, letter: Outgoing, payment: Outgoing):
    wait(outgoing=letter, cause="Brevlådan svarar inte", by=SYSTEM, at=NOW)
    text = page(cast.eva, "/utskick/")
    for part in ("Alva Ek", "Brevlådan svarar inte", "Försök igen", "5\u00a0123\u00a0kr"):
        assert part in text, part


def test_a_manager_of_another_unit_sees_nothing_of_it(cast: Cast, letter: Outgoing):
    add_membership(
        user=cast.dag, unit=cast.soder, role=Role.UNIT_MANAGER, from_date=timezone.localdate(), by=SYSTEM, at=NOW
    )
    text = page(User.objects.get(pk=cast.dag.pk), "/utskick/")
    assert "Alva" not in text
    assert letter.matter.reference not in text
    assert "(0)" in text


def test_an_administrator_sees_references_but_no_names(cast: Cast, letter: Outgoing):
    text = page(cast.hugo, "/utskick/")
    assert letter.matter.reference in text
    assert "Alva" not in text


@pytest.mark.parametrize("who", ["eva", "hugo"])
def test_protected_matters_are_neither_listed_nor_counted(cast: Cast, letter: Outgoing, matter: Matter, who: str):
    set_protection(person=cast.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    Matter.objects.filter(pk=matter.pk).update(is_protected=True)
    text = page(getattr(cast, who), "/utskick/")
    assert matter.reference not in text
    assert "(1)" not in text


def test_trying_again_starts_the_letter_and_is_refused_to_others(cast: Cast, letter: Outgoing):
    wait(outgoing=letter, cause="x", by=SYSTEM, at=NOW)
    address = f"/utskick/{letter.pk}/igen/"
    for who in (cast.alva, cast.cilla, cast.dag, cast.jon):
        assert as_user(who).post(address).status_code == 404
    assert as_user(cast.eva).get(address).status_code == 405
    assert as_user(cast.eva).post(address, follow=True).status_code == 200
    letter.refresh_from_db()
    assert letter.state == OutgoingState.QUEUED
    assert "kan inte skickas på nytt" in as_user(cast.eva).post(address, follow=True).content.decode()


def test_the_letter_is_shown_to_those_who_may_see_the_matter_and_reading_is_logged(cast: Cast, decision: Decision):
    address = f"/utskick/beslut/{decision.pk}/brev.pdf"
    for who in (cast.alva, cast.dag, cast.jon, cast.hugo, cast.frank):
        assert as_user(who).get(address).status_code == 404
    assert as_user(None).get(address).status_code == 302
    answer = as_user(cast.cilla).get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert PdfReader(io.BytesIO(answer.content)).pages
    assert AuditEvent.objects.filter(kind="dispatch.letter_previewed", actor_id=str(cast.cilla.pk)).count() == 1


def test_a_letter_sent_by_post_is_marked_by_the_caseworker(cast: Cast, letter: Outgoing):
    hand_over_letter(outgoing=letter, by=SYSTEM, at=NOW, cause="refused")
    address = f"/utskick/{letter.pk}/for-hand/"
    for who in (cast.alva, cast.dag, cast.jon, cast.hugo):
        assert as_user(who).get(address).status_code == 404
        assert as_user(who).post(address, {"deed": "sent"}).status_code == 404
    assert "Markera som skickat" in page(cast.cilla, address)
    bad = as_user(cast.cilla).post(address, {"deed": "sent", "sent-received_date": "i går"})
    assert bad.status_code == 200
    assert as_user(cast.cilla).post(address, {"deed": "sent"}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == OutgoingState.SENT
    again = as_user(cast.cilla).post(address, {"deed": "sent"})
    assert "väntar inte på en människa" in again.content.decode()


def test_a_payment_without_account_gets_one_on_the_page_or_is_stopped(cast: Cast, matter: Matter, decision: Decision):
    record_fact(matter=matter, name="payment.account", value="x", source="caseworker", reason="x", by=SYSTEM, at=NOW)
    order = order_payment(decision=decision, amount_ore=512300, by=SYSTEM, at=NOW)
    address = f"/utskick/{order.pk}/for-hand/"
    wrong = as_user(cast.cilla).post(address, {"deed": "account", "account-account": "123, 4567890"})
    assert "Clearingnumret stämmer inte" in wrong.content.decode()
    assert as_user(cast.cilla).post(address, {"deed": "nonsense"}).status_code == 200
    as_user(cast.cilla).post(address, {"deed": "account", "account-account": "6000, 123 456 789"})
    order.refresh_from_db()
    assert order.state == OutgoingState.QUEUED
    as_user(cast.cilla).post(address, {"deed": "cancel", "cancel-reason": "Fel belopp"})
    order.refresh_from_db()
    assert (order.state, order.cause) == (OutgoingState.CANCELLED, "Fel belopp")


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ("6000, 123 456 788", "följer inte bankens regler"),
        ("9010, 123 456 7", "finns inte bland de banker"),
        ("5000, 123 456 78", "längre än bankens"),
    ],
)
def test_a_doubtful_account_is_asked_about_and_paid_to_by_one_who_has_checked_it(
    cast: Cast, matter: Matter, decision: Decision, account: str, said: str
):
    record_fact(matter=matter, name="payment.account", value="x", source="caseworker", reason="x", by=SYSTEM, at=NOW)
    order = order_payment(decision=decision, amount_ore=512300, by=SYSTEM, at=NOW)
    address, form = f"/utskick/{order.pk}/for-hand/", {"deed": "account", "account-account": account}
    asked = as_user(cast.cilla).post(address, form).content.decode()
    assert said in asked
    assert "Kryssa i rutan om numret ändå är rätt" in asked
    assert account in asked
    order.refresh_from_db()
    assert order.state == OutgoingState.BY_HAND
    as_user(cast.cilla).post(address, {**form, "account-is_checked": "on"})
    order.refresh_from_db()
    assert order.state == OutgoingState.QUEUED


def test_payment_files_show_sums_and_only_an_administrator_takes_one_out_and_it_is_logged(
    cast: Cast, file: PaymentFile
):
    text = page(cast.eva, "/utskick/betalfiler/")
    assert "5\u00a0123\u00a0kr" in text
    assert file.message_id in text
    assert "Hämta" not in text
    address = f"/utskick/betalfiler/{file.pk}/hamta/"
    for who in (cast.alva, cast.cilla, cast.dag, cast.jon, cast.eva):
        assert as_user(who).post(address).status_code == 404
    assert as_user(None).post(address).status_code == 302
    assert as_user(cast.hugo).get(address).status_code == 405
    answer = as_user(cast.hugo).post(address)
    assert answer.content == bytes(file.content)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert AuditEvent.objects.filter(kind="dispatch.payment_file_downloaded").count() == 1


def test_a_file_that_pays_a_protected_identity_is_taken_out_by_named_staff_only(
    cast: Cast, file: PaymentFile, matter: Matter
):
    Matter.objects.filter(pk=matter.pk).update(is_protected=True)
    address = f"/utskick/betalfiler/{file.pk}/hamta/"
    assert as_user(cast.hugo).post(address).status_code == 404
    User.objects.filter(pk=cast.hugo.pk).update(may_see_protected=True)
    assert as_user(cast.hugo).post(address).status_code == 200


def test_a_refused_file_says_why_and_can_be_tried_again_or_marked(
    cast: Cast, file: PaymentFile, monkeypatch: pytest.MonkeyPatch
):
    class Refusing:
        def deliver(self, **_: object) -> str:
            raise ReceiverRefusedError("Avtalet saknas")

    monkeypatch.setattr("andrum.dispatch.actions.payment_files.payment_channel", Refusing)
    deliver_payment_file(file_id=file.pk, by=SYSTEM, at=NOW)
    assert "Avtalet saknas" in page(cast.eva, "/utskick/betalfiler/")
    assert as_user(cast.eva).post(f"/utskick/betalfiler/{file.pk}/lamnad/").status_code == 404
    assert as_user(cast.cilla).post(f"/utskick/betalfiler/{file.pk}/igen/").status_code == 404
    as_user(cast.hugo).post(f"/utskick/betalfiler/{file.pk}/lamnad/")
    assert "Lämnad till banken" in page(cast.eva, "/utskick/betalfiler/")
    late = as_user(cast.eva).post(f"/utskick/betalfiler/{file.pk}/igen/", follow=True)
    assert "redan lämnad" in late.content.decode()


@pytest.mark.parametrize("address", ["/utskick/999/for-hand/", "/utskick/beslut/999/brev.pdf", "/utskick/annat/"])
def test_what_is_not_there_is_not_found(cast: Cast, address: str):
    assert as_user(cast.eva).get(address).status_code == 404


def test_a_missing_sender_is_said_on_the_page(cast: Cast, settings: Any, tmp_path: Any):
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    assert "väntar på kommunens egna uppgifter" in page(cast.eva, "/utskick/")
