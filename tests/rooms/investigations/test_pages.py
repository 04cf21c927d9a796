"""The pages: the document, its filters and ways back, writing, parties, files; and who may see it."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM, Actor, AuditEvent
from andrum.cases.service import Matter, participants_of, write_note
from andrum.conversations.models import Conversation
from andrum.investigations.models import Hearing, Investigation
from andrum.investigations.queries.written import written_parts
from andrum.investigations.service import (
    InvestigationState,
    finish,
    save_part,
    say_why_child_not_heard,
)
from andrum.people.service import set_protection
from tests.cast import NOW, Cast
from tests.rooms.investigations.conftest import Page
from tests.rooms.investigations.stage import LEO, Told, talk

BAD = Told("M", "Han sover dåligt.", "halsa", values={"factor": "halsa.r5", "time": "nu"})
GOOD = Told("M", "Han läser varje kväll.", "utbildning", "skydd")


def at(name: str, *parts: object) -> str:
    return reverse(f"investigations:{name}", args=parts)


def body(answer: HttpResponse) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def full(investigation: Investigation, matter: Matter, cast: Cast) -> Investigation:
    talk(matter, cast.cilla, [BAD, GOOD, Told("M", "Jag ringer skolan i morgon.", kind="agreement")])
    talk(
        matter, cast.cilla, [Told("B", "Jag vill bo hos mormor.", kind="own_view")], persons=(LEO,),
        at=NOW + timedelta(hours=1),
    )  # fmt: skip
    return investigation


def test_the_document_shows_every_line_with_its_speaker_day_and_way_back(full: Investigation, cast: Cast, page: Page):
    text = body(page(cast.cilla, at("basis", full.pk)))
    for part in (
        "Beslutsunderlag: Leo Ek", "Han sover dåligt.", "Sara Ek (mamma)", "Samtal 2 november 2026",
        "Jag vill bo hos mormor.", "senast 2 mars 2027", "Ingen har talat om det här.",
    ):  # fmt: skip
        assert part in text, part


def test_what_a_person_must_write_is_empty_and_says_so(full: Investigation, cast: Cast, page: Page):
    text = body(page(cast.cilla, at("basis", full.pk)))
    assert text.count("Programmet lämnar delen tom; det är en människa som skriver den.") == 4
    assert "Programmet föreslår ingenting." in text


def test_what_is_missing_is_lit_up(investigation: Investigation, cast: Cast, page: Page):
    talk(investigation.matter, cast.cilla, [BAD])
    text = body(page(cast.cilla, at("basis", investigation.pk)))
    assert "Barnet har inte hörts i något signerat samtal, och det står inte varför." in text
    assert "Har inte hörts i något signerat samtal: Per Ek." in text
    assert "Ingen har skrivit: Vad utredningen ska svara på, Analys" in text


def test_an_empty_case_says_what_will_come(investigation: Investigation, cast: Cast, page: Page):
    text = body(page(cast.cilla, at("basis", investigation.pk)))
    assert "Det finns inget signerat samtal, ingen signerad anteckning och ingen handling än." in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?slag=oro", ("Han sover dåligt.", "Han läser varje kväll.")),
        ("?slag=styrka", ("Han läser varje kväll.", "Han sover dåligt.")),
        ("?slag=barnet", ("Jag vill bo hos mormor.", "Han sover dåligt.")),
        ("?omrade=halsa", ("Han sover dåligt.", "Han läser varje kväll.")),
        ("?vem=1", ("Jag vill bo hos mormor.", "Han sover dåligt.")),
    ],
)
def test_lines_are_filtered(full: Investigation, cast: Cast, page: Page, query: str, words: tuple[str, str]):
    shown, hidden = words
    text = body(page(cast.cilla, at("basis", full.pk) + query))
    assert shown in text
    assert hidden not in text


@pytest.mark.parametrize("query", ["?slag=x", "?omrade=x", "?vem=99", "?vem=-1", "?vem=²", "?sida=x"])
def test_a_filter_that_cannot_be_understood_shows_everything(full: Investigation, cast: Cast, page: Page, query: str):
    assert "Han läser varje kväll." in body(page(cast.cilla, at("basis", full.pk) + query))


def test_words_are_searched_by_a_form_and_never_stand_in_the_address(full: Investigation, cast: Cast, page: Page):
    text = body(page(cast.cilla, at("basis", full.pk), {"q": "MORMOR"}))
    assert "Jag vill bo hos mormor." in text
    assert "Han sover dåligt." not in text
    assert "1 rad passar." in text


def test_a_line_is_followed_to_the_words_the_note_and_the_day(full: Investigation, cast: Cast, page: Page):
    made = Conversation.objects.earliest("pk")
    line = made.lines.get(quote="Han sover dåligt.")
    text = body(page(cast.cilla, at("line", full.pk, f"conversation:{made.pk}:{line.pk}")))
    assert "«Han sover dåligt.»" in text
    assert f'href="{reverse("conversations:line", args=[line.pk])}"' in text
    assert f"#anteckning-{made.note_id}" in text
    assert page(cast.cilla, at("line", full.pk, "conversation:1:999999")).status_code == 404


def test_a_note_is_followed_to_the_journal_and_can_be_sorted(
    full: Investigation, matter: Matter, cast: Cast, cilla: Actor, page: Page
):
    note = write_note(matter=matter, title="BVC", text="Vaccinerad.", sign=True, by=cilla, at=NOW)
    text = body(page(cast.cilla, at("line", full.pk, f"note:{note.pk}")))
    assert f"#anteckning-{note.pk}" in text
    answer = page(cast.cilla, at("sort_line", full.pk), {"rad": f"note:{note.pk}", "omrade": "halsa"})
    assert answer.status_code == 302
    assert "Vaccinerad." in body(page(cast.cilla, at("basis", full.pk) + "?omrade=halsa"))


def test_writing_is_saved_as_it_is_typed_and_builds_on_the_last(full: Investigation, cast: Cast, page: Page):
    first = page(cast.cilla, at("autosave", full.pk, "analysis"), {"text": "Leo", "base": "0"})
    assert (first.status_code, first.json()["revision"]) == (200, 1)  # type: ignore[attr-defined]
    page(cast.cilla, at("autosave", full.pk, "analysis"), {"text": "Leo mår", "base": "1"})
    assert written_parts(full)["analysis"].text == "Leo mår"


def test_two_who_write_at_once_are_told_and_both_texts_are_kept(full: Investigation, cast: Cast, page: Page):
    page(cast.cilla, at("autosave", full.pk, "analysis"), {"text": "Cillas text.", "base": "0"})
    met = page(cast.eva, at("autosave", full.pk, "analysis"), {"text": "Evas text.", "base": "0"})
    assert met.status_code == 409
    assert "Cilla Berg har skrivit i samma del" in met.json()["message"]  # type: ignore[attr-defined]
    text = body(page(cast.eva, at("write", full.pk, "analysis")))
    assert "Cillas text." in text
    assert "Evas text." in text
    assert "Två har skrivit i «Analys»" in body(page(cast.cilla, at("basis", full.pk)))


def test_the_met_text_is_taken_care_of_by_writing_both_together(full: Investigation, cast: Cast, page: Page):
    page(cast.cilla, at("autosave", full.pk, "analysis"), {"text": "Cillas text.", "base": "0"})
    page(cast.eva, at("autosave", full.pk, "analysis"), {"text": "Evas text.", "base": "0"})
    aside = written_parts(full)["analysis"]
    assert aside.asides == 1
    shown = page(cast.eva, at("write", full.pk, "analysis"))
    number = shown.context["aside"].pk  # type: ignore[attr-defined]
    data = {"text": "Bådas text.", "base": "1", "bredvid": str(number)}
    assert page(cast.eva, at("write", full.pk, "analysis"), data).status_code == 302
    after = written_parts(full)["analysis"]
    assert (after.text, after.asides) == ("Bådas text.", 0)


def test_what_stands_can_be_left_as_it_is(full: Investigation, cast: Cast, page: Page):
    page(cast.cilla, at("autosave", full.pk, "analysis"), {"text": "Cillas text.", "base": "0"})
    page(cast.eva, at("autosave", full.pk, "analysis"), {"text": "Evas text.", "base": "0"})
    number = page(cast.eva, at("write", full.pk, "analysis")).context["aside"].pk  # type: ignore[attr-defined]
    page(cast.eva, at("settle", full.pk, number), {})
    assert written_parts(full)["analysis"].asides == 0
    assert "Evas text." in body(page(cast.cilla, at("versions", full.pk, "analysis")))


def test_an_older_version_can_be_brought_back(full: Investigation, cast: Cast, cilla: Actor, page: Page):
    save_part(investigation=full, part="analysis", text="Först.", base=0, by=cilla, at=NOW - timedelta(hours=2))
    save_part(investigation=full, part="analysis", text="Sedan.", base=1, by=cilla, at=NOW)
    assert "Hämta tillbaka den här texten" in body(page(cast.cilla, at("versions", full.pk, "analysis")))
    page(cast.cilla, at("write", full.pk, "analysis"), {"text": "Först.", "base": "2"})
    assert written_parts(full)["analysis"].text == "Först."


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 30])
def test_a_save_that_does_not_say_what_it_builds_on_writes_over_nothing(
    full: Investigation, cast: Cast, cilla: Actor, page: Page, base: str
):
    save_part(investigation=full, part="analysis", text="Står.", base=0, by=cilla, at=NOW)
    assert page(cast.cilla, at("write", full.pk, "analysis"), {"text": "Ny.", "base": base}).status_code == 409
    assert written_parts(full)["analysis"].text == "Står."


def test_the_way_from_a_report_to_a_begun_investigation(matter: Matter, cast: Cast, page: Page):
    page(
        cast.cilla, at("of_matter", matter.reference),
        {"anmalan": "1", "reported_date": "2026-11-02", "reason": "Skolan är orolig för Leo."},
    )  # fmt: skip
    found = Investigation.objects.get()
    assert "Anteckna skyddsbedömningen" in body(page(cast.cilla, at("basis", found.pk)))
    data = {"needs": "nej", "day": "2026-11-02", "text": "Leo är hos mormor och är trygg."}
    assert page(cast.cilla, at("step", found.pk, "skydd"), data).status_code == 302
    data = {"begins": "ja", "day": "2026-11-02", "text": "Uppgifterna behöver utredas."}
    assert page(cast.cilla, at("step", found.pk, "inled"), data).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.started_date) == (InvestigationState.OPEN, date(2026, 11, 2))
    data = {"to_date": "2027-04-02", "text": "Fadern är utomlands till mars."}
    assert page(cast.cilla, at("step", found.pk, "forlang"), data).status_code == 302
    assert "förlängd genom beslut" in body(page(cast.cilla, at("basis", found.pk)))


def test_a_step_that_is_refused_says_why_and_keeps_what_was_written(matter: Matter, cast: Cast, page: Page):
    page(
        cast.cilla, at("of_matter", matter.reference),
        {"anmalan": "1", "reported_date": "2026-11-02", "reason": "Skolan är orolig för Leo."},
    )  # fmt: skip
    found = Investigation.objects.get()
    data = {"begins": "ja", "day": "2026-11-02", "text": "Uppgifterna behöver utredas."}
    text = body(page(cast.cilla, at("step", found.pk, "inled"), data))
    assert "Den omedelbara skyddsbedömningen saknas." in text
    assert "Uppgifterna behöver utredas." in text
    assert page(cast.cilla, at("step", found.pk, "annat")).status_code == 404


def test_the_way_to_a_finished_and_decided_investigation(full: Investigation, cast: Cast, cilla: Actor, page: Page):
    for part in ("analysis", "assessment", "proposal"):
        save_part(investigation=full, part=part, text=f"Text om {part}.", base=0, by=cilla, at=NOW)
    sara = next(one.person_id for one in participants_of(full.matter) if one.person.given_name == "Sara")
    data = {"person_id": sara, "way": "by_hand", "answer_by": "2026-11-16", "text": "Läs och svara."}
    assert page(cast.cilla, at("communicate", full.pk), data).status_code == 302
    hearing = Hearing.objects.get()
    page(cast.cilla, at("answer", full.pk, hearing.pk), {"answer": "Det stämmer."})
    assert "Det stämmer." in body(page(cast.cilla, at("communicate", full.pk)))
    assert page(cast.cilla, at("finish", full.pk), {"not_sent_because": ""}).status_code == 302
    full.refresh_from_db()
    assert full.state == InvestigationState.FINISHED
    empty = body(page(cast.cilla, at("decide", full.pk)))
    assert '<option value="" selected>' in empty
    data = {"outcome": "granted", "what": "Kontaktfamilj i ett år.", "reasons": "Leo behöver det."}
    assert page(cast.cilla, at("decide", full.pk), data).status_code == 302
    text = body(page(cast.cilla, reverse("cases:decisions", args=[full.matter.reference])))
    assert "Kontaktfamilj i ett år." in text
    assert "0 kr" not in text
    assert "Ompröva beslutet" not in text


def test_what_hinders_an_end_is_said_on_the_page(full: Investigation, cast: Cast, page: Page):
    text = body(page(cast.cilla, at("finish", full.pk), {"not_sent_because": ""}))
    assert "Det här är inte skrivet: Analys" in text


def test_the_files_are_taken_out_and_kept_in_the_log(full: Investigation, cast: Cast, page: Page):
    word, pdf = page(cast.cilla, at("word", full.pk)), page(cast.cilla, at("pdf", full.pk))
    assert (word.content[:2], pdf.content[:5]) == (b"PK", b"%PDF-")
    assert "utkast.docx" in word["Content-Disposition"]
    lines = page(cast.cilla, at("lines_csv", full.pk)).content.decode()
    assert "Han sover dåligt." in lines
    assert page(cast.cilla, at("lines_xlsx", full.pk)).content[:2] == b"PK"
    assert AuditEvent.objects.filter(kind="investigations.taken_out").count() == 4


def test_a_finished_one_gives_the_kept_files_and_no_draft(full: Investigation, cast: Cast, cilla: Actor, page: Page):
    for part in ("analysis", "assessment", "proposal"):
        save_part(investigation=full, part=part, text=f"Text om {part}.", base=0, by=cilla, at=NOW)
    done = finish(investigation=full, not_sent_because="Alla har fått läsa vid mötet.", by=cilla, at=NOW)
    assert done.pdf is not None
    answer = page(cast.cilla, at("pdf", full.pk))
    assert answer.content == bytes(done.pdf.content)
    assert "utkast" not in answer["Content-Disposition"]


def test_the_list_has_the_nearest_day_first_and_is_searched_by_name(
    full: Investigation, grown: Matter, cast: Cast, page: Page
):
    from tests.rooms.investigations.stage import opened

    opened(grown, cast)
    text = body(page(cast.cilla, at("list")))
    assert text.index("Leo Ek") < text.index("Alva Ek")
    found = body(page(cast.cilla, at("list"), {"q": "Alva"}))
    assert "Alva Ek" in found
    assert "Leo Ek" not in found
    assert "Leo Ek" in page(cast.cilla, at("list_csv")).content.decode()
    assert page(cast.cilla, at("list_xlsx")).content[:2] == b"PK"


def test_every_reading_is_an_event(full: Investigation, cast: Cast, page: Page):
    before = AuditEvent.objects.filter(kind="investigations.read").count()
    for address in (
        at("basis", full.pk), at("write", full.pk, "analysis"), at("versions", full.pk, "analysis"),
        at("communicate", full.pk), at("finish", full.pk), at("of_matter", full.matter.reference),
    ):  # fmt: skip
        assert page(cast.cilla, address).status_code == 200
    assert AuditEvent.objects.filter(kind="investigations.read").count() == before + 6


def every_page(one: Investigation) -> list[tuple[str, dict[str, Any] | None]]:
    return [
        (at("basis", one.pk), None), (at("write", one.pk, "analysis"), None), (at("word", one.pk), None),
        (at("pdf", one.pk), None), (at("lines_csv", one.pk), None), (at("communicate", one.pk), None),
        (at("finish", one.pk), None), (at("of_matter", one.matter.reference), None),
        (at("autosave", one.pk, "analysis"), {"text": "x", "base": "0"}), (at("keep", one.pk), {}),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["dag", "kim", "frank", "greta", "hugo", "ida", "alva", "jon"])
def test_a_colleague_in_another_unit_and_a_stranger_see_nothing(full: Investigation, cast: Cast, page: Page, who: str):
    for address, data in every_page(full):
        assert page(getattr(cast, who), address, data).status_code == 404, address
    assert written_parts(full)["analysis"].is_empty


def test_a_protected_identity_is_seen_by_named_staff_alone(full: Investigation, cast: Cast, cilla: Actor, page: Page):
    person = full.matter.applicant
    set_protection(person=person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    for address, data in every_page(full):
        assert page(cast.cilla, address, data).status_code == 404
        assert page(cast.eva, address, data).status_code == 404
    for user in (cast.cilla, cast.eva):
        assert "Leo Ek" not in body(page(user, at("list")))
        assert "Leo Ek" not in body(page(user, at("list"), {"q": "Leo"}))


def test_the_manager_of_the_unit_sees_it(full: Investigation, cast: Cast, page: Page):
    assert page(cast.eva, at("basis", full.pk)).status_code == 200


def test_a_matter_of_economic_assistance_has_no_such_part(cast: Cast, page: Page):
    from andrum.cases.service import open_matter

    matter = open_matter(
        applicant=cast.bo_person, unit=cast.norr, assigned_to=cast.cilla, by=actor_of(cast.cilla), at=NOW
    )
    assert page(cast.cilla, at("of_matter", matter.reference)).status_code == 404
    text = body(page(cast.cilla, reverse("cases:matter", args=[matter.reference])))
    assert "/utredning/" not in text


def test_a_matter_that_is_investigated_has_the_part_among_its_tabs(full: Investigation, cast: Cast, page: Page):
    text = body(page(cast.cilla, reverse("cases:matter", args=[full.matter.reference])))
    assert at("of_matter", full.matter.reference) in text


def test_a_reason_for_not_hearing_the_child_can_be_written(
    investigation: Investigation, cast: Cast, cilla: Actor, page: Page
):
    say_why_child_not_heard(investigation=investigation, text="Vill inte än.", by=cilla, at=NOW)
    assert "Vill inte än." in body(page(cast.cilla, at("step", investigation.pk, "barnet")))
    page(cast.cilla, at("step", investigation.pk, "barnet"), {"text": ""})
    investigation.refresh_from_db()
    assert investigation.child_not_heard == ""
