"""Writes the pages of docs/reference/rules: every rule beside its section, its amounts and its cases.

``make docs`` runs it; ``--check`` only says whether the page is current.
"""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.spec.law.cases import Case, all_cases, preface  # noqa: E402

from andrum.kernel.money import kronor  # noqa: E402
from andrum.law.vocabulary.parameter_files import Family, families_in  # noqa: E402
from andrum.law.vocabulary.parameters import MONEY_UNITS, TEN_THOUSANDTHS, Parameter  # noqa: E402
from tools.rulebooks import BOOKS, Book, Chapter  # noqa: E402

MARKS = {"confirmed": "", "derived": "*", "missing": ""}
NO_WORDS = "Lydelsen finns inte i den sparade kopian."
Json = object
HEAD = """# {title}: the rulebook

Written by `make docs` from the rules, the kept statutes, the dated parameters and the specification cases; a test fails
when it is not current. Rules, sections and cases are in Swedish, the language of the law.

Amounts marked *so* are derived, not read in a published table: they are never used in an automated decision. A dash is
an amount that no source holds: it is unknown, never zero. Every case below is a test with the same name.
"""


def page(book: Book) -> str:
    """The whole page of a rulebook as it should read now."""
    cases = all_cases(book.cases)
    shown = {subject for chapter in book.chapters for subject in chapter.subjects}
    forgotten = {case.subject for case in cases} - shown
    if forgotten:
        raise ValueError(f"no chapter shows the cases of {', '.join(sorted(forgotten))}")
    parts = [
        HEAD.replace("{title}", book.title),
        f"{len(cases)} cases in {len({case.subject for case in cases})} files.\n",
    ]
    parts += [_chapter(book, chapter, cases) for chapter in book.chapters]
    return "\n".join(parts).rstrip() + "\n"


def _chapter(book: Book, chapter: Chapter, cases: Iterable[Case]) -> str:
    lines = [f"## {chapter.title}", ""]
    if chapter.rules:
        lines += ["| regel | vad den räknar fram | av |", "| --- | --- | --- |"]
        lines += [f"| `{rule.id}` | {rule.words} | {', '.join(rule.names)} |" for rule in chapter.rules] + [""]
    for topic in chapter.topics:
        lines += [*_provisions(book, topic)]
    for name in chapter.families:
        lines += _amounts(book, name)
    for subject in chapter.subjects:
        of_subject = [case for case in cases if case.subject == subject]
        if of_subject:
            lines += [f"### Fall: {preface(subject, book.cases)}", "", *_cases(of_subject), ""]
    return "\n".join(lines)


def _provisions(book: Book, topic: str) -> Iterable[str]:
    for provision in book.provisions[topic]:
        yield f"**{provision}**, i kraft {provision.from_date}: {provision.heading}"
        yield ""
        yield from (f"> {line}".rstrip() for line in (provision.text or NO_WORDS).strip().splitlines())
        yield ""


def _amounts(book: Book, name: str) -> list[str]:
    lines: list[str] = []
    for whose, folder in book.folders:
        families = [family for family in families_in(folder) if family.name == name]
        if families:
            title = f"{families[0].words}, {whose}" if whose else families[0].words
            lines += [f"### Parametrar: {title}", "", *_matrix(families), "", *_references(families), ""]
    return lines


def _matrix(families: list[Family]) -> list[str]:
    """One row a parameter, one column a day from which new amounts apply."""
    ids = dict.fromkeys(identity for family in families for identity in family.parameters)
    head = ["parameter", *(str(family.valid_from) for family in families)]
    rows = [
        [f"`{identity}`", *(_value(family.parameters.get(identity)) for family in families)]
        for identity in ids
        if any(_worth_showing(family.parameters.get(identity)) for family in families)
    ]
    return [_row(head), _row(["---"] + ["---:"] * len(families)), *map(_row, rows)]


def _worth_showing(parameter: Parameter | None) -> bool:
    return parameter is not None and (parameter.value is not None or parameter.status == "missing")


def _value(parameter: Parameter | None) -> str:
    if parameter is None or parameter.value is None:
        return "–"
    is_money = parameter.unit in MONEY_UNITS and isinstance(parameter.value, int)
    if parameter.unit == "prisbasbelopp_per_year" and isinstance(parameter.value, int):
        share = f"{Decimal(parameter.value) / TEN_THOUSANDTHS}".replace(".", ",")
        return f"{MARKS[parameter.status]}{share}{MARKS[parameter.status]}"
    shown = kronor(parameter.value).removesuffix("\u00a0kr") if is_money else str(parameter.value)  # type: ignore[arg-type]
    return f"{MARKS[parameter.status]}{shown}{MARKS[parameter.status]}"


def _references(families: list[Family]) -> list[str]:
    lines = []
    for family in families:
        first = next(iter(family.parameters.values()))
        lines.append(
            f"- {family.valid_from}: {first.reference}. Kontrollerad av {first.checked_by} {first.checked_on}."
        )
    return lines


def _cases(cases: Iterable[Case]) -> Iterable[str]:
    yield _row(["fall", "månad", "givet", "förväntat", "uträkning", "källa"])
    yield _row(["---"] * 6)
    for case in cases:
        yield _row([case.name, case.period, _words(case.given), _words(case.expect), case.calculation, case.source])


def _words(value: Json) -> str:
    """A given or expected part in words: ``vuxna: Alva, född 1985-03-02; barn: …``."""
    if isinstance(value, Mapping):
        if set(value) == {"okänt"}:
            return f"okänt ({value['okänt']})"
        return "; ".join(f"{name}: {_line(inner)}" for name, inner in value.items())
    return _line(value)


def _line(value: Json) -> str:
    if isinstance(value, Mapping):
        if set(value) == {"okänt"}:
            return f"okänt ({value['okänt']})"
        return ", ".join(
            f"{_line(inner)}" if name == "vem" else f"{name} {_line(inner)}" for name, inner in value.items()
        )
    if isinstance(value, list):
        return " + ".join(_line(inner) for inner in value) or "inga"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return kronor(int(Decimal(str(value)) * 100)).removesuffix("\u00a0kr")
    return value.isoformat() if isinstance(value, date) else str(value)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def main() -> int:
    """Write the pages, or with ``--check`` say whether they are current."""
    for book in BOOKS:
        text = page(book)
        if "--check" not in sys.argv[1:]:
            book.page.parent.mkdir(parents=True, exist_ok=True)
            book.page.write_text(text, encoding="utf-8")
        elif not book.page.exists() or book.page.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{book.page.relative_to(ROOT)} is not current; run `make docs`\n")
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
