"""The pages of a matter: what they show, what they do, and what they cost."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.models import Document, JournalNote, Matter, Message
from andrum.cases.service import add_document, add_task, open_matter, record_fact
from andrum.kernel.identity import made_up_number
from andrum.people.service import Person, register_person, set_protection
from tests.cast import ALVA_NUMBER, BO_NUMBER, JON_NUMBER, NOW, Cast
from tests.rooms.cases.conftest import Page


def text_of(page: Page, user, address: str) -> str:
    return page(user, address).content.decode()


def test_the_overview_shows_the_sources_side_by_side_and_says_when_they_differ(
    full_matter: Matter, cast: Cast, page: Page
):
    shown = text_of(page, cast.cilla, f"/arenden/{full_matter.reference}/")
    for words in (
        "8\u00a0420\u00a0kr",
        "8\u00a0500\u00a0kr",
        "Stämmer inte överens",
        "Försäkringskassan",
        "november 2026",
    ):
        assert words in shown, words


def test_the_decision_shows_its_calculation_and_what_was_not_counted(full_matter: Matter, cast: Cast, page: Page):
    shown = text_of(page, cast.cilla, f"/arenden/{full_matter.reference}/beslut/")
    for words in ("Bifall", "12\u00a0345\u00a0kr", "Riksnorm", "12 kap. 7 § SoL", "Kabel-tv", "Cilla Berg"):
        assert words in shown, words


def test_a_note_is_written_signed_corrected_and_questioned_on_the_page(matter: Matter, cast: Cast, page: Page):
    journal = f"/arenden/{matter.reference}/journal/"
    page(cast.cilla, journal, {"title": "Samtal", "text": "Alva ringde.", "spara": "1"})
    note = JournalNote.objects.get()
    page(cast.cilla, f"{journal}{note.pk}/andra/", {"text": "Alva ringde två gånger."})
    page(cast.cilla, f"{journal}{note.pk}/signera/", {})
    page(cast.cilla, f"{journal}{note.pk}/ratta/", {"text": "Tre gånger."})
    page(cast.cilla, f"{journal}{note.pk}/anmark/", {"text": "Alva minns två."})
    assert page(cast.cilla, f"{journal}{note.pk}/slang/", {"text": "x"}).status_code == 404
    shown = text_of(page, cast.cilla, journal)
    for words in ("Alva ringde två gånger.", "Rättelse: Samtal", "Den enskilde anser att något är fel"):
        assert words in shown, words
    assert JournalNote.objects.filter(signed_at__isnull=False).count() == 3


@pytest.mark.parametrize("text", ["", "  ", "x" * 50_001])
def test_a_bad_correction_or_message_changes_nothing_and_says_why(
    full_matter: Matter, cast: Cast, page: Page, text: str
):
    note = JournalNote.objects.get()
    for address in (f"journal/{note.pk}/ratta/", f"journal/{note.pk}/anmark/", "meddelande/"):
        assert page(cast.cilla, f"/arenden/{full_matter.reference}/{address}", {"text": text}).status_code == 302
    assert (JournalNote.objects.count(), Message.objects.count()) == (1, 0)


def test_a_task_is_added_done_and_taken_back(matter: Matter, cast: Cast, page: Page):
    address = f"/arenden/{matter.reference}/uppgifter/"
    page(cast.cilla, address, {"title": "Ring Alva", "due_date": "2026-11-05"})
    task = matter.tasks.get()
    page(cast.cilla, f"{address}{task.pk}/klar/", {})
    assert "Ångra" in text_of(page, cast.cilla, address)
    page(cast.cilla, f"{address}{task.pk}/igen/", {})
    assert "5 november 2026" in text_of(page, cast.cilla, address)
    page(cast.cilla, address, {"title": "Fel", "due_date": "igår"})
    assert matter.tasks.count() == 1


def test_a_matter_is_closed_when_nothing_is_left_and_opened_again(matter: Matter, cast: Cast, page: Page):
    task = add_task(matter=matter, title="Ring", by=SYSTEM, at=NOW)
    address = f"/arenden/{matter.reference}/"
    page(cast.cilla, f"{address}avsluta/", {})
    assert "Pågår" in text_of(page, cast.cilla, address)
    page(cast.cilla, f"{address}uppgifter/{task.pk}/klar/", {})
    page(cast.cilla, f"{address}avsluta/", {})
    assert "Ärendet är avslutat" in text_of(page, cast.cilla, address)
    assert matter.reference in text_of(page, cast.cilla, "/arenden/?lage=closed")
    other = open_matter(applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW)
    page(cast.cilla, f"{address}oppna-igen/", {})
    matter.refresh_from_db()
    assert matter.state == "closed"
    Matter.objects.filter(pk=other.pk).update(state="closed", closed_at=NOW)
    page(cast.cilla, f"{address}oppna-igen/", {})
    matter.refresh_from_db()
    assert matter.state == "open"


def test_a_document_is_kept_by_its_content_shown_or_downloaded_and_the_reading_logged(
    matter: Matter, cast: Cast, page: Page
):
    address = f"/arenden/{matter.reference}/handlingar/"
    for name, content in (("fel.pdf", b"<script>alert(1)</script>"), ("tom.pdf", b"")):
        answer = page(cast.cilla, address, {"title": "Hyra", "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200
    page(cast.cilla, address, {"title": "Hyra/../å", "file": SimpleUploadedFile("a.exe", b"%PDF-1.7 x")})
    document = Document.objects.get()
    shown, kept = (page(cast.cilla, f"{address}{document.pk}/{query}") for query in ("?visa=1", ""))
    assert shown["Content-Disposition"].startswith("inline")
    assert kept["Content-Disposition"] == f'attachment; filename="hyraa-{document.pk}.pdf"'
    assert (kept["X-Content-Type-Options"], kept.content) == ("nosniff", b"%PDF-1.7 x")
    assert AuditEvent.objects.filter(kind="cases.document_read").count() == 2
    assert page(cast.dag, f"{address}{document.pk}/").status_code == 404


def test_a_file_that_is_no_picture_is_never_shown_in_the_browser(matter: Matter, cast: Cast, page: Page):
    document = add_document(
        matter=matter,
        kind="x",
        title="Svar",
        media_type="text/html",
        content=b"<b>",
        source="register",
        by=SYSTEM,
        at=NOW,
    )
    answer = page(cast.cilla, f"/arenden/{matter.reference}/handlingar/{document.pk}/?visa=1")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_another_matters_document_is_not_reached_through_ones_own(matter: Matter, cast: Cast, page: Page):
    other = open_matter(applicant=cast.jon_person, unit=cast.soder, assigned_to=cast.dag, by=SYSTEM, at=NOW)
    document = add_document(
        matter=other, kind="x", title="Hyra", media_type="image/png", content=b"x", source="citizen", by=SYSTEM, at=NOW
    )
    assert page(cast.cilla, f"/arenden/{matter.reference}/handlingar/{document.pk}/").status_code == 404


def test_the_list_leaves_as_a_file_that_no_spreadsheet_runs(matter: Matter, cast: Cast, page: Page):
    Person.objects.filter(pk=cast.alva_person.pk).update(given_name="=cmd()", family_name="Ek")
    rows = list(
        csv.reader(io.StringIO(page(cast.cilla, "/arenden/lista.csv").content.decode("utf-8-sig")), delimiter=";")
    )
    assert rows[1][:2] == [matter.reference, "'=cmd() Ek"]
    sheet = load_workbook(io.BytesIO(page(cast.cilla, "/arenden/lista.xlsx").content)).active
    assert sheet["A2"].value == matter.reference
    assert AuditEvent.objects.filter(kind="cases.exported").count() == 2


@pytest.mark.parametrize("query", ["?sida=0", "?sida=999", "?sida=abc", "?vilka=x&lage=y&ordning=z", "?ordning=-namn"])
def test_a_strange_list_is_still_a_list(matter: Matter, cast: Cast, page: Page, query: str):
    assert matter.reference in text_of(page, cast.cilla, f"/arenden/{query}")


def test_the_timeline_gives_everything_once_however_it_is_parted(matter: Matter, cast: Cast, page: Page):
    for number in range(70):
        add_task(matter=matter, title=f"Uppgift nummer {number:03d}.", by=SYSTEM, at=NOW)
    record_fact(matter=matter, name="a", value=1, source="citizen", by=SYSTEM, at=NOW)
    shown = text_of(page, cast.cilla, f"/arenden/{matter.reference}/tidslinje/")
    assert all(f"nummer {number:03d}." in shown for number in range(70))
    assert page(cast.cilla, f"/arenden/{matter.reference}/tidslinje/?fore=snart&visa=log&visa=x").status_code == 200


def test_the_manager_chooses_colleagues_by_name(matter: Matter, cast: Cast, page: Page):
    shown = text_of(page, cast.eva, f"/arenden/{matter.reference}/")
    assert f">{cast.cilla.name}</option>" in shown
    assert f">{cast.cilla.username}</option>" not in shown


def test_one_asking_of_the_registers_is_one_line_of_the_timeline(matter: Matter, cast: Cast, page: Page):
    for agency in ("AF", "CSN", "FK"):
        record_fact(matter=matter, name=f"register.a.{agency}", value=1, source="register", source_detail=agency,
                    by=SYSTEM, at=NOW)  # fmt: skip
    record_fact(matter=matter, name="a", value=1, source="citizen", by=SYSTEM, at=NOW)
    shown = text_of(page, cast.cilla, f"/arenden/{matter.reference}/tidslinje/")
    assert shown.count("3 uppgifter från register") == 1
    assert "1 uppgift från den sökande" in shown


def test_a_matter_is_opened_by_hand_and_says_the_same_whatever_hinders_it(matter: Matter, cast: Cast, page: Page):
    set_protection(person=cast.jon_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    form = {"given_name": "Nils", "family_name": "Ny", "unit": cast.norr.pk, "kind": "economic_assistance"}
    for number in (JON_NUMBER, ALVA_NUMBER):
        shown = page(cast.cilla, "/arenden/nytt/", {**form, "personal_number": str(number)}).content.decode()
        assert "Be din chef om hjälp" in shown
        assert "Kvist" not in shown
    assert (
        "personnummer"
        in page(cast.cilla, "/arenden/nytt/", {**form, "personal_number": "123"}).content.decode().lower()
    )
    new = str(made_up_number(NOW.date().replace(year=1970), 985))
    assert (
        page(cast.cilla, "/arenden/nytt/", {**form, "unit": cast.soder.pk, "personal_number": new}).status_code == 200
    )
    answer = page(cast.cilla, "/arenden/nytt/", {**form, "personal_number": new})
    assert answer.status_code == 302
    assert Matter.objects.get(applicant__family_name="Ny").assigned_to == cast.cilla
    assert page(cast.ida, "/arenden/nytt/").status_code == 404


def test_a_person_joins_and_leaves_a_matter(matter: Matter, cast: Cast, page: Page):
    address = f"/arenden/{matter.reference}/personer/"
    child = str(made_up_number(NOW.date().replace(year=2015), 986))
    page(cast.cilla, f"{address}ny/",
         {"personal_number": child, "given_name": "Liv", "family_name": "Ek", "role": "child"})  # fmt: skip
    part = matter.participants.get(role="child")
    page(cast.cilla, f"{address}{part.pk}/slut/", {"last_date": "2020-01-01"})
    page(cast.cilla, f"{address}{part.pk}/slut/", {"last_date": "sen"})
    page(cast.cilla, f"{address}{matter.participants.get(role='applicant').pk}/slut/", {"last_date": "2026-11-02"})
    assert matter.participants.filter(to_date__isnull=True).count() == 3
    page(cast.cilla, f"{address}{part.pk}/slut/", {"last_date": "2026-11-02"})
    assert "2 november 2026" in text_of(page, cast.cilla, address)
    assert str(BO_NUMBER)[-4:] not in text_of(page, cast.cilla, address)


def many_matters(cast: Cast, count: int) -> None:
    for number in range(count):
        person = register_person(
            personal_number=made_up_number(NOW.date().replace(year=1950 + number), 987), given_name="Prov",
            family_name=f"Person {number}", by=SYSTEM, at=NOW,
        )  # fmt: skip
        matter = open_matter(applicant=person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=NOW)
        add_task(matter=matter, title="Ring", by=SYSTEM, at=NOW)


@pytest.mark.parametrize("address", ["/arenden/", "/arenden/lista.csv", "/sok/"])
def test_a_long_list_costs_no_more_queries_than_a_short_one(cast: Cast, page: Page, address: str,
                                                            django_assert_max_num_queries):  # fmt: skip
    many_matters(cast, 30)
    with django_assert_max_num_queries(34):
        answer = page(cast.cilla, address, {"q": "person"} if address == "/sok/" else None)
    assert answer.status_code == 200


@pytest.mark.parametrize("part", ["", "tidslinje/", "journal/", "handlingar/", "beslut/", "uppgifter/", "personer/"])
def test_a_full_matter_costs_few_queries(full_matter: Matter, cast: Cast, page: Page, part: str,
                                         django_assert_max_num_queries):  # fmt: skip
    for number in range(20):
        add_task(matter=full_matter, title=f"Ring {number}", assigned_to=cast.cilla, by=SYSTEM, at=NOW)
    with django_assert_max_num_queries(44):
        assert page(cast.cilla, f"/arenden/{full_matter.reference}/{part}").status_code == 200


@pytest.mark.parametrize(
    ("kind", "prefix", "word"),
    [("children_and_youth", "BU", "Barn och unga"), ("adults", "VU", "Vuxna"), ("older_people", "AO", "Äldre")],
)
def test_a_matter_of_another_kind_has_its_own_series_of_references(
    cast: Cast, page: Page, kind: str, prefix: str, word: str
):
    number = str(made_up_number(NOW.date().replace(year=2015), 986))
    form = {"given_name": "Tove", "family_name": "Ny", "unit": cast.norr.pk, "kind": kind, "personal_number": number}
    assert page(cast.cilla, "/arenden/nytt/", form).status_code == 302
    opened = Matter.objects.get(applicant__given_name="Tove")
    assert opened.kind == kind
    assert re.fullmatch(rf"{prefix}-\d{{4}}-000001", opened.reference)
    assert word in text_of(page, cast.cilla, f"/arenden/{opened.reference}/")
