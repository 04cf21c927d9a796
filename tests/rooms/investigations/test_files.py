"""The document as Word and tagged PDF: real headings, language, contents, and every line with its source."""

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from andrum.audit.service import Actor
from andrum.cases.service import Matter
from andrum.investigations.models import Investigation
from andrum.investigations.queries.files import paper_for, pdf_of, word_of
from andrum.investigations.service import compiled, save_part
from tests.cast import NOW, Cast
from tests.rooms.investigations.stage import Told, talk

TOLD = (
    Told("M", "Han sover dåligt.", "halsa"), Told("M", "Vi äter frukost ihop.", "grundlaggande_omsorg", "skydd"),
)  # fmt: skip


@pytest.fixture
def full(investigation: Investigation, matter: Matter, cast: Cast, cilla: Actor) -> Investigation:
    talk(matter, cast.cilla, TOLD)
    save_part(
        investigation=investigation, part="analysis", text="Första.\nAndra \x0b stycket.", base=0, by=cilla, at=NOW
    )
    return investigation


def word(one: Investigation) -> Document:
    paper = paper_for(compiled(one, today=NOW.date()), at=NOW, is_draft=True, with_missing=True)
    return docx.Document(io.BytesIO(word_of(paper, at=NOW)))


def pdf(one: Investigation) -> PdfReader:
    paper = paper_for(compiled(one, today=NOW.date()), at=NOW, is_draft=True)
    return PdfReader(io.BytesIO(pdf_of(paper, at=NOW)))


def test_word_has_real_headings_in_the_order_of_the_framework(full: Investigation):
    paragraphs = word(full).paragraphs
    first = [line.text for line in paragraphs if line.style is not None and line.style.name == "Heading 1"]
    second = [line.text for line in paragraphs if line.style is not None and line.style.name == "Heading 2"]
    assert first[1:5] == [
        "Barnet, vårdnadshavare och handläggare", "Varför utredningen görs", "Vad utredningen ska svara på",
        "Hur utredningen har gjorts",
    ]  # fmt: skip
    assert first[-1] == "Beslut"
    assert {"Hälsa", "Grundläggande omsorg"} <= set(second)


def test_every_style_that_is_named_is_there(full: Investigation):
    document = word(full)
    used = {one.get(qn("w:val")) for one in document.element.iter(qn("w:pStyle"))}
    assert used <= {style.style_id for style in document.styles}
    assert {"Heading1", "Heading2", "Quote"} <= used


def test_word_says_that_it_is_swedish_and_what_it_is(full: Investigation):
    document = word(full)
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    about = document.core_properties
    assert (about.language, about.subject) == ("sv-SE", full.matter.reference)
    assert about.title.startswith("Beslutsunderlag")


def test_word_has_contents_header_and_footer_with_pages(full: Investigation):
    document = word(full)
    codes = [one.text for one in document.element.iter(qn("w:instrText"))]
    assert any(code and code.strip().startswith("TOC") for code in codes)
    page = document.sections[0]
    assert "Utkast" in page.header.paragraphs[0].text
    assert full.matter.reference in page.footer.paragraphs[0].text
    foot = [one.text for one in page.footer._element.iter(qn("w:instrText"))]
    assert [code.strip() for code in foot if code] == ["PAGE", "NUMPAGES"]


def test_each_line_of_word_has_its_words_speaker_and_source(full: Investigation):
    texts = [line.text for line in word(full).paragraphs]
    place = texts.index("Oro: «Han sover dåligt.»")
    assert texts[place + 1] == "Sara Ek (mamma) · om barnet · Samtal 2 november 2026"


def test_what_nobody_has_written_or_said_is_said_in_the_file(full: Investigation):
    text = "\n".join(line.text for line in word(full).paragraphs)
    assert text.count("Programmet lämnar delen tom") == 3
    assert "Ingen har talat om det här." in text
    assert "Programmet föreslår ingenting." in text


def test_a_control_character_breaks_no_file(full: Investigation):
    assert zipfile.ZipFile(io.BytesIO(word_of(
        paper_for(compiled(full, today=NOW.date()), at=NOW, is_draft=True), at=NOW
    ))).testzip() is None  # fmt: skip
    assert "Andra" in "".join(page.extract_text() for page in pdf(full).pages)


def test_the_pdf_is_tagged_swedish_and_titled(full: Investigation):
    found = pdf(full)
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("sv")
    assert found.metadata is not None
    assert (found.metadata.title or "").startswith("Beslutsunderlag")
    assert found.outline


def test_the_pdf_holds_the_lines_with_their_sources_and_counts_its_pages(full: Investigation):
    pages = [" ".join(page.extract_text().split()) for page in pdf(full).pages]
    text = " ".join(pages)
    assert "«Han sover dåligt.»" in text
    assert "Samtal 2 november 2026" in text
    assert f"Sida 1 av {len(pages)}" in pages[0]


def test_what_is_sent_to_a_party_has_no_list_of_what_is_missing(full: Investigation):
    found = compiled(full, today=NOW.date())
    assert paper_for(found, at=NOW, is_draft=True).missing == ()
    assert paper_for(found, at=NOW, is_draft=True, with_missing=True).missing


def test_the_same_content_gives_the_same_pdf(full: Investigation):
    paper = paper_for(compiled(full, today=NOW.date()), at=NOW, is_draft=True)
    assert pdf_of(paper, at=NOW) == pdf_of(paper, at=NOW)
