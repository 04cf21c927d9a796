"""The pages of a decision tried again and of an appeal: who may see them, and the whole road through them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from andrum.accounts.service import actor_of
from andrum.applications.service import Application
from andrum.audit.service import MACHINE, AuditEvent
from andrum.cases.service import Decision, Fact, Matter, Message, Task, mark_delivered, receive_message
from andrum.dispatch.service import Outgoing
from tests.cast import Cast
from tests.rooms.automation.stage import OCTOBER, ToldRegisters, granted_before, registers

__all__ = ["registers"]
DECISION_PAGES = ("", "behall/", "nytt/andra/", "nytt/ratta/")
DECISION_DEEDS = ("uppgift/?andra=housing.rent", "angra/1/", "behall/", "underratta/", "svar/", "nytt/andra/")
APPEAL_DEEDS = ("itid/", "avvisa/", "yttrande/", "lamnat/")
WHY = "Hyran var högre än vi räknade med, och avin visar det."


@pytest.fixture(autouse=True)
def at_october():
    with time_machine.travel(OCTOBER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def decision(cast: Cast, registers: ToldRegisters) -> Decision:
    granted_before(cast)
    made = Decision.objects.select_related("matter").get()
    return mark_delivered(decision=made, delivered_at=OCTOBER, by=MACHINE, at=OCTOBER)


@pytest.fixture
def appeal(cast: Cast, decision: Decision) -> Message:
    return write(cast, decision, "appeal")


@pytest.fixture
def cilla(cast: Cast) -> Client:
    return as_(cast.cilla)


def write(cast: Cast, decision: Decision, kind: str) -> Message:
    return receive_message(
        matter=decision.matter, kind=kind, text="Hyran är fel.", decision=decision, by=actor_of(cast.alva), at=OCTOBER
    )


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pages(decision: Decision, appeal: Message) -> list[str]:
    task = Task.objects.get(key=f"message:{appeal.pk}")
    return [
        *(f"/arbete/beslut/{decision.pk}/{rest}" for rest in DECISION_PAGES), f"/arbete/overklagande/{appeal.pk}/",
        f"/arbete/uppgift/{task.pk}/",
    ]  # fmt: skip


def test_cilla_sees_every_page_and_each_is_kept_in_the_log(cilla, decision, appeal):
    assert [cilla.get(path).status_code for path in pages(decision, appeal)] == [200] * 5 + [302]
    assert AuditEvent.objects.filter(kind="automation.decision_opened").count() == 5


def test_nobody_else_sees_or_does_anything(cast, decision, appeal):
    kept = AuditEvent.objects.count()
    paths = pages(decision, appeal)
    deeds = [f"/arbete/beslut/{decision.pk}/{rest}" for rest in DECISION_DEEDS]
    deeds += [f"/arbete/overklagande/{appeal.pk}/{rest}" for rest in APPEAL_DEEDS]
    for who in (cast.alva, cast.jon, cast.dag, cast.frank, cast.greta, cast.hugo, cast.ida):
        other = as_(who)
        assert {other.get(path).status_code for path in paths} == {404}, who.name
        assert {other.post(path, {"why": WHY}).status_code for path in deeds} == {404}, who.name
        assert other.get(f"/arbete/overklagande/{appeal.pk}/handlingar.zip").status_code == 404
    assert AuditEvent.objects.count() == kept
    assert {Client().get(path).status_code for path in paths} == {302}


def test_a_protected_decision_is_for_kim_alone(cast, decision, appeal):
    Matter.objects.filter(pk=decision.matter_id).update(is_protected=True, assigned_to=None)
    for path in pages(decision, appeal):
        assert as_(cast.cilla).get(path).status_code == 404
        assert as_(cast.eva).get(path).status_code == 404
        assert as_(cast.kim).get(path).status_code in {200, 302}


def test_a_corrected_fact_shows_what_differs_from_the_decision_and_can_be_undone(cilla, decision):
    path = f"/arbete/beslut/{decision.pk}/"
    assert "blir det samma som i beslutet" in cilla.get(path).content.decode()
    shown = cilla.get(f"{path}?andra=cost.rent").content.decode()
    assert "Ändra Hyra" in shown
    assert cilla.post(f"{path}uppgift/?andra=cost.rent", {"ny-amount": "5 000"}).status_code == 422
    answer = {
        "ny-kind": "rent", "ny-amount": "5 000", "ny-due": "2026-10-28", "ny-evidence": "ja",
        "ny-reason": "Avin visar det.",
    }  # fmt: skip
    assert cilla.post(f"{path}uppgift/?andra=cost.rent", answer).status_code == 302
    shown = cilla.get(path).content.decode()
    assert "Rader som blir annorlunda nu" in shown
    fact = Fact.objects.get(source="caseworker", replaced_at__isnull=True)
    cilla.post(f"{path}angra/{fact.pk}/")
    assert "blir det samma som i beslutet" in cilla.get(path).content.decode()


def test_facts_that_are_no_facts_are_not_found(cilla, decision):
    path = f"/arbete/beslut/{decision.pk}/uppgift/"
    assert cilla.post(f"{path}?andra=payment.account.x", {"ny-value": "1"}).status_code == 404
    assert cilla.post(f"{path}?andra=application.kind", {"ny-value": "1"}).status_code == 404
    assert cilla.post(f"/arbete/beslut/{decision.pk}/nytt/annat/").status_code == 404


def test_an_objection_is_answered_from_the_page(cast, cilla, decision):
    task = Task.objects.get(key=f"message:{write(cast, decision, 'objection').pk}")
    assert cilla.get(f"/arbete/uppgift/{task.pk}/")["Location"] == f"/arbete/beslut/{decision.pk}/"
    path = f"/arbete/beslut/{decision.pk}/behall/"
    assert "Hyran är fel." in cilla.get(path).content.decode()
    assert cilla.post(path, {"answer": "Hyran är räknad som avin visar."}).status_code == 302
    assert "Ingen väntar på svar" in cilla.post(path, {"answer": "Hyran är räknad som avin visar."}).content.decode()
    assert decision.matter.messages.filter(is_from_citizen=False).count() == 1


def test_a_change_is_confirmed_and_made_once_for_two_clicks(cilla, decision):
    path = f"/arbete/beslut/{decision.pk}/nytt/andra/"
    seen = cilla.get(path).context["form"]["seen"].value()
    more = (decision.amount_ore + 50_000) // 100
    typed = {"outcome": "granted", "amount": f"{more}", "reasons": WHY, "seen": seen}
    shown = cilla.post(path, typed).content.decode()
    assert "En utbetalning på 500\u00a0kr beställs." in shown
    assert Decision.objects.count() == 1
    first = cilla.post(path, {**typed, "fatta": "1"})
    second = cilla.post(path, {**typed, "fatta": "1"})
    assert first["Location"] == second["Location"]
    new = Decision.objects.get(changes=decision)
    assert new.amount_ore == more * 100
    assert Outgoing.objects.filter(decision=new).count() == 2
    assert "Beslutet är ändrat av ett senare beslut" in cilla.get(f"/arbete/beslut/{decision.pk}/").content.decode()


def test_what_the_law_hinders_is_said_on_the_page_and_nothing_typed_is_lost(cilla, decision, at_october):
    at_october.shift(60)
    path = f"/arbete/beslut/{decision.pk}/nytt/andra/"
    less = {"outcome": "partly_granted", "amount": "1 000", "reasons": WHY}
    shown = cilla.post(path, less).content.decode()
    assert "tre grunder" in shown
    assert WHY in shown
    less |= {"ground": "wrong_information", "ground_why": "Lönen uppgavs inte i ansökan."}
    assert "25 §" in cilla.post(path, less).content.decode()
    notice = {"u-text": "Vi tänker ändra.", "u-answer_by": "2026-10-12"}
    assert cilla.post(f"/arbete/beslut/{decision.pk}/underratta/", notice).status_code == 302
    assert "tid att svara" in cilla.post(path, less).content.decode()
    cilla.post(f"/arbete/beslut/{decision.pk}/svar/", {"answer": "Det stämmer."})
    assert "krävs inte tillbaka" in cilla.post(path, less).content.decode()
    assert cilla.post(path, {**less, "fatta": "1"}).status_code == 302
    assert Decision.objects.filter(changes=decision, amount_ore=100_000).exists()


def test_facts_that_changed_meanwhile_must_be_read_first(cilla, decision):
    path = f"/arbete/beslut/{decision.pk}/nytt/andra/"
    typed = {"outcome": "granted", "amount": "9 999", "reasons": WHY, "seen": "0" * 64, "fatta": "1"}
    answer = cilla.post(path, typed)
    assert answer.status_code == 422
    assert "Uppgifterna har ändrats" in answer.content.decode()
    again = {**typed, "seen": answer.context["form"]["seen"].value()}
    assert cilla.post(path, again).status_code == 302


def test_an_appeal_goes_all_the_way_to_the_court(cilla, decision, appeal):
    path = f"/arbete/overklagande/{appeal.pk}/"
    assert "Det kom i rätt tid" in cilla.get(path).content.decode()
    assert cilla.get(f"{path}handlingar.zip").status_code == 302
    assert cilla.post(f"{path}itid/", {"why": ""}).status_code == 302
    assert cilla.post(f"{path}yttrande/", {"statement": "Nej."}).status_code == 422
    cilla.post(f"{path}yttrande/", {"statement": "Nämnden anser att beslutet ska stå kvar."})
    file = cilla.get(f"{path}handlingar.zip")
    with ZipFile(BytesIO(file.content)) as package:
        names = package.namelist()
        assert all(package.read(name) for name in names)
        assert package.read(names[0]).startswith(b"%PDF")
    assert names[:3] == ["01-yttrande.pdf", "02-overklagande.pdf", f"03-beslut-{decision.pk}.pdf"]
    assert any(name.endswith("hyresavi.pdf") for name in names)
    assert cilla.post(f"{path}lamnat/", {"day": "2026-10-03"}).status_code == 422
    assert cilla.post(f"{path}lamnat/", {"day": "2026-10-02"}).status_code == 302
    shown = cilla.get(f"/arbete/beslut/{decision.pk}/").content.decode()
    assert "Domstolen prövar beslutet" in shown
    assert "nytt/andra" not in shown
    assert AuditEvent.objects.filter(kind="automation.appeal_taken_out").count() == 1


def test_a_late_appeal_is_dismissed_from_the_page(cast, decision, at_october):
    at_october.move_to(OCTOBER.replace(month=12))
    cilla = as_(cast.cilla)
    late = receive_message(
        matter=decision.matter, kind="appeal", text="Fel.", decision=decision, by=actor_of(cast.alva),
        at=OCTOBER.replace(month=12),
    )  # fmt: skip
    path = f"/arbete/overklagande/{late.pk}/"
    assert "Avvisa överklagandet" in cilla.get(path).content.decode()
    answer = {"told_rightly": "on", "reasons": "Brevet sa rätt, och domstolen har inget fått."}
    assert cilla.post(f"{path}avvisa/", {"reasons": answer["reasons"]}).status_code == 422
    assert cilla.post(f"{path}avvisa/", answer).status_code == 302
    assert "avvisat (45 §" in cilla.get(path).content.decode()
    reference = decision.matter.reference
    assert "Överklagandet avvisas" in cilla.get(f"/arenden/{reference}/beslut/").content.decode()
    assert cilla.get(f"/arenden/{reference}/tidslinje/").status_code == 200
    assert cilla.get(f"/arenden/{reference}/").status_code == 200


def test_alva_reads_on_her_pages_what_a_change_would_rest_on_and_answers(cast, cilla, decision, at_october):
    application = Application.objects.get(matter=decision.matter)
    at_october.shift(60)
    notice = {"u-text": "Vi tänker ändra beslutet.", "u-answer_by": "2026-10-12"}
    cilla.post(f"/arbete/beslut/{decision.pk}/underratta/", notice)
    alva = as_(cast.alva)
    shown = alva.get(reverse("applications:status", args=[application.pk])).content.decode()
    assert "senast 12 oktober 2026" in shown
    alva.post(reverse("applications:answer", args=[application.pk]), {"text": "Det stämmer inte."})
    assert "Det stämmer inte." in cilla.get(f"/arbete/beslut/{decision.pk}/nytt/andra/").content.decode()
