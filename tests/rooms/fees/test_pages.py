"""The pages: every one opens for those it is for, and a whole way through them can be walked."""

from datetime import timedelta

import pytest
from django.test import Client

from andrum.accounts.service import Role, add_membership, create_user
from andrum.audit.service import SYSTEM
from andrum.cases.service import Message, communication_of
from andrum.fees.actions.authorities import note_authority
from andrum.fees.domain.result import basis_hash
from andrum.fees.models import (
    FeeDecision,
    FeeMandate,
    FeeReview,
    GrantedService,
    IncomeStatement,
    InvoiceRun,
    Recalculation,
)
from andrum.fees.queries.calculating import calculate
from andrum.fees.queries.fees import fee_of
from andrum.people.service import set_protection
from tests.rooms.fees.stage import (
    JANUARY,
    NOVEMBER,
    NOW,
    SVEN_NUMBER,
    Unitful,
    a_matter,
    actor,
    registers_say,
    told,
)
from tests.rooms.fees.test_deciding import decided


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def sent(client: Client, path: str, data=None, status: int = 302) -> str:
    answer = client.post(path, data or {})
    assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[-600:])
    return answer.headers.get("Location", "")


def sent_wrong(client: Client, path: str, data) -> str:
    answer = client.post(path, data)
    assert answer.status_code == 422
    return answer.content.decode()


