"""After it is sent: requests for a supplement, what is told before a decision, the decision, objections."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from andrum.accounts.service import User, actor_of
from andrum.applications.domain.errors import SupplementError
from andrum.applications.models import Application, Attachment, Supplement
from andrum.applications.service import SupplementAnswered, answer_supplement, request_supplement
from andrum.audit.service import MACHINE, AuditEvent
from andrum.cases.service import (
    Decision,
    Document,
    Task,
    add_document,
    communicate,
    communication_of,
    decide,
    mark_delivered,
    send_message,
)
from andrum.kernel.events import subscribe
from tests.cast import NOW, Cast
from tests.rooms.applications.answers import alone, co_sign, draft, pdf, sign, with_bo

ASKED = [
    {"code": "rent", "text": "Skicka hyresavin för november.", "fact": "housing.rent"},
    {"code": "salary", "text": "När fick du lönen?", "fact": "income.i1"},
]
RECEIPT = [
    {"group": "norm", "label": "En vuxen", "amount": 543_000, "detail": "30 dagar", "provision": "12 kap. 7 § SoL"},
    {"group": "costs", "label": "Hyra", "amount": 650_000, "detail": ""},
    {"group": "need", "label": "Riksnorm och kostnader tillsammans", "amount": 1_193_000},
    {"group": "incomes", "label": "Lön", "amount": -420_000},
    {"group": "grant", "label": "Bistånd", "amount": 773_000},
    {"group": "not_counted", "label": "Kostnad: bredband", "amount": 9_900, "detail": "Räknas inte: över taket."},
]


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(application: Application, cast: Cast, items: list[dict[str, str]] = ASKED) -> Supplement:
    return request_supplement(
        matter=application.matter, application=application, items=items, due_date=date(2026, 11, 12),
        by=actor_of(cast.cilla), at=NOW,
    )  # fmt: skip


def decided(application: Application, *, outcome: str = "granted", amount: int = 773_000, **more: Any) -> Decision:
    facts = {
        "matter": application.matter, "month": application.month, "outcome": outcome, "amount_ore": amount,
        "reasons": "Du har rätt till försörjningsstöd.", "how": "automated", "mandate_ref": "SN 2026:1",
        "calculation": {"receipt": RECEIPT}, "rulebook_version": "2026.1", "applied_ore": amount, "by": MACHINE,
        "at": NOW, "key": f"test:{application.pk}",
    }  # fmt: skip
    return decide(**(facts | more))


def at(name: str, *args: object) -> str:
    return reverse(f"applications:{name}", args=args)


def test_a_supplement_is_asked_once_and_seen_by_the_applicant(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    asked = ask(application, cast)
    assert ask(application, cast).pk == asked.pk
    with pytest.raises(SupplementError, match="redan en komplettering"):
        ask(application, cast, ASKED[:1])
    home = client_of(cast.alva).get("/mina-sidor/").content.decode()
    assert "Vi behöver något av dig" in home
    assert at("supplement", application.pk, asked.pk) in home


def test_a_supplement_without_a_question_is_refused(cast: Cast):
    with pytest.raises(SupplementError, match="inget att be om"):
        ask(sign(draft(cast.alva, alone()), cast.alva), cast, [])


def test_a_supplement_is_answered_in_words_and_with_files_once(cast: Cast):
    heard: list[SupplementAnswered] = []
    subscribe(SupplementAnswered, heard.append)
    application = sign(draft(cast.alva, alone()), cast.alva)
    page = at("supplement", application.pk, ask(application, cast).pk)
    alva = client_of(cast.alva)
    sent = {"svar_salary": "Den 25 oktober", "svar_other": "x", "file": SimpleUploadedFile("avi.pdf", pdf())}
    assert alva.post(page, sent).status_code == 302
    assert alva.post(page, {"svar_salary": "En gång till"}).status_code == 302
    answered = Supplement.objects.get()
    assert answered.answers == {"salary": "Den 25 oktober"}
    assert Document.objects.filter(matter=application.matter, title="avi.pdf").count() == 1
    assert AuditEvent.objects.filter(kind="applications.supplement_answered").count() == 1
    shown = alva.get(at("status", application.pk)).content.decode()
    assert "Den 25 oktober" in shown
    assert "Du kompletterade" in shown


def test_an_empty_answer_is_not_sent(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    asked = ask(application, cast)
    answer = client_of(cast.alva).post(at("supplement", application.pk, asked.pk), {"svar_rent": "  \u200e "})
    assert (answer.status_code, "Svaret är tomt" in answer.content.decode()) == (422, True)
    with pytest.raises(SupplementError, match="för långt"):
        answer_supplement(supplement=asked, answers={"rent": "x" * 5000}, by=actor_of(cast.alva), at=NOW)


def test_a_bad_file_leaves_what_was_typed(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    page = at("supplement", application.pk, ask(application, cast).pk)
    sent = {"svar_salary": "Den 25 oktober", "file": SimpleUploadedFile("avi.exe", b"MZ")}
    answer = client_of(cast.alva).post(page, sent)
    assert answer.status_code == 422
    assert "Den 25 oktober" in answer.content.decode()
    assert Supplement.objects.get().answered_at is None


def test_files_are_attached_one_by_one_before_the_answer_is_sent(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    page = at("supplement", application.pk, ask(application, cast).pk)
    alva = client_of(cast.alva)
    shown = alva.post(page, {"attach": "1", "file": SimpleUploadedFile("avi.pdf", pdf()), "svar_salary": "Snart"})
    assert "avi.pdf" in shown.content.decode()
    assert "Snart" in shown.content.decode()
    alva.post(at("remove_file", application.pk, Attachment.objects.get().pk))
    assert not Attachment.objects.exists()


def test_nobody_else_sees_or_answers_a_supplement(cast: Cast):
    application = co_sign(sign(draft(cast.alva, with_bo()), cast.alva), cast.bo)
    page = at("supplement", application.pk, ask(application, cast).pk)
    for user in (cast.bo, cast.jon, cast.cilla):
        assert client_of(user).get(page).status_code == 404
        assert client_of(user).post(page, {"svar_rent": "x"}).status_code == 404


def test_the_decision_is_shown_line_by_line_with_who_decided_and_what_can_be_done(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    made = decided(application)
    mark_delivered(decision=made, delivered_at=NOW, by=MACHINE, at=NOW)
    alva = client_of(cast.alva)
    assert "Beslut fattat" in alva.get("/mina-sidor/").content.decode()
    shown = alva.get(at("decision", application.pk, made.pk)).content.decode()
    for words in (
        "7\xa0730\xa0kr", "En vuxen", "12 kap. 7 § SoL", "Riksnorm och kostnader tillsammans", "\u22124\xa0200\xa0kr",
        "Räknas inte: över taket", "fattat automatiskt", "SN 2026:1", "senast 23 november 2026",
    ):  # fmt: skip
        assert words in shown, words


def test_a_decision_made_while_the_page_is_read_never_stands_below_another_word(cast: Cast, monkeypatch):
    application = sign(draft(cast.alva, alone()), cast.alva)
    monkeypatch.setattr(
        "andrum.applications.web.views.status.note_application_read", lambda **_read: decided(application)
    )
    alva = client_of(cast.alva)
    page = alva.get(at("status", application.pk)).content.decode()
    assert "Inskickad" in page
    assert "Läs beslutet" not in page
    assert "Beslut fattat" not in page
    monkeypatch.undo()
    page = alva.get(at("status", application.pk)).content.decode()
    assert "Inskickad" not in page
    assert "Läs beslutet" in page


def test_a_calculation_of_another_shape_never_breaks_the_page(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    odd = {"receipt": [1, {"label": 3}, {"group": "norm", "label": "X", "amount": {"low": 1, "high": None}}], "x": []}
    made = decided(application, calculation=odd)
    assert "Beloppet är inte känt" in client_of(cast.alva).get(at("decision", application.pk, made.pk)).content.decode()


def test_without_a_calculation_the_page_says_where_it_is(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    made = decided(application, calculation={"household": {"schema": 99}})
    shown = client_of(cast.alva).get(at("decision", application.pk, made.pk)).content.decode()
    assert "Beräkningen står i brevet" in shown


def test_the_letter_is_the_parties_only(cast: Cast):
    application = co_sign(sign(draft(cast.alva, with_bo()), cast.alva), cast.bo)
    made = decided(application)
    address = at("letter", application.pk, made.pk)
    assert client_of(cast.alva).get(address).status_code == 404
    add_document(
        matter=application.matter, kind="decision_letter", title="Beslut 2026-11", media_type="application/pdf",
        content=pdf(), source="andrum", by=MACHINE, at=NOW, key=f"letter:decision:{made.pk}",
    )  # fmt: skip
    for user in (cast.alva, cast.bo):
        got = client_of(user).get(address)
        assert (got.status_code, got["Content-Type"]) == (200, "application/pdf")
    for user in (cast.jon, cast.cilla, cast.dag):
        assert client_of(user).get(address).status_code == 404
        assert client_of(user).get(at("decision", application.pk, made.pk)).status_code == 404
        assert client_of(user).get(at("status", application.pk)).status_code == 404


def test_a_decision_of_another_matter_is_not_there(cast: Cast):
    mine = sign(draft(cast.alva, alone()), cast.alva)
    other = decided(sign(draft(cast.jon, alone()), cast.jon))
    for name in ("decision", "letter", "objection", "appeal"):
        assert client_of(cast.alva).get(at(name, mine.pk, other.pk)).status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("objection", "objection"), ("appeal", "appeal")])
def test_an_objection_and_an_appeal_become_tasks_once(cast: Cast, name: str, kind: str):
    application = sign(draft(cast.alva, alone()), cast.alva)
    made = decided(application)
    alva = client_of(cast.alva)
    page = at(name, application.pk, made.pk)
    sent = {"text": "Hyran är fel.", "nonce": alva.get(page).context["nonce"]}
    assert [alva.post(page, sent).status_code for _time in range(2)] == [302, 302]
    assert Task.objects.filter(matter=application.matter, kind=kind).count() == 1


def test_an_appeal_that_comes_late_is_received_and_said_to_be_late(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    made = decided(application)
    mark_delivered(decision=made, delivered_at=NOW, by=MACHINE, at=NOW)
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        alva = client_of(cast.alva)
        page = at("appeal", application.pk, made.pk)
        assert "Tiden för att överklaga har gått ut" in alva.get(page).content.decode()
        assert alva.post(page, {"text": "Jag var sjuk.", "nonce": "n"}).status_code == 302
    assert application.matter.messages.get(kind="appeal").in_time is False


def test_an_empty_objection_is_asked_for_and_too_long_a_one_is_kept_in_the_field(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    page = at("objection", application.pk, decided(application).pk)
    alva = client_of(cast.alva)
    assert alva.post(page, {"text": " "}).status_code == 422
    assert "för lång" in alva.post(page, {"text": "x" * 4001}).content.decode()


def test_one_who_wants_a_person_gets_a_task_without_having_to_say_why(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    assert client_of(cast.alva).post("/mina-sidor/prata/", {"text": ""}).status_code == 302
    assert Task.objects.filter(matter=application.matter, kind="person_wanted").count() == 1


def test_one_without_a_matter_is_told_whom_to_call(cast: Cast):
    assert "Ring växeln" in client_of(cast.jon).get("/mina-sidor/prata/").content.decode()
    assert client_of(cast.jon).post("/mina-sidor/skriv/", {"text": "Hej"}).status_code == 200


def test_messages_are_between_the_one_who_wrote_and_the_unit(cast: Cast):
    application = co_sign(sign(draft(cast.alva, with_bo()), cast.alva), cast.bo)
    client_of(cast.alva).post("/mina-sidor/skriv/", {"text": "Alvas fråga", "nonce": "a"})
    client_of(cast.bo).post("/mina-sidor/skriv/", {"text": "Bos fråga", "nonce": "b"})
    send_message(matter=application.matter, text="Svar från Cilla", by=actor_of(cast.cilla), at=NOW)
    alvas, bos = (client_of(user).get("/mina-sidor/").content.decode() for user in (cast.alva, cast.bo))
    assert ("Alvas fråga" in alvas, "Bos fråga" in alvas, "Svar från Cilla" in alvas) == (True, False, True)
    assert ("Alvas fråga" in bos, "Bos fråga" in bos, "Svar från Cilla" in bos) == (False, True, False)


def test_what_is_told_before_a_decision_can_be_answered_once(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    communicate(
        matter=application.matter, month="2026-11", text="Vi tänker avslå.", answer_by=date(2026, 11, 16),
        by=actor_of(cast.cilla), at=NOW,
    )  # fmt: skip
    alva = client_of(cast.alva)
    page = at("answer", application.pk)
    assert "Vi tänker avslå." in alva.get(page).content.decode()
    assert alva.post(page, {"text": ""}).status_code == 422
    assert alva.post(page, {"text": "Det stämmer inte."}).status_code == 302
    assert communication_of(matter=application.matter, month="2026-11").answer == "Det stämmer inte."
    assert alva.post(page, {"text": "Igen"})["Location"] == at("status", application.pk)
    assert client_of(cast.jon).get(page).status_code == 404


def test_reading_is_in_the_log(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    client_of(cast.alva).get(at("status", application.pk))
    event = AuditEvent.objects.get(kind="applications.read")
    assert (event.actor_kind, event.details) == ("citizen", {"part": "status"})


def test_a_hostile_mark_of_the_form_is_no_key(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    sent = {"text": "Hej \u202e", "nonce": "\u202e" * 500}
    assert client_of(cast.alva).post("/mina-sidor/skriv/", sent).status_code == 302
    assert application.matter.messages.get().text == "Hej"
