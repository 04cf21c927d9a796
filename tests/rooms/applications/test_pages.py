"""The pages of the e-service: who may see them, and that nothing typed is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from andrum.accounts.service import User, actor_of
from andrum.applications.actions.drafts import save_page
from andrum.applications.domain.pages import BY_KEY, PAGES
from andrum.applications.models import Application, Attachment
from andrum.applications.web.keeping import mark_of
from tests.cast import ALVA_NUMBER, BO_NUMBER, NOW, Cast
from tests.rooms.applications.answers import CHILD_NUMBER, alone, co_sign, draft, pdf, picture, sign, with_bo


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(application: Application, key: str, item: str = "", **fields: Any) -> dict[str, Any]:
    return {"version": application.version, "seen": mark_of(application, BY_KEY[key], item)} | fields


def at(application: Application, key: str) -> str:
    return reverse("applications:question", args=(application.pk, BY_KEY[key].slug))


DRAFT_PAGES = ("draft", "summary")
OWN_POSTS = ("nothing_changed", "withdraw", "change", "move")


def test_all_pages_of_a_draft_are_the_applicants_only(cast: Cast):
    application = draft(cast.alva, with_bo())
    addresses = [reverse(f"applications:{name}", args=(application.pk,)) for name in (*DRAFT_PAGES, "co_applicant")]
    addresses += [at(application, page.key) for page in PAGES]
    addresses += [reverse("applications:new_item", args=(application.pk, "barn"))]
    addresses += [reverse("applications:item", args=(application.pk, "barn", "k1"))]
    for user in (cast.bo, cast.jon, cast.cilla, cast.ida):
        assert {client_of(user).get(address).status_code for address in addresses} == {404}
    alva = client_of(cast.alva)
    assert {alva.get(address).status_code for address in addresses if "medsokande/" not in address} <= {200, 302}


def test_nobody_else_changes_a_draft(cast: Cast):
    application = draft(cast.alva, with_bo())
    addresses = [reverse(f"applications:{name}", args=(application.pk,)) for name in OWN_POSTS]
    addresses += [at(application, "others"), f"{at(application, 'others')}spara/", f"{at(application, 'others')}samma/"]
    addresses += [reverse("applications:remove_item", args=(application.pk, "barn", "k1"))]
    for user in (cast.bo, cast.jon):
        assert {client_of(user).post(address, {}).status_code for address in addresses} == {404}
    application.refresh_from_db()
    assert application.answers == with_bo()


def test_one_who_is_not_signed_in_is_asked_to_sign_in(cast: Cast):
    application = draft(cast.alva, alone())
    for address in ("/mina-sidor/", "/ansok/", at(application, "others")):
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"].startswith("/logga-in?next=")) == (302, True)


def test_the_co_applicant_sees_the_joint_application_only_when_it_is_signed(cast: Cast):
    application = draft(cast.alva, with_bo())
    page = reverse("applications:co_applicant", args=(application.pk,))
    assert client_of(cast.bo).get(page).status_code == 404
    sign(application, cast.alva)
    shown = client_of(cast.bo).get(page)
    assert shown.status_code == 200
    assert client_of(cast.alva).get(page).status_code == 404
    assert client_of(cast.jon).get(page).status_code == 404


def test_the_co_applicant_never_sees_what_is_said_in_private(cast: Cast):
    answers = with_bo()
    answers["safety"] = {"danger": "yes", "safe_contact": "Ring min syster"}
    answers["talk"] = {"wants_person": "yes", "about": "Hemligheten"}
    application = sign(draft(cast.alva, answers), cast.alva)
    bo = client_of(cast.bo)
    before = bo.get(reverse("applications:co_applicant", args=(application.pk,))).content.decode()
    co_sign(application, cast.bo)
    after = bo.get(reverse("applications:status", args=(application.pk,))).content.decode()
    home = bo.get("/mina-sidor/").content.decode()
    for shown in (before, after, home):
        assert "Ring min syster" not in shown
        assert "Hemligheten" not in shown
    own = client_of(cast.alva).get(reverse("applications:status", args=(application.pk,))).content.decode()
    assert "Ring min syster" in own


def test_the_applicant_never_sees_what_the_co_applicant_says_in_private(cast: Cast):
    application = sign(draft(cast.alva, with_bo()), cast.alva)
    sent = {
        "shown": application.text_hash, "confirm": "yes", "danger": "talk", "safe_contact": "På jobbet",
        "wants_person": "yes", "about": "Bos egen fråga",
    }  # fmt: skip
    answer = client_of(cast.bo).post(reverse("applications:co_applicant", args=(application.pk,)), sent)
    assert answer.status_code == 302
    alva = client_of(cast.alva)
    for address in ("/mina-sidor/", reverse("applications:status", args=(application.pk,))):
        shown = alva.get(address).content.decode()
        assert "Bos egen fråga" not in shown
        assert "På jobbet" not in shown
    assert "Bos egen fråga" in client_of(cast.bo).get("/mina-sidor/").content.decode()


def test_a_draft_begins_once_a_month(cast: Cast):
    alva = client_of(cast.alva)
    first, second = (alva.post("/ansok/", {"month": "2026-11"}) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


@pytest.mark.parametrize("month", ["", "2026-01", "2027-03", "x", "2026-13"])
def test_a_month_that_is_not_open_says_so(cast: Cast, month: str):
    answer = client_of(cast.alva).post("/ansok/", {"month": month})
    assert answer.status_code == 400
    assert "månad" in answer.content.decode()
    assert not Application.objects.exists()


def test_one_whom_the_register_does_not_know_can_apply(cast: Cast):
    cast.jon_person.delete()
    jon = client_of(cast.jon)
    assert jon.get("/mina-sidor/").status_code == 200
    assert jon.get("/mina-sidor/prata/").status_code == 200
    assert jon.post("/ansok/", {"month": "2026-11"}).status_code == 302
    assert Application.objects.get().applicant.name == "Jon Kvist"


def test_what_is_wrong_is_said_and_what_was_typed_stands_in_the_field(cast: Cast):
    application = draft(cast.alva, {})
    answer = client_of(cast.alva).post(
        at(application, "housing"), form(application, "housing", form="rented", rent="massor", shares_rent="no")
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Beloppet går inte att läsa" in shown
    assert 'value="massor"' in shown
    application.refresh_from_db()
    assert application.answers == {}


@pytest.mark.parametrize(
    ("key", "fields", "words"),
    [
        ("housing", {"form": "rented", "rent": "99999999999", "shares_rent": "no"}, "ovanligt stort"),
        ("housing", {"form": "rented", "rent": "-5", "shares_rent": "no"}, "mindre än noll"),
        ("housing", {"form": "rented", "due": "2099-01-01", "shares_rent": "no"}, "långt från månaden"),
        ("housing", {"form": "rented", "due": "31/12", "shares_rent": "no"}, "år-månad-dag"),
        ("contact", {"phone": "ring", "language": "sv", "interpreter": "no"}, "Telefonnumret stämmer inte"),
        ("contact", {"email": "a@b", "language": "sv", "interpreter": "no"}, "E-postadressen stämmer inte"),
        ("contact", {"language": "klingon", "interpreter": "no"}, "Välj ett av alternativen"),
        ("co_applicant", {"has_partner": "yes", "personal_number": "19000101-0000"}, "Personnumret stämmer inte"),
        ("self_support", {"situation": "sick", "plan": "x" * 5000}, "för lång"),
    ],
)
def test_hostile_and_mistaken_answers_are_met_with_words(cast: Cast, key: str, fields: dict[str, str], words: str):
    application = draft(cast.alva, {})
    answer = client_of(cast.alva).post(at(application, key), form(application, key, **fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_grown_up_is_no_child(cast: Cast):
    application = draft(cast.alva, {})
    address = reverse("applications:new_item", args=(application.pk, "barn"))
    fields = {"name": "Bo", "personal_number": str(BO_NUMBER), "lives_here": "all", "lunch_at_home": "no",
              "in_school": "no"}  # fmt: skip
    answer = client_of(cast.alva).post(address, form(application, "children", **fields))
    assert "Den som har fyllt 21 år söker själv" in answer.content.decode()


def test_script_and_signs_are_kept_as_text_and_never_run(cast: Cast):
    application = draft(cast.alva, {})
    text = "<script>alert('x')</script> 🙂 \u202e &amp;"
    alva = client_of(cast.alva)
    alva.post(at(application, "self_support"), form(application, "self_support", situation="sick", plan=text))
    application.refresh_from_db()
    assert application.answers["self_support"]["plan"] == "<script>alert('x')</script> 🙂 &amp;"
    shown = alva.get(reverse("applications:summary", args=(application.pk,))).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_two_tabs_on_different_pages_both_save(cast: Cast):
    application = draft(cast.alva, {})
    alva = client_of(cast.alva)
    one, two = form(application, "others", has_others="no"), form(application, "talk", wants_person="no")
    assert alva.post(at(application, "others"), one).status_code == 302
    assert alva.post(at(application, "talk"), two).status_code == 302
    application.refresh_from_db()
    assert set(application.answers) == {"others", "talk"}


def test_two_tabs_on_the_same_page_are_told_apart_and_nothing_is_lost(cast: Cast):
    application = draft(cast.alva, {})
    alva = client_of(cast.alva)
    one, two = (form(application, "others", has_others="yes", how_many=many) for many in ("2", "3"))
    alva.post(at(application, "others"), one)
    answer = alva.post(at(application, "others"), two)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "ändrats i en annan flik" in shown
    assert 'value="3"' in shown
    assert "<dd>2</dd>" in shown
    assert "<dd>yes</dd>" not in shown
    application.refresh_from_db()
    assert application.answers["others"]["how_many"] == 2
    again = form(application, "others", has_others="yes", how_many="3")
    assert alva.post(at(application, "others"), again).status_code == 302


def test_a_button_pressed_twice_adds_one_item(cast: Cast):
    application = draft(cast.alva, {})
    alva = client_of(cast.alva)
    address = reverse("applications:new_item", args=(application.pk, "kostnader"))
    sent = form(application, "costs", kind="glasses", amount="800", due="2026-11-20")
    assert [alva.post(address, sent).status_code for _time in range(2)] == [302, 302]
    application.refresh_from_db()
    assert len(application.answers["costs"]["items"]) == 1


def test_what_is_typed_is_kept_by_itself_and_found_on_another_device(cast: Cast):
    application = draft(cast.alva, {})
    sent = form(application, "housing", form="rented", rent="mass\u202eor")
    saved = client_of(cast.alva).post(f"{at(application, 'housing')}spara/", sent)
    assert saved.json() == {"saved": True}
    shown = client_of(cast.alva).get(at(application, "housing")).content.decode()
    assert 'value="massor"' in shown
    assert "utan att spara sidan" in shown
    application.refresh_from_db()
    assert (application.answers, application.version) == ({}, 1)


def test_what_is_typed_and_not_saved_hinders_the_signature(cast: Cast):
    application = draft(cast.alva, alone())
    alva = client_of(cast.alva)
    alva.post(f"{at(application, 'others')}spara/", form(application, "others", has_others="yes", how_many="4"))
    summary = reverse("applications:summary", args=(application.pk,))
    shown = alva.get(summary)
    assert "skrivet men inte sparat" in shown.content.decode()
    assert alva.post(summary, {"shown": "x", "confirm": "yes"}).status_code == 422
    alva.post(f"{at(application, 'others')}slang/")
    assert "skrivet men inte sparat" not in alva.get(summary).content.decode()


def test_an_autosave_that_comes_after_the_page_was_saved_changes_nothing(cast: Cast):
    application = draft(cast.alva, {})
    alva = client_of(cast.alva)
    late = form(application, "others", has_others="yes")
    alva.post(at(application, "others"), form(application, "others", has_others="no"))
    assert alva.post(f"{at(application, 'others')}spara/", late).status_code == 409
    application.refresh_from_db()
    assert application.unfinished == {}


def test_autosave_says_so_when_the_sign_in_has_run_out(cast: Cast):
    application = draft(cast.alva, {})
    answer = Client().post(f"{at(application, 'others')}spara/", form(application, "others", has_others="yes"))
    assert (answer.status_code, answer.json()) == (401, {"saved": False})


def test_an_answer_sent_when_the_sign_in_has_run_out_is_there_afterwards(cast: Cast):
    application = draft(cast.alva, {})
    client = Client()
    sent = form(application, "self_support", situation="sick", plan="En lång berättelse")
    assert client.post(at(application, "self_support"), sent)["Location"].startswith("/logga-in?next=")
    client.force_login(cast.alva)
    shown = client.get(at(application, "self_support")).content.decode()
    assert "En lång berättelse" in shown
    assert "Du hade loggats ut" in shown


def test_what_one_typed_is_not_shown_to_the_next_who_signs_in(cast: Cast):
    application = draft(cast.alva, {})
    client = Client()
    client.post(at(application, "self_support"), form(application, "self_support", plan="En lång berättelse"))
    client.force_login(cast.jon)
    assert client.get(at(application, "self_support")).status_code == 404


def test_signing_with_two_clicks_is_one_application(cast: Cast):
    application = draft(cast.alva, alone())
    alva = client_of(cast.alva)
    summary = reverse("applications:summary", args=(application.pk,))
    sent = {"shown": alva.get(summary).context["shown"], "confirm": "yes"}
    answers = [alva.post(summary, sent) for _time in range(2)]
    assert {answer["Location"] for answer in answers} == {reverse("applications:status", args=(application.pk,))}
    assert Application.objects.get().signatures.count() == 1


def test_signing_what_was_changed_in_another_tab_asks_to_read_again(cast: Cast):
    application = draft(cast.alva, alone())
    alva = client_of(cast.alva)
    summary = reverse("applications:summary", args=(application.pk,))
    sent = {"shown": alva.get(summary).context["shown"], "confirm": "yes"}
    save_page(
        application=application, page=BY_KEY["others"], answer={"has_others": "yes", "how_many": 2},
        version=application.version, by=actor_of(cast.alva), at=NOW,
    )  # fmt: skip
    answer = alva.post(summary, sent)
    assert answer.status_code == 422
    assert "ändrats sedan du läste" in answer.content.decode()


def test_a_draft_whose_month_has_passed_is_moved_with_every_answer(cast: Cast):
    application = draft(cast.alva, alone())
    with time_machine.travel("2026-12-03 09:00Z", tick=False):
        alva = client_of(cast.alva)
        shown = alva.get(reverse("applications:draft", args=(application.pk,)))
        assert "går inte längre att ansöka för" in shown.content.decode()
        assert alva.get(reverse("applications:summary", args=(application.pk,))).status_code == 302
        alva.post(reverse("applications:move", args=(application.pk,)), {"month": "2026-12"})
    application.refresh_from_db()
    assert (application.month, application.answers) == ("2026-12", alone())


def test_a_draft_cannot_be_moved_on_top_of_another(cast: Cast):
    application = draft(cast.alva, alone())
    draft(cast.alva, {}, month="2026-12")
    answer = client_of(cast.alva).post(reverse("applications:move", args=(application.pk,)), {"month": "2026-12"})
    assert (answer.status_code, "redan en ansökan" in answer.content.decode()) == (400, True)


def test_last_months_answers_are_said_again_with_days_moved(cast: Cast):
    sign(draft(cast.alva, alone()), cast.alva)
    alva = client_of(cast.alva)
    alva.post("/ansok/", {"month": "2026-12"})
    application = Application.objects.get(month="2026-12")
    first = alva.get(reverse("applications:draft", args=(application.pk,)))
    assert "Har något ändrats sedan sist?" in first.content.decode()
    alva.post(reverse("applications:nothing_changed", args=(application.pk,)))
    application.refresh_from_db()
    assert application.answers["housing"]["due"] == "2026-12-30"
    assert application.answers["incomes"]["items"][0]["paid"] == "2026-11-25"
    assert {"self_support", "safety", "talk"}.isdisjoint(application.answers)
    goes_on = alva.get(reverse("applications:draft", args=(application.pk,)))
    assert goes_on["Location"] == at(application, "self_support")


def test_a_page_shows_what_was_said_last_month_and_can_be_said_again(cast: Cast):
    sign(draft(cast.alva, alone()), cast.alva)
    application = draft(cast.alva, {}, month="2026-12")
    alva = client_of(cast.alva)
    assert "6\xa0500\xa0kr" in alva.get(at(application, "housing")).content.decode()
    alva.post(f"{at(application, 'housing')}samma/", form(application, "housing"))
    application.refresh_from_db()
    assert application.answers["housing"]["rent"] == 650_000


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_photograph_and_an_answer_come_together(cast: Cast):
    application = draft(cast.alva, {})
    address = reverse("applications:new_item", args=(application.pk, "kostnader"))
    sent = form(application, "costs", kind="glasses", amount="800", photo=upload("bild.jpg", picture("JPEG")))
    assert client_of(cast.alva).post(address, sent).status_code == 302
    kept = Attachment.objects.get()
    assert (kept.page, kept.item, kept.name, kept.media_type) == ("costs", "c1", "bild.jpg", "image/jpeg")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen är tom"),
        (b"MZ\x90\x00 program", "inte en bild eller PDF"),
        (b"<svg onload=alert(1)>", "inte en bild eller PDF"),
        (b"%PDF-1.7 avhuggen", "inte hel"),
        (picture()[:60], "går inte att öppna"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * (10 * 1024 * 1024), "större än 10 MB"),
    ],
    ids=["empty", "program", "svg", "cut off", "cut off picture", "too large"],
)
def test_a_file_that_cannot_be_received_is_refused_in_words_and_the_answer_stays(
    cast: Cast, content: bytes, words: str
):
    application = draft(cast.alva, {})
    sent = form(application, "self_support", situation="sick", plan="Sjukskriven", file=upload("intyg.pdf", content))
    answer = client_of(cast.alva).post(at(application, "self_support"), sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert "Sjukskriven" in shown
    assert not Attachment.objects.exists()


def test_a_file_is_the_owners_until_both_have_to_read_it(cast: Cast):
    application = draft(cast.alva, with_bo())
    sent = form(application, "self_support", situation="sick", plan="Sjukskriven", file=upload("intyg.pdf", pdf()))
    client_of(cast.alva).post(at(application, "self_support"), sent)
    address = reverse("applications:file", args=(application.pk, Attachment.objects.get().pk))
    assert client_of(cast.bo).get(address).status_code == 404
    got = client_of(cast.alva).get(address)
    assert got["Content-Disposition"] == 'attachment; filename="intyg.pdf"'
    application.refresh_from_db()
    sign(application, cast.alva)
    assert client_of(cast.bo).get(address).status_code == 200
    assert client_of(cast.jon).get(address).status_code == 404
    assert client_of(cast.cilla).get(address).status_code == 404


def test_a_removed_file_is_gone_and_a_handed_in_one_stays(cast: Cast):
    application = draft(cast.alva, alone())
    sent = form(application, "self_support", situation="sick", plan="Sjuk", file=[upload("a.pdf", pdf()),
                upload("b.pdf", pdf(pages=2))])  # fmt: skip
    alva = client_of(cast.alva)
    alva.post(at(application, "self_support"), sent)
    first, second = Attachment.objects.order_by("pk")
    alva.post(reverse("applications:remove_file", args=(application.pk, first.pk)))
    application.refresh_from_db()
    sign(application, cast.alva)
    answer = alva.post(reverse("applications:remove_file", args=(application.pk, second.pk)))
    assert answer.status_code == 400
    assert list(Attachment.objects.all()) == [second]


def test_a_signed_application_is_shown_and_not_asked_again(cast: Cast):
    application = sign(draft(cast.alva, alone()), cast.alva)
    answer = client_of(cast.alva).get(at(application, "housing"))
    assert answer["Location"] == reverse("applications:status", args=(application.pk,))


def test_the_summary_says_where_something_is_missing_and_leads_there(cast: Cast):
    application = draft(cast.alva, {key: value for key, value in alone().items() if key != "costs"})
    shown = client_of(cast.alva).get(reverse("applications:summary", args=(application.pk,))).content.decode()
    assert "En fråga är kvar" in shown
    assert at(application, "costs") in shown
    assert "Skriv under och skicka" not in shown


def test_no_page_of_an_unknown_address_breaks(cast: Cast):
    application = draft(cast.alva, alone())
    alva = client_of(cast.alva)
    base = f"/ansok/{application.pk}/"
    for address in (
        f"{base}fraga/finns-inte/",
        f"{base}fraga/barn/rad/k9/",
        f"{base}fil/999/",
        f"{base}fraga/bostad/ny/",
    ):
        assert alva.get(address).status_code == 404


def test_numbers_of_persons_never_stand_in_an_address(cast: Cast):
    application = draft(cast.alva, with_bo())
    answer = client_of(cast.alva).get("/mina-sidor/")
    assert str(ALVA_NUMBER) not in answer.content.decode()
    assert str(application.pk) in answer.content.decode()


def test_the_same_child_is_not_counted_twice(cast: Cast):
    application = draft(cast.alva, with_bo())
    address = reverse("applications:new_item", args=(application.pk, "barn"))
    fields = {"name": "Maja igen", "personal_number": str(CHILD_NUMBER), "lives_here": "all", "lunch_at_home": "no",
              "in_school": "no"}  # fmt: skip
    answer = client_of(cast.alva).post(address, form(application, "children", **fields))
    assert (answer.status_code, "finns redan i ansökan" in answer.content.decode()) == (422, True)


def test_mina_sidor_asks_the_database_as_often_for_a_year_as_for_a_month(
    cast: Cast, django_assert_max_num_queries: Any
):
    alva = client_of(cast.alva)
    for month in range(1, 13):
        at = datetime(2026, month, 2, 9, tzinfo=UTC)
        sign(draft(cast.alva, alone(), month=f"2026-{month:02d}", at=at), cast.alva, at=at)
    with django_assert_max_num_queries(45):
        assert alva.get("/mina-sidor/").status_code == 200


def test_signing_what_was_taken_back_meanwhile_signs_nothing_and_says_so(cast: Cast):
    application = sign(draft(cast.alva, with_bo()), cast.alva)
    page = reverse("applications:co_applicant", args=(application.pk,))
    sent = {"shown": application.text_hash, "confirm": "yes", "danger": "no", "wants_person": "no"}
    client_of(cast.alva).post(reverse("applications:change", args=(application.pk,)))
    bo = client_of(cast.bo)
    assert bo.post(page, sent)["Location"] == "/mina-sidor/"
    assert "Den kan ha tagits tillbaka" in bo.get("/mina-sidor/").content.decode()
    application.refresh_from_db()
    assert (application.state, application.signatures.count()) == ("draft", 0)


def test_the_summary_asks_for_the_bills_that_are_missing(cast: Cast):
    application = draft(cast.alva, alone())
    alva = client_of(cast.alva)
    shown = alva.get(reverse("applications:summary", args=(application.pk,)))
    assert "Räkningar saknas" in shown.content.decode()
    ways = [
        reverse("applications:question", args=(application.pk, part["slug"])) for part in shown.context["without_bills"]
    ]
    assert len(ways) == 2
    assert all(f'href="{way}"' in shown.content.decode() for way in ways)


def test_bills_of_what_has_not_changed_are_not_asked_for(cast: Cast):
    first = sign(draft(cast.alva, alone()), cast.alva)
    again = draft(
        cast.alva,
        month="2026-12",
        answers={**alone(), "costs": {"items": [{"id": "c9", "kind": "internet", "amount": 30_000}]}},
    )
    Application.objects.filter(pk=again.pk).update(previous=first)
    shown = client_of(cast.alva).get(reverse("applications:summary", args=(again.pk,)))
    assert [part["key"] for part in shown.context["without_bills"]] == ["costs"]
