"""The document as files: Word with real headings, and tagged PDF (PDF/UA-1). Always in Swedish."""

import io
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import docx
from django.utils import translation
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from andrum.dispatch.service import current_sender, typeset
from andrum.investigations.queries.compiled import Compiled
from andrum.investigations.queries.document import Block, Line, Paper, Section, paper_of

TEMPLATE = Path(__file__).parents[1] / "papers" / "basis.typ"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
INK, MUTED, FJORD = RGBColor(0x1D, 0x2A, 0x2E), RGBColor(0x56, 0x62, 0x68), RGBColor(0x1B, 0x56, 0x66)
TONES = {
    "risk": RGBColor(0x9C, 0x3F, 0x1E), "skydd": RGBColor(0x3F, 0x6B, 0x3B), "safety": RGBColor(0xA3, 0x24, 0x2B),
}  # fmt: skip


def paper_for(found: Compiled, *, at: datetime, is_draft: bool, with_missing: bool = False) -> Paper:
    """The document ready to be set, with the municipality's name, and for the worker with what is missing first.

    Raises:
        DispatchError: when the municipality's sender is not known.
    """
    sender = current_sender()
    with translation.override("sv"):
        paper = paper_of(found, municipality=sender.municipality, board=sender.board, at=at, is_draft=is_draft)
    return paper if with_missing else replace(paper, missing=())


def pdf_of(paper: Paper, *, at: datetime) -> bytes:
    """The document as tagged PDF; the same content and moment give the same bytes."""
    return typeset(template=TEMPLATE, letter=asdict(paper), at=at)


def word_of(paper: Paper, *, at: datetime) -> bytes:
    """The document as a Word file: real headings and styles, table of contents, language, header and footer."""
    document = docx.Document()
    _styles(document)
    _page(document, paper)
    _properties(document, paper, at)
    _front(document, paper)
    for section in paper.sections:
        _section(document, section)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _styles(document: Document) -> None:
    normal = _style(document, "Normal")
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(11), INK
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    language.set(qn("w:eastAsia"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)
    for old in document.styles.element.iter(qn("w:lang")):
        old.set(qn("w:val"), "sv-SE")
    for name, size, before in (("Title", 24, 6), ("Heading 1", 16, 20), ("Heading 2", 13, 14), ("Subtitle", 12, 0)):
        style = _style(document, name)
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), FJORD
        style.font.bold, style.font.italic = name != "Subtitle", False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for one in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{one}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True
    for edge in _style(document, "Title").element.iter(qn("w:pBdr")):
        edge.getparent().remove(edge)
        break
    quote = _style(document, "Quote")
    quote.font.italic, quote.font.color.rgb = False, INK
    quote.paragraph_format.left_indent, quote.paragraph_format.space_after = Cm(0.5), Pt(0)
    quote.paragraph_format.keep_with_next = True
    for name, indent in (("Källa", Cm(0.5)), ("Programmets ord", Cm(0))):
        made = document.styles.add_style(name, 1)
        if not isinstance(made, ParagraphStyle):
            raise TypeError(name)
        made.base_style, made.font.size, made.font.color.rgb = normal, Pt(9.5), MUTED
        made.paragraph_format.left_indent, made.paragraph_format.space_after = indent, Pt(8)
    _style(document, "Programmets ord").font.italic = True


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _page(document: Document, paper: Paper) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.3), Cm(2.2)
    width = Cm(16)
    for part, left in ((page.header, f"{paper.municipality} · {paper.board}"), (page.footer, paper.reference)):
        line = part.paragraphs[0]
        line.paragraph_format.tab_stops.clear_all()
        line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        _run(line, left, size=9, color=MUTED)
        if part is page.header:
            _run(line, f"\t{paper.version}{' · Utkast' if paper.is_draft else ''}", size=9, color=MUTED)
        else:
            _run(line, "\tSida ", size=9, color=MUTED)
            _field(line, "PAGE")
            _run(line, " av ", size=9, color=MUTED)
            _field(line, "NUMPAGES")


def _properties(document: Document, paper: Paper, at: datetime) -> None:
    about = document.core_properties
    about.title, about.subject, about.author = paper.title, paper.reference, paper.municipality
    about.last_modified_by, about.language, about.comments, about.keywords = paper.unit, "sv-SE", "", paper.version
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None)
    about.revision = 1


