"""Dated parameters: the days of an investigation, and the headings of its document in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, NoReturn

from andrum.investigations.domain.days import Rule
from andrum.investigations.domain.errors import InvestigationParameterError
from andrum.kernel.dated_files import content_of, file_in_force

OWN_FOLDER: Final = Path(__file__).parents[1] / "parameters"
STATUSES: Final = ("confirmed", "derived", "unconfirmed")
KINDS: Final = (
    "parties", "reason", "written", "how", "areas", "views", "agreements", "differences", "changes", "silent", "other",
    "communication", "decision",
)  # fmt: skip
PARTS: Final = ("purpose", "analysis", "assessment", "proposal")
"""What only a person writes."""
MUST: Final = frozenset({"how", "areas", "differences", "silent", "other", "communication", "decision"})
"""Sections that no municipality's own order may leave out: without them something in the case would not be seen."""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A heading of the document: what comes under it, and for ``areas`` which."""

    id: str
    kind: str
    title: str
    areas: tuple[str, ...] = ()
    part: str = ""
    whose: str = "others"


@dataclass(frozen=True, slots=True)
class Plan:
    """The document of a framework: its title and its headings in order."""

    version: str
    status: str
    reference: str
    title: str
    sections: tuple[SectionPlan, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """Every area in the order of the document."""
        return tuple(area for section in self.sections for area in section.areas)


@dataclass(frozen=True, slots=True)
class Days:
    """The times of a framework, as of a day."""

    version: str
    rules: Mapping[str, Rule]

    def rule(self, code: str) -> Rule | None:
        """The rule of ``protection``, ``prescreening`` or ``investigation``; None when the framework has none."""
        return self.rules.get(code)


def days_for(framework: str, day: date, folder: Path | None = None) -> Days:
    """The times in force on a day; the municipality's own file first. Raises InvestigationParameterError."""
    name, content = _in_force("days", day, folder)
    rows = _framework(name, content, framework)
    rules = {str(code): _rule(name, str(code), row) for code, row in rows.items()}
    if "investigation" not in rules:
        _wrong(name, f"{framework} saknar investigation", "Lägg till det, med words och section.")
    return Days(_version(content), rules)


def plan_for(framework: str, day: date, folder: Path | None = None) -> Plan:
    """The headings in force on a day; the municipality's own file first. Raises InvestigationParameterError."""
    name, content = _in_force("document", day, folder)
    row = _framework(name, content, framework)
    listed = row.get("sections")
    if not isinstance(listed, list) or not row.get("title"):
        _wrong(name, f"{framework} saknar title eller sections", "Skriv en titel och en lista med rubriker.")
    sections = tuple(_section(name, one) for one in listed)
    if missing := MUST - {section.kind for section in sections}:
        _wrong(name, f"{framework} saknar {', '.join(sorted(missing))}", "Lägg till en rubrik för varje.")
    if len({section.id for section in sections}) < len(sections):
        _wrong(name, "två rubriker har samma id", "Ge varje rubrik ett eget.")
    return Plan(_version(content), str(content["status"]), str(content["reference"]), str(row["title"]), sections)


def _in_force(what: str, day: date, folder: Path | None) -> tuple[str, Mapping[str, object]]:
    path = file_in_force(what, day=day, folders=(folder, OWN_FOLDER), error=InvestigationParameterError)
    return path.name, _content(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _content(path: Path, _changed: int) -> Mapping[str, object]:
    content = content_of(path, needs=("frameworks",), error=InvestigationParameterError)
    if content["status"] not in STATUSES:
        _wrong(path.name, "status är okänd", f"Skriv ett av {', '.join(STATUSES)}.")
    return content


def _framework(name: str, content: Mapping[str, object], framework: str) -> Mapping[str, object]:
    rows = content["frameworks"]
    row = rows.get(framework) if isinstance(rows, Mapping) else None
    if not isinstance(row, Mapping):
        _wrong(name, f"området {framework} saknas", "Lägg till det under frameworks.")
    return row


def _rule(name: str, code: str, row: object) -> Rule:
    if not isinstance(row, Mapping) or not row.get("words") or not row.get("section"):
        _wrong(name, f"{code} saknar words eller section", "Skriv vad det är och var det står.")
    if row.get("status") not in STATUSES:
        _wrong(name, f"{code} har en okänd status", f"Skriv ett av {', '.join(STATUSES)}.")
    return Rule(
        code=code, words=str(row["words"]), section=str(row["section"]), status=str(row["status"]),
        days=_whole(name, code, row.get("days")), months=_whole(name, code, row.get("months")),
        note=str(row.get("note", "")),
    )  # fmt: skip


def _whole(name: str, code: str, number: object) -> int | None:
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 3_660:
        _wrong(name, f"tiden för {code} är inget helt tal", "Skriv ett helt tal, till exempel 14.")
    return number


def _section(name: str, row: object) -> SectionPlan:
    if not isinstance(row, Mapping) or not all(row.get(field) for field in ("id", "kind", "title")):
        _wrong(name, "en rubrik saknar id, kind eller title", "Skriv alla tre.")
    if row["kind"] not in KINDS:
        _wrong(name, f"rubriken {row['id']} har en okänd kind", f"Skriv ett av {', '.join(KINDS)}.")
    areas = row.get("areas", [])
    if not isinstance(areas, list) or (row["kind"] == "areas" and not areas):
        _wrong(name, f"rubriken {row['id']} saknar areas", "Skriv en lista med områden.")
    if row["kind"] == "written" and row.get("part") not in PARTS:
        _wrong(name, f"rubriken {row['id']} har en okänd part", f"Skriv ett av {', '.join(PARTS)}.")
    return SectionPlan(
        id=str(row["id"]), kind=str(row["kind"]), title=str(row["title"]), areas=tuple(str(area) for area in areas),
        part=str(row.get("part", "")), whose=str(row.get("whose", "others")),
    )  # fmt: skip


def _version(content: Mapping[str, object]) -> str:
    return f"{content['name']}@{content['valid_from']}"


def _wrong(name: str, what: str, todo: str) -> NoReturn:
    raise InvestigationParameterError(f"{name}: {what}.", todo=todo)
