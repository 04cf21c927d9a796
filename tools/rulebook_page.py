"""Writes docs/reference/rules/economic-assistance.md: every rule beside its section, its amounts and its cases.

``make docs`` runs it; ``--check`` only says whether the page is current.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.spec.law.cases import Case, all_cases, preface  # noqa: E402

from andrum.kernel.money import kronor  # noqa: E402
from andrum.law.economic_assistance.parameters import DEMO_MUNICIPALITY, NATIONAL  # noqa: E402
from andrum.law.economic_assistance.provisions import PROVISIONS  # noqa: E402
from andrum.law.economic_assistance.rules import costs, incomes, norm, result  # noqa: E402
from andrum.law.vocabulary.parameter_files import SHARED, Family, families_in  # noqa: E402
from andrum.law.vocabulary.parameters import MONEY_UNITS, Parameter  # noqa: E402
from andrum.law.vocabulary.trace import Rule  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "rules" / "economic-assistance.md"
GUIDELINES = ROOT / "tests" / "spec" / "law" / "guidelines"
FOLDERS = (("", NATIONAL), ("", SHARED), ("Älvboda kommun", DEMO_MUNICIPALITY), ("provfallens kommun", GUIDELINES))
MARKS = {"confirmed": "", "derived": "*", "missing": ""}
NO_WORDS = "Lydelsen finns inte i den sparade kopian."
Json = object
HEAD = """# Economic assistance: the rulebook

Written by `make docs` from the rules, the kept statutes, the dated parameters and the specification cases; a test fails
when it is not current. Rules, sections and cases are in Swedish, the language of the law.

Amounts marked *so* are derived, not read in a published table: they are never used in an automated decision. A dash is
an amount that no source holds: it is unknown, never zero. Every case below is a test with the same name.
"""


@dataclass(frozen=True)
class Chapter:
    """One part of the page: rules that rest on the same sections, with their amounts and cases."""

    title: str
    topics: tuple[str, ...]
    rules: tuple[Rule, ...]
    families: tuple[str, ...]
    subjects: tuple[str, ...]


CHAPTERS = (
    Chapter(
        "Riksnorm", ("riksnorm", "riksnorm_amounts"), (norm.ADULTS, norm.CHILD, norm.SHARED), ("riksnorm",),
        (
            "published", "riksnorm_years", "age_bands", "household_size_and_lunch", "part_month_and_community",
            "who_counts",
        ),
    ),
    Chapter(
        "Skäliga kostnader", ("income_support_costs", "right_to_assistance"),
        (*costs.COST_RULES, costs.NOT_LISTED, costs.UNKNOWN_KIND), ("housing", "costs"),
        ("costs", "costs_to_a_person", "due_dates_and_housing"),
    ),
    Chapter(
        "Inkomster", ("right_to_assistance",),
        (*incomes.INCOME_RULES.values(), incomes.UNKNOWN_KIND, incomes.SURPLUS), (),
        ("incomes_by_kind", "incomes_to_a_person"),
    ),
    Chapter(
        "Särskild beräkningsregel", ("special_calculation_rule",),
        (*incomes.EMPLOYMENT_RULES.values(), incomes.EMPLOYMENT), ("special_calculation_rule",),
        ("special_calculation_rule",),
    ),
    Chapter(
        "Barns och skolungdomars inkomster", ("children_earnings",),
        (*incomes.CHILDS_WORK_RULES.values(), incomes.CHILDS_WORK), ("prisbasbelopp", "ages"), ("children_earnings",),
    ),
    Chapter("Resultat", ("right_to_assistance",), (result.DIFFERENCE, result.GRANT), ("calculation",), ("results",)),
    Chapter("Tillgångar", ("right_to_assistance",), (), ("limits",), ("assets",)),
    Chapter("Okända uppgifter och belopp", (), (), (), ("unknown_facts",)),
    Chapter("Vilken lag som gällde", (), (), (), ("old_law",)),
    Chapter("Hela kommunens riktlinjer: Älvboda", (), (), (), ("alvboda",)),
)  # fmt: skip


def page() -> str:
    """The whole page as it should read now."""
    cases = all_cases()
    shown = {subject for chapter in CHAPTERS for subject in chapter.subjects}
    forgotten = {case.subject for case in cases} - shown
    if forgotten:
        raise ValueError(f"no chapter shows the cases of {', '.join(sorted(forgotten))}")
    parts = [HEAD, f"{len(cases)} cases in {len({case.subject for case in cases})} files.\n"]
    parts += [_chapter(chapter, cases) for chapter in CHAPTERS]
    return "\n".join(parts).rstrip() + "\n"


def _chapter(chapter: Chapter, cases: Iterable[Case]) -> str:
    lines = [f"## {chapter.title}", ""]
    if chapter.rules:
        lines += ["| regel | vad den räknar fram | av |", "| --- | --- | --- |"]
        lines += [f"| `{rule.id}` | {rule.words} | {', '.join(rule.names)} |" for rule in chapter.rules] + [""]
    for topic in chapter.topics:
        lines += [*_provisions(topic)]
    for name in chapter.families:
        lines += _amounts(name)
    for subject in chapter.subjects:
        of_subject = [case for case in cases if case.subject == subject]
        if of_subject:
            lines += [f"### Fall: {preface(subject)}", "", *_cases(of_subject), ""]
    return "\n".join(lines)


def _provisions(topic: str) -> Iterable[str]:
    for provision in PROVISIONS[topic]:
        yield f"**{provision}**, i kraft {provision.from_date}: {provision.heading}"
        yield ""
        yield from (f"> {line}".rstrip() for line in (provision.text or NO_WORDS).strip().splitlines())
        yield ""


def _amounts(name: str) -> list[str]:
    lines: list[str] = []
    for whose, folder in FOLDERS:
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
    """Write the page, or with ``--check`` say whether it is current."""
    text = page()
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write(f"{PAGE.relative_to(ROOT)} is not current; run `make docs`\n")
        return 0 if current else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
