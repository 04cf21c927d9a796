"""The prepared case: what stopped it, facts side by side, a fact changed, the duties, the decision made once."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from andrum.accounts.service import actor_of
from andrum.applications.actions.attachments import add_attachment
from andrum.applications.service import Attachment, Supplement, proofs_of
from andrum.audit.service import MACHINE
from andrum.automation.actions.runs import advance, start_run
from andrum.automation.models import HandOver, Run
from andrum.cases.service import Communication, Decision, Fact, Task, add_document, take_hold
from andrum.dispatch.service import Outgoing
from tests.cast import NOW
from tests.rooms.applications.answers import alone, draft, pdf, sign
from tests.rooms.automation.desk import prepared, with_parental_benefit

RENT = {"ny-value": "6 100", "ny-reason": "Avin visar en annan hyra."}
HTMX = {"HTTP_HX_REQUEST": "true"}
REASONS = "Inkomsterna räcker till riksnormen och kostnaderna."


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(cast):
    return prepared(cast, with_parental_benefit())


@pytest.fixture
def cilla(cast):
    client = Client()
    client.force_login(cast.cilla)
    return client


def page(client, case, rest=""):
    return client.get(f"/arbete/{case.pk}/{rest}").content.decode()


def test_it_says_why_it_stopped_and_decides_nothing(cilla, case):
    shown = page(cilla, case)
    assert "Det är en ny ansökan." in shown
    assert "Inget är beslutat: det gör du." in shown
    assert not Decision.objects.exists()


def test_what_differs_between_applicant_and_registers_is_said_in_words(cilla, case):
    shown = page(cilla, case)
    assert "Stämmer inte överens" in shown
    assert "5\u00a0123\u00a0kr" in shown


def test_documents_are_told_by_what_they_prove_this_months_first(cast, cilla, at_now):
    application = draft(cast.alva, alone())
    alva = application.applicant
    for name, page_key, item in (("IMG_0042.pdf", "housing", "rent"), ("scan7.pdf", "costs", "c1")):
        add_attachment(
            application=application, person=alva, page=page_key, item=item, name=name, content=pdf(),
            by=actor_of(cast.alva), at=NOW,
        )  # fmt: skip
    start_run(application=sign(application, cast.alva), by=MACHINE, at=NOW)
    run = advance(run_id=Run.objects.get().pk, by=MACHINE, at=NOW)
    case = HandOver.objects.get(run=run)
    add_document(
        matter=case.matter, kind="incoming", title="Gammalt intyg", media_type="application/pdf", content=pdf(),
        source="caseworker", by=MACHINE, at=NOW,
    )  # fmt: skip
    shown = page(cilla, case)
    text = shown[shown.index("handlingar-rubrik") :]
    places = [text.index(words) for words in (">Ansökan<", ">Hushållsel<", "scan7.pdf", "1 annan handling", "Gammalt")]
    assert places == sorted(places)
    assert ">Hyra<" in text
    assert "IMG_0042.pdf, " in text
    assert proofs_of(case.matter)[f"attachment:{Attachment.objects.get(name='scan7.pdf').pk}"].month == "2026-11"


def test_each_line_opens_the_words_of_its_section(cilla, case):
    shown = page(cilla, case)
    assert "12 kap. 7 §" in shown
    assert "<blockquote" in shown


def test_a_changed_fact_moves_the_receipt_at_once_and_can_be_undone(cilla, case):
    moved = cilla.post(f"/arbete/{case.pk}/andra/?andra=housing.rent", RENT, **HTMX).content.decode()
    assert "tidigare" in moved or "oförändrat efter ändringen" in moved
    assert "6\u00a0100\u00a0kr" in moved
    assert "<html" not in moved
    fact = Fact.objects.get(source="caseworker", replaced_at__isnull=True)
    assert (fact.value, fact.reason) == (610_000, "Avin visar en annan hyra.")
    back = cilla.post(f"/arbete/{case.pk}/angra/{fact.pk}/", **HTMX).content.decode()
    assert "Avin visar en annan hyra." not in back
    assert not Fact.objects.filter(source="caseworker", replaced_at__isnull=True).exists()


def test_changing_an_income_shows_before_and_after(cilla, case):
    answer = {
        "ny-kind": "salary",
        "ny-amount": "5 000",
        "ny-paid": "2026-10-25",
        "ny-net": "ja",
        "ny-reason": "Enligt lönebesked.",
    }
    moved = cilla.post(f"/arbete/{case.pk}/andra/?andra=income.i1", answer, **HTMX).content.decode()
    assert "5\u00a0000\u00a0kr" in moved
    assert "tidigare" in moved
    assert "\u22124\u00a0200\u00a0kr" in moved


def test_a_blank_amount_is_unknown_and_never_zero(cilla, case):
    answer = {
        "ny-kind": "salary",
        "ny-amount": "",
        "ny-paid": "2026-10-25",
        "ny-net": "ja",
        "ny-reason": "Lönebesked saknas.",
    }
    cilla.post(f"/arbete/{case.pk}/andra/?andra=income.i1", answer, **HTMX)
    value = Fact.objects.get(source="caseworker", replaced_at__isnull=True).value
    assert value["amount"] == {"unknown": "handläggaren vet inte"}


def test_without_a_reason_nothing_changes_and_the_form_says_so(cilla, case):
    answer = cilla.post(f"/arbete/{case.pk}/andra/?andra=housing.rent", {"ny-value": "6100"}, **HTMX).content.decode()
    assert "Det här behöver rättas" in answer
    assert not Fact.objects.filter(source="caseworker").exists()


@pytest.mark.parametrize("amount", ["-5", "sextusen", "1e9", "99999999999999", "<b>1</b>"])
def test_an_amount_that_is_none_is_refused_with_words(cilla, case, amount):
    answer = cilla.post(f"/arbete/{case.pk}/andra/?andra=housing.rent", {**RENT, "ny-value": amount}, **HTMX)
    assert answer.status_code == 200
    assert "Det här behöver rättas" in answer.content.decode()
    assert not Fact.objects.filter(source="caseworker").exists()


@pytest.mark.parametrize(
    "name", ["", "safety.concern", "register.a.FK", "matter.id", "../..", "income.i99", "housing.rent' OR 1=1"]
)
def test_only_facts_of_the_calculation_can_be_changed(cilla, case, name):
    assert cilla.post(f"/arbete/{case.pk}/andra/", {**RENT}, QUERY_STRING=f"andra={name}").status_code == 404


def test_a_new_line_can_be_added_and_a_line_left_out(cilla, case):
    new = {
        "ny-kind": "gift",
        "ny-amount": "300",
        "ny-member": "a",
        "ny-paid": "2026-10-03",
        "ny-net": "ja",
        "ny-reason": "Kontoutdrag.",
    }
    moved = cilla.post(f"/arbete/{case.pk}/andra/?andra=income.h1", new, **HTMX).content.decode()
    assert "Inkomst: gåva" in moved
    off = {**new, "ny-removed": "on"}
    moved = cilla.post(f"/arbete/{case.pk}/andra/?andra=income.h1", off, **HTMX).content.decode()
    assert "räknas inte längre" in moved


def test_it_works_without_script(cilla, case):
    assert 'name="ny-reason"' in page(cilla, case, "?andra=housing.rent")
    moved = cilla.post(f"/arbete/{case.pk}/andra/?andra=housing.rent", RENT).content.decode()
    assert "<html" in moved
    assert "Uppgiften är ändrad." in moved


def test_the_robot_at_work_is_told_and_refuses_the_change(cast, cilla, case, at_now):
    from andrum.audit.service import MACHINE

    take_hold(matter=case.matter, by=MACHINE, at=NOW)
    answer = cilla.post(f"/arbete/{case.pk}/andra/?andra=housing.rent", RENT, **HTMX).content.decode()
    assert "Automatiken" in answer
    assert "Det gick inte att ändra" in answer
    assert not Fact.objects.filter(source="caseworker").exists()


def test_a_colleague_who_holds_it_is_named(cast, cilla, case):
    kim = Client()
    kim.force_login(cast.kim)
    kim.post(f"/arbete/{case.pk}/ta/")
    assert "Kim Sjö har tagit ärendet." in page(cilla, case)
    answer = cilla.post(f"/arbete/{case.pk}/ta/", follow=True).content.decode()
    assert "Kim Sjö" in answer
    assert HandOver.objects.get(pk=case.pk).taken_by == cast.kim


def test_taking_and_letting_go(cast, cilla, case):
    cilla.post(f"/arbete/{case.pk}/ta/")
    assert HandOver.objects.get(pk=case.pk).taken_by == cast.cilla
    cilla.post(f"/arbete/{case.pk}/lamna/")
    assert HandOver.objects.get(pk=case.pk).taken_by is None


def test_granting_shows_what_will_happen_and_is_done_once(cilla, case):
    chosen = {
        "outcome": "partly_granted",
        "amount": "3 000",
        "reasons": "Hyran godtas till en del enligt riktlinjen.",
        "because": "Sökanden har redan fått uppgifterna.",
    }
    shown = cilla.post(f"/arbete/{case.pk}/beslut/", chosen).content.decode()
    assert "Det här händer när du trycker" in shown
    assert not Decision.objects.exists()
    for _twice in range(2):
        cilla.post(f"/arbete/{case.pk}/beslut/fatta/", chosen)
    decision = Decision.objects.get()
    assert (decision.outcome, decision.amount_ore, decision.how) == ("partly_granted", 300_000, "person")
    assert sorted(Outgoing.objects.values_list("kind", flat=True)) == ["letter", "payment"]
    assert HandOver.objects.get(pk=case.pk).closed_at is not None
    assert page(cilla, case).count("Ärendet är avslutat här") == 1


def test_an_adverse_decision_cannot_skip_the_hearing(cilla, case, at_now):
    chosen = {"outcome": "denied", "amount": "", "reasons": REASONS}
    shown = cilla.post(f"/arbete/{case.pk}/beslut/", chosen).content.decode()
    assert "Den sökande ska få läsa och svara först" in shown
    refused = cilla.post(f"/arbete/{case.pk}/beslut/fatta/", chosen).content.decode()
    assert "Den sökande ska få läsa och svara först" in refused
    assert not Decision.objects.exists()
    sent = {**chosen, "text": "Vi tänker avslå, för inkomsterna räcker.", "answer_by": "2026-11-12"}
    cilla.post(f"/arbete/{case.pk}/beslut/underratta/", sent)
    assert Communication.objects.get().text == "Vi tänker avslå, för inkomsterna räcker."
    waiting = cilla.post(f"/arbete/{case.pk}/beslut/fatta/", chosen).content.decode()
    assert "Beslutet kan fattas när den sökande har svarat" in waiting
    assert not Decision.objects.exists()
    at_now.shift(timedelta(minutes=10))
    cilla.post(f"/arbete/{case.pk}/beslut/svar/", {"answer": "Ringde: inget att tillägga."})
    made = cilla.post(f"/arbete/{case.pk}/beslut/fatta/", chosen)
    assert made.status_code == 302, made.content.decode()
    assert Decision.objects.get().outcome == "denied"


def test_time_to_answer_that_is_over_opens_the_way(cast, cilla, case, at_now):
    chosen = {"outcome": "denied", "amount": "", "reasons": REASONS}
    cilla.post(f"/arbete/{case.pk}/beslut/underratta/", {"text": "Läs och svara.", "answer_by": "2026-11-04"})
    at_now.shift(timedelta(days=3))
    cilla.force_login(cast.cilla)
    assert "Det här händer när du trycker" in cilla.post(f"/arbete/{case.pk}/beslut/", chosen).content.decode()


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"outcome": "denied", "reasons": ""}, "Skriv skälen"),
        ({"outcome": "granted", "amount": ""}, "Skriv vilket belopp"),
        ({"outcome": "granted", "amount": "-1"}, "belopp"),
        ({"outcome": "something"}, "Det här behöver rättas"),
        ({}, "Vad beslutar du?"),
    ],
)
def test_a_decision_that_lacks_something_is_not_made(cilla, case, chosen, says):
    for where in ("beslut/", "beslut/fatta/"):
        assert says in cilla.post(f"/arbete/{case.pk}/{where}", chosen).content.decode()
    assert not Decision.objects.exists()


def test_questions_to_the_applicant_are_prefilled_and_sent_once(cilla, case):
    assert "Skicka ett underlag." in page(cilla, case, "fraga/")
    wanted = {
        "questions": "Skicka hyresavin.\n\nSkicka hyresavin.\nVad är Swish från 3 oktober?",
        "due_date": "2026-11-12",
    }
    for _twice in range(2):
        cilla.post(f"/arbete/{case.pk}/fraga/", wanted)
    supplement = Supplement.objects.get()
    assert [item["text"] for item in supplement.items] == ["Skicka hyresavin.", "Vad är Swish från 3 oktober?"]
    assert "väntar redan på svar" in page(cilla, case, "fraga/")


def test_asking_for_help_gives_the_manager_a_task(cilla, case):
    cilla.post(f"/arbete/{case.pk}/hjalp/", {"text": "Hur räknar vi gåvan?"})
    task = Task.objects.get(for_manager=True)
    assert "Hur räknar vi gåvan?" in task.text


def test_the_letter_is_a_pdf_that_only_our_own_pages_frame(cilla, case):
    answer = cilla.post(f"/arbete/{case.pk}/brev.pdf", {"outcome": "granted", "amount": "3 000", "reasons": ""})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