def test_a_fee_that_is_not_known_has_no_letter_and_is_never_shown_as_nothing(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    review = FeeReview.objects.get(matter=matter)
    fia = signed_in(there.fia)
    page = text_of(fia, f"/avgifter/{review.pk}/")
    assert "går inte att räkna ut än" in page
    assert "brev.pdf" not in page
    text_of(fia, f"/avgifter/{review.pk}/brev.pdf", status=404)


def test_the_person_finds_the_fee_from_the_first_page(there: Unitful):
    a_matter(there.unit, there.svea)
    assert "Se avgiften för hemtjänst" in text_of(signed_in(there.svea_user), "/")


def test_a_fee_officer_walks_from_the_list_to_a_decision(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    fia = signed_in(there.fia)
    assert "Granska avgiften" in text_of(fia, "/")
    review = FeeReview.objects.get(matter=matter)
    assert "Svea Åberg" in text_of(fia, "/avgifter/")
    page = text_of(fia, f"/avgifter/{review.pk}/")
    assert "Uträkningen" in page
    text_of(fia, f"/avgifter/{review.pk}/?andra=fee.housing.rent")
    sent(fia, f"/avgifter/{review.pk}/andra/?andra=fee.housing.rent", {"value": "5 000", "reason": "Ny avi"})
    assert "Ny avi" in text_of(fia, f"/avgifter/{review.pk}/")
    shown = basis_hash(calculate(matter, JANUARY).result)
    sent(fia, f"/avgifter/{review.pk}/besluta/", {"reasons": "Så här är det.", "shown": shown})
    assert fee_of(matter, NOVEMBER).decision.reasons == "Så här är det."
    assert "från och med januari 2026" in text_of(fia, f"/arenden/{matter.reference}/avgift/")
    assert "Avgift bestämd" in text_of(fia, f"/arenden/{matter.reference}/beslut/")


def test_a_fee_officer_can_add_every_fact_that_a_couple_s_fee_rests_on(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    fia = signed_in(there.fia)
    base = f"/avgifter/{FeeReview.objects.get(matter=matter).pk}/"
    alone = text_of(fia, base)
    assert 'value="fee.income.annuity"' in alone
    assert "fee.partner_income.public_pension" not in alone
    assert "fee.housing.interest" not in alone
    sent(fia, f"{base}andra/?andra=fee.relation", {"value": "married", "reason": "Per telefon"})
    sent(fia, f"{base}andra/?andra=fee.housing.form", {"value": "owned_house", "reason": "Per telefon"})
    page = text_of(fia, base)
    for name in (
        "fee.living_together",
        "fee.partner_income.public_pension",
        "fee.housing.interest",
        "fee.housing.area",
    ):
        assert f'value="{name}"' in page
        assert "Varför ändras uppgiften?" in text_of(fia, f"{base}?andra={name}")
    assert "fee.partner_housing.rent" not in page
    sent(fia, f"{base}andra/?andra=fee.living_together", {"value": "no", "reason": "Per telefon"})
    assert 'value="fee.partner_housing.form"' in text_of(fia, base)


def test_services_absence_and_authorities_are_noted_in_the_matter(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    fia, base = signed_in(there.fia), f"/arenden/{matter.reference}/avgift"
    sent(fia, f"{base}/insats/", {"kind": "meals", "measure": "times", "quantity": 30, "from_date": "2026-11-01"})
    service = GrantedService.objects.get(kind="meals")
    sent(fia, f"{base}/insats/{service.pk}/", {"last_date": "2026-11-30"})
    sent(fia, f"{base}/franvaro/", {"from_date": "2026-11-03", "to_date": "2026-11-09", "reason": "hospital"})
    sent(fia, f"{base}/foretradare/", {
        "personal_number": str(SVEN_NUMBER), "given_name": "Sven", "family_name": "Åberg", "kind": "god_man",
        "evidence": "Beslut av överförmyndaren", "from_date": "2026-01-01",
    })  # fmt: skip
    page = text_of(fia, f"{base}/")
    assert "Sven Åberg" in page
    assert "sjukhus" in page
    sent(fia, f"{base}/granska/", {"month": "2026-10"})
    sent(fia, f"{base}/fraga-registren/")


def test_one_month_recalculated_and_invoiced_on_the_pages(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    decided(matter, there.fia)
    fia = signed_in(there.fia)
    text_of(fia, "/avgifter/omrakning/")
    sent(fia, "/avgifter/omrakning/", {"month": "2026-12"})
    made = Recalculation.objects.get()
    text_of(fia, f"/avgifter/omrakning/{made.pk}/")
    assert fia.get(f"/avgifter/omrakning/{made.pk}/lista.csv").status_code == 200
    sent(fia, f"/avgifter/omrakning/{made.pk}/lagg-ner/")
    text_of(fia, "/avgifter/fakturor/")
    sent(fia, "/avgifter/fakturor/", {"month": "2026-11", "issue_date": "2026-12-01"})
    run = InvoiceRun.objects.get()
    text_of(fia, f"/avgifter/fakturor/{run.pk}/")
    assert fia.get(f"/avgifter/fakturor/{run.pk}/underlag.zip").content[:2] == b"PK"
    assert b"Svea" in fia.get(f"/avgifter/fakturor/{run.pk}/underlag.csv").content


def test_only_a_manager_or_the_board_notes_and_switches_a_mandate(there: Unitful):
    fia, boss = signed_in(there.fia), signed_in(there.boss)
    data = {"code": "yearly", "most_change_ore": "200", "valid_from": "2026-12-01", "decided_by_board_ref": "SN § 1"}
    sent(fia, "/avgifter/mandat/", data, status=404)
    sent(boss, "/avgifter/mandat/", data)
    page = text_of(boss, "/avgifter/mandat/")
    assert "SN § 1" in page
    pk = FeeMandate.objects.get().pk
    sent(fia, f"/avgifter/mandat/{pk}/", {"state": "on", "reason": "x"}, status=404)
    sent(boss, f"/avgifter/mandat/{pk}/", {"state": "on", "reason": "Nämnden har beslutat"})


def test_the_person_tells_reads_and_signs(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    svea, base = signed_in(there.svea_user), f"/min-avgift/{matter.reference}"
    assert "Ingen avgift är beslutad än" in text_of(svea, "/min-avgift/")
    text_of(svea, f"{base}/")
    assert sent(svea, f"{base}/uppgifter/", {"way": "tell"}).endswith("/hushall/")
    assert sent(svea, f"{base}/uppgifter/hushall/", {"relation": "single"}).endswith("/inkomster/")
    text_of(svea, f"{base}/uppgifter/inkomster/")
    assert "Skriv minst en inkomst" in sent_wrong(svea, f"{base}/uppgifter/inkomster/", {})
    assert sent(svea, f"{base}/uppgifter/inkomster/", {"public_pension": "14 000,50"}).endswith("/bostad/")
    sent(svea, f"{base}/uppgifter/bostad/", {"form": "rented"}, status=422)
    there_next = sent(svea, f"{base}/uppgifter/bostad/", {"form": "rented", "rent": "5500", "shared_by": "1"})
    assert there_next.endswith("/utgifter/")
    assert sent(svea, f"{base}/uppgifter/utgifter/", {"guardian": "300"}).endswith("/sammanfattning/")
    page = text_of(svea, f"{base}/sammanfattning/")
    assert "Arvode till god man eller förvaltare" in page
    shown = page.split('name="shown" value="')[1].split('"')[0]
    sent(svea, f"{base}/sammanfattning/", {"shown": shown})
    assert IncomeStatement.objects.get().state == "draft"
    sent(svea, f"{base}/sammanfattning/", {"shown": shown, "confirm": "yes"})
    kept = IncomeStatement.objects.get()
    assert (kept.state, kept.answers["incomes"]["public_pension"]) == ("signed", 1_400_050)


def test_the_first_time_it_holds_from_when_the_care_began_and_then_from_the_next_month(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    svea, way = signed_in(there.svea_user), f"/min-avgift/{matter.reference}/uppgifter/"
    assert '<option value="2026-01" selected>januari 2026' in text_of(svea, way)
    sent(svea, way, {"way": "tell"})
    assert IncomeStatement.objects.get().from_month == "2026-01"
    sent(svea, way, {"way": "tell", "from_month": "2026-03"})
    assert IncomeStatement.objects.get().from_month == "2026-03"
    sent(svea, way, {"way": "tell", "from_month": "2025-12"}, status=422)
    sent(svea, way, {"way": "tell", "from_month": "2027-01"}, status=422)
    registers_say(matter, NOVEMBER, public_pension=14_000)
    sent(svea, f"/min-avgift/{matter.reference}/ta-bort/")
    assert "svarat för den månaden" in sent_wrong(svea, way, {"way": "confirm", "from_month": "2026-10"})
    sent(svea, way, {"way": "confirm", "from_month": "2026-11"})
    sent(svea, f"/min-avgift/{matter.reference}/ta-bort/")
    told(matter)
    decided(matter, there.fia)
    assert '<option value="2026-12" selected>december 2026' in text_of(svea, way)


def test_what_the_person_types_is_kept_as_it_is_typed(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    svea, base = signed_in(there.svea_user), f"/min-avgift/{matter.reference}/uppgifter"
    sent(svea, f"{base}/", {"way": "tell"})
    sent(svea, f"{base}/hushall/", {"relation": "single"})
    seen = text_of(svea, f"{base}/inkomster/").split('name="seen" value="')[1].split('"')[0]
    typed = {"seen": seen, "public_pension": "14 0", "nothing": ""}
    assert svea.post(f"{base}/inkomster/spara/", typed).json() == {"saved": True}
    page = text_of(svea, f"{base}/inkomster/")
    assert 'value="14 0"' in page
    assert "Du har skrivit här utan att spara sidan" in page
    assert Client().post(f"{base}/inkomster/spara/", typed).status_code == 401
    assert svea.post(f"{base}/saknas/spara/", typed).status_code == 404
    sent(svea, f"{base}/inkomster/slang/")
    assert 'value="14 0"' not in text_of(svea, f"{base}/inkomster/")
    sent(svea, f"{base}/inkomster/", {"public_pension": "14000"})
    assert svea.post(f"{base}/inkomster/spara/", typed).status_code == 409
    assert IncomeStatement.objects.get().unfinished is None


def test_the_person_reads_the_decision_and_appeals(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    made = decided(matter, there.fia)
    svea, base = signed_in(there.svea_user), f"/min-avgift/{matter.reference}"
    page = text_of(svea, f"{base}/beslut/{made.pk}/")
    assert "Så har vi räknat" in page
    assert svea.get(f"{base}/beslut/{made.pk}/brev.pdf").content.startswith(b"%PDF")
    text_of(svea, f"{base}/beslut/{made.pk}/overklaga/")
    sent(svea, f"{base}/beslut/{made.pk}/overklaga/", {"text": "Fel hyra.", "nonce": "a1"})
    sent(svea, f"{base}/beslut/{made.pk}/overklaga/", {"text": "Fel hyra.", "nonce": "a1"})
    sent(svea, f"{base}/prata/", {"nonce": "b1"})
    assert sorted(Message.objects.values_list("kind", flat=True)) == ["appeal", "person_wanted"]


def test_an_old_link_to_a_question_leads_to_the_start(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    svea, own = signed_in(there.svea_user), f"/min-avgift/{matter.reference}"
    base = f"{own}/uppgifter"
    for page in (f"{base}/inkomster/", f"{own}/sammanfattning/"):
        assert svea.get(page).headers["Location"] == f"{base}/"
    assert "Det finns inget påbörjat utkast" in text_of(svea, f"{base}/")
    text_of(svea, f"{base}/saknas/", 404)
    assert sent(svea, f"{base}/inkomster/", {"public_pension": "14000"}) == f"{base}/"
    assert "det du skrev är inte sparat" in text_of(svea, f"{base}/")
    assert sent(svea, f"{base}/inkomster/slang/") == f"{base}/inkomster/"
    assert sent(svea, f"{own}/ta-bort/") == f"{own}/"
    assert not IncomeStatement.objects.exists()
    sent(svea, f"{base}/", {"way": "decline"})
    assert svea.get(f"{base}/inkomster/").headers["Location"] == f"{base}/"


def test_one_who_may_speak_for_her_sees_it_until_the_right_ends(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    sven = signed_in(there.sven_user)
    text_of(sven, f"/min-avgift/{matter.reference}/", 404)
    note_authority(
        matter=matter, personal_number=str(SVEN_NUMBER), given_name="Sven", family_name="Åberg", kind="fullmakt",
        evidence="Fullmakt i original", from_date=NOW.date(), to_date=NOW.date() + timedelta(days=30),
        by=actor(there.fia), at=NOW,
    )  # fmt: skip
    assert "Du företräder Svea Åberg" in text_of(sven, f"/min-avgift/{matter.reference}/")
    sent(sven, f"/min-avgift/{matter.reference}/uppgifter/", {"way": "decline"})
    draft = IncomeStatement.objects.get()
    assert draft.authority.representative.family_name == "Åberg"


def test_a_caseworker_in_the_same_unit_sees_no_fee(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    worker = create_user(username="cw", name="C W", by=SYSTEM, at=NOW)
    add_membership(user=worker, unit=there.unit, role=Role.CASEWORKER, from_date=NOW.date(), by=SYSTEM, at=NOW)
    client = signed_in(worker)
    text_of(client, f"/arenden/{matter.reference}/", 404)
    text_of(client, "/avgifter/", 404)


def test_a_protected_person_is_seen_by_named_staff_alone(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    set_protection(person=there.svea, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    review = FeeReview.objects.get(matter=matter)
    fia, named = signed_in(there.fia), signed_in(there.named)
    assert "Svea" not in text_of(fia, "/avgifter/")
    text_of(fia, f"/avgifter/{review.pk}/", 404)
    assert "Svea" in text_of(named, "/avgifter/")


@pytest.mark.parametrize("name", ["fee.nothing", "income.i1", "fee.income.gold", ""])
def test_what_is_no_fact_of_a_fee_cannot_be_changed(there: Unitful, name: str):
    matter = a_matter(there.unit, there.svea)
    review = FeeReview.objects.get(matter=matter)
    sent(signed_in(there.fia), f"/avgifter/{review.pk}/andra/?andra={name}", {"value": "1", "reason": "x"}, status=404)


def test_a_higher_fee_is_told_of_and_answered_on_the_page(there: Unitful):
    matter = a_matter(there.unit, there.svea)
    told(matter)
    decided(matter, there.fia)
    registers_say(matter, NOVEMBER, public_pension=15_000)
    fia, review = signed_in(there.fia), FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    assert "Underrättelse före beslut" in text_of(fia, f"/avgifter/{review.pk}/")
    sent(fia, f"/avgifter/{review.pk}/underratta/", {"text": "Högre avgift."})
    sent(fia, f"/avgifter/{review.pk}/svar/", {"answer": "Ja."})
    assert communication_of(matter=matter, month="2026-11").answer == "Ja."
    assert fia.get(f"/avgifter/{review.pk}/brev.pdf").content.startswith(b"%PDF")
    assert FeeDecision.objects.count() == 1