def _front(document: Document, paper: Paper) -> None:
    if paper.is_draft:
        document.add_paragraph("Utkast. Utredningen är inte avslutad.", style="Programmets ord")
    document.add_paragraph(paper.title, style="Title")
    document.add_paragraph(paper.subject, style="Subtitle")
    document.add_paragraph(
        f"{paper.reference} · {paper.unit} · {paper.date} · {paper.version}", style="Programmets ord"
    )
    if paper.missing:
        document.add_paragraph("Det här saknas när dokumentet togs ut", style="Heading 1")
        for words in paper.missing:
            document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("Innehåll", style="TOC Heading" if "TOC Heading" in document.styles else "Heading 1")
    _contents(document, paper.sections)


def _contents(document: Document, sections: Iterable[Section]) -> None:
    """A table of contents that Word keeps up to date; the headings stand in it already before it does."""
    titles = [section.title for section in sections]
    line = document.add_paragraph()
    _field(line, 'TOC \\o "1-2" \\h \\z \\u', "\n".join(titles))
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.append(update)


def _field(line: Paragraph, code: str, shown: str = "1") -> None:
    for kind in ("begin", "separate", "end"):
        run = line.add_run()
        run.font.size, run.font.color.rgb = Pt(9 if shown == "1" else 11), MUTED if shown == "1" else INK
        char = OxmlElement("w:fldChar")
        char.set(qn("w:fldCharType"), kind)
        run._r.append(char)  # noqa: SLF001 - the only door to a field
        if kind == "begin":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {code} "
            run._r.append(text)  # noqa: SLF001
        if kind == "separate":
            for number, part in enumerate(shown.split("\n")):
                if number:
                    run.add_break()
                run.add_text(part)


def _say(document: Document, text: str, style: str = "Normal") -> Paragraph:
    """One more paragraph, put before the page's measures, which stand last, with its style named by id.

    python-docx would look through the whole document and all styles for each paragraph.
    """
    made = OxmlElement("w:p")
    document.element.body[-1].addprevious(made)
    line = Paragraph(made, document._body)  # noqa: SLF001 - what python-docx itself gives as parent
    if text:
        line.add_run(text)
    if style != "Normal":
        line._p.style = style.replace(" ", "")  # noqa: SLF001 - how python-docx itself derives the id
    return line


def _section(document: Document, section: Section) -> None:
    _say(document, section.title, "Heading 1")
    for block in section.blocks:
        _block(document, block)


def _block(document: Document, block: Block) -> None:
    if block.kind == "heading":
        _say(document, _clean(block.text), "Heading 2")
    elif block.kind == "note":
        _say(document, _clean(block.text), "Programmets ord")
    elif block.kind == "text":
        for part in block.text.split("\n"):
            if part.strip():
                _say(document, _clean(part))
    elif block.kind == "list":
        for item in block.items:
            _say(document, _clean(item), "List Bullet")
    elif block.kind == "pairs":
        _pairs(document, block.rows)
    else:
        for line in block.lines:
            _line(document, line)


def _pairs(document: Document, rows: Iterable[tuple[str, str]]) -> None:
    """A table of names and values; the first column is marked as its heads."""
    found = list(rows)
    if not found:
        return
    table = document.add_table(rows=len(found), cols=2)
    table.style = document.styles["Table Grid"]
    table.autofit = False
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx has no door to it
    if look is not None:
        look.set(qn("w:firstColumn"), "1")
        look.set(qn("w:firstRow"), "0")
    for row, (name, value) in zip(table.rows, found, strict=True):
        for cell, text, width in zip(row.cells, (name, value), (Cm(5), Cm(11)), strict=True):
            cell.width = width
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(2)
            _run(line, _clean(text), bold=cell is row.cells[0] or text is name)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _line(document: Document, line: Line) -> None:
    said = _say(document, "", "Quote" if line.is_quote else "Normal")
    if not line.is_quote:
        said.paragraph_format.left_indent, said.paragraph_format.space_after = Cm(0.5), Pt(0)
        said.paragraph_format.keep_with_next = True
    if line.label:
        _run(said, f"{line.label}: ", bold=True, color=TONES.get(line.tone, MUTED))
    parts = [part for part in line.text.split("\n") if part.strip()] or [""]
    for number, part in enumerate(parts):
        if number:
            said.add_run().add_break()
        _run(said, _clean(f"«{part}»" if line.is_quote else part))
    under = [line.speaker, *line.details, line.source]
    _say(document, _clean(" · ".join(part for part in under if part)), "Källa")


def _run(
    line: Paragraph, text: str, *, size: float | None = None, color: RGBColor | None = None, bold: bool | None = None
) -> None:
    run = line.add_run(text)
    run.bold = bold
    if size is not None:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color


def _clean(text: str) -> str:
    """The text without characters that no Word file may hold."""
    return "".join(one for one in text if one in "\n\t" or (ord(one) >= 32 and not 0xD800 <= ord(one) <= 0xDFFF))
