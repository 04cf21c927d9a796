"""The format of the files: dated YAML, read with care, and the file that it makes."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from andrum.kernel.dated_files import content_of, file_in_force
from andrum.kernel.periods import Month
from andrum.statistics.domain.errors import StatisticsFileError
from andrum.statistics.domain.households import APPLICANT, CO_APPLICANT, Household

OWN_FOLDER: Final = Path(__file__).parents[1] / "parameters"
NAME: Final = "statistics.economic_assistance"
MADE_UP_CODE: Final = "0000"
KINDS: Final = (
    "children_only", "man", "man_with_children", "woman", "woman_with_children", "couple", "couple_with_children",
    "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person answers about an adult: its words, and the codes with theirs."""

    name: str
    words: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One of the files: its columns as (name, source), and the questions that it needs answered."""

    name: str
    words: str
    file_name: str
    delimiter: str
    fields: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """Everything that a dated file says."""

    version: str
    status: str
    reference: str
    municipality_code: str
    due_day: int
    ended_latest_months: int
    ended_after_months: int
    income_support_costs: frozenset[str]
    household_kinds: Mapping[str, str]
    files: Mapping[str, FileFormat]

    def due_date(self, kind: str, month: Month) -> date:
        """The last day to hand in the file of a month."""
        months = 1 if kind == "assistance" else self.ended_latest_months
        return month.shift(months).first_day.replace(day=self.due_day)


def format_for(day: date, folder: Path | None = None) -> Format:
    """The format in force on a day; the municipality's own folder first.

    Raises:
        StatisticsFileError: when no file applies, or the one that does cannot be used.
    """
    path = file_in_force(NAME, day=day, folders=(folder, OWN_FOLDER), error=StatisticsFileError)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> Format:
    content = content_of(path, needs=("municipality_code",), error=StatisticsFileError)
    return _Reader(path.name, content).format()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; every fault says which field and how to mend it."""

    name: str
    content: Mapping[str, object]

    def format(self) -> Format:
        code = str(self.content["municipality_code"])
        if len(code) != 4 or not code.isdigit():
            self._wrong("municipality_code är inte fyra siffror", "Skriv kommunkoden inom citattecken.")
        questions = {name: self._question(name, row) for name, row in self._rows(self.content, "questions").items()}
        kinds = {key: str(value) for key, value in self._rows(self.content, "household_kinds").items()}
        if set(kinds) != set(KINDS):
            self._wrong("household_kinds är inte hela listan", f"Skriv {', '.join(KINDS)}.")
        files = {name: self._file(name, row, questions) for name, row in self._rows(self.content, "files").items()}
        if set(files) != {"assistance", "ended"}:
            self._wrong("files är inte assistance och ended", "Skriv båda.")
        return Format(
            version=f"{self.content['name']}@{self.content['valid_from']}", status=str(self.content["status"]),
            reference=str(self.content["reference"]), municipality_code=code, due_day=self._whole("due_day", 28),
            ended_latest_months=self._whole("ended_latest_months", 24),
            ended_after_months=self._whole("ended_after_months", 24),
            income_support_costs=frozenset(map(str, self._list(self.content, "income_support_costs"))),
            household_kinds=kinds, files=files,
        )  # fmt: skip

    def _wrong(self, what: str, todo: str) -> None:
        raise StatisticsFileError(f"{self.name}: {what}.", todo=todo)

    def _rows(self, content: Mapping[str, object], field: str) -> Mapping[str, object]:
        rows = content.get(field)
        if not isinstance(rows, Mapping) or not rows:
            self._wrong(f"fältet {field} saknas", "Skriv en rad för varje.")
            return {}
        return {str(key): value for key, value in rows.items()}

    def _list(self, content: Mapping[str, object], field: str) -> Sequence[object]:
        rows = content.get(field)
        if not isinstance(rows, list):
            self._wrong(f"fältet {field} är ingen lista", "Skriv en lista.")
            return ()
        return rows

    def _whole(self, field: str, most: int) -> int:
        number = self.content.get(field)
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= most:
            self._wrong(f"fältet {field} är inte ett helt tal mellan 1 och {most}", "Rätta det.")
            return 1
        return number

    def _question(self, name: str, row: object) -> Question:
        content = row if isinstance(row, Mapping) else {}
        codes = {code: str(words) for code, words in self._rows(content, "codes").items()}
        return Question(name, str(content.get("words") or name), codes)

    def _file(self, name: str, row: object, questions: Mapping[str, Question]) -> FileFormat:
        content = row if isinstance(row, Mapping) else {}
        fields = []
        for field in self._list(content, "fields"):
            source = str(field.get("from", "")) if isinstance(field, Mapping) else ""
            if source not in SOURCES:
                self._wrong(f"{name} har en okänd källa: {source}", f"Välj bland {', '.join(sorted(SOURCES))}.")
            fields.append((str(field["name"]) if isinstance(field, Mapping) and field.get("name") else source, source))
        asked = [str(question) for question in self._list(content, "questions")]
        if unknown := set(asked) - set(questions):
            self._wrong(f"{name} har en okänd fråga: {', '.join(sorted(unknown))}", "Lägg till den under questions.")
        delimiter = str(content.get("delimiter") or ";")
        if len(delimiter) != 1 or not fields:
            self._wrong(f"{name} har ingen kolumn eller fel skiljetecken", "Skriv fields, och ett tecken.")
        return FileFormat(
            name, str(content.get("words") or name), str(content.get("file_name") or f"{name}.csv"), delimiter,
            tuple(fields), tuple(questions[question] for question in asked),
        )  # fmt: skip


Source = Callable[[Household, Format], str]


def kronor_of(ore: int) -> str:
    """Whole kronor, half a krona upwards, as the amounts of the statistics are said."""
    return str((ore + 50) // 100)


def _answer(role: str, question: str) -> Source:
    def answered(household: Household, _format: Format) -> str:
        adult = household.adult(role)
        return adult.answers.get(question, "") if adult is not None else ""

    return answered


def _number(role: str) -> Source:
    def number(household: Household, _format: Format) -> str:
        adult = household.adult(role)
        return adult.number if adult is not None else ""

    return number


def _other(household: Household, _format: Format) -> str:
    return "" if household.other_ore is None else kronor_of(household.other_ore)


def _income_support(household: Household, _format: Format) -> str:
    """What is left of the whole, so that the two columns always add up to it."""
    if household.other_ore is None:
        return ""
    return str(int(kronor_of(household.granted_ore)) - int(kronor_of(household.other_ore)))


SOURCES: Final[Mapping[str, Source]] = {
    "municipality_code": lambda _household, form: form.municipality_code,
    "month": lambda household, _form: f"{household.month.year:04d}{household.month.month:02d}",
    "household_id": lambda household, _form: household.reference,
    "household_kind": lambda household, form: form.household_kinds[household.kind],
    "persons": lambda household, _form: str(household.persons),
    "children": lambda household, _form: str(len(household.children)),
    "children_born": lambda household, _form: ",".join(f"{day:%Y%m%d}" for day in household.children),
    "applicant_number": _number(APPLICANT),
    "co_applicant_number": _number(CO_APPLICANT),
    "granted_kronor": lambda household, _form: kronor_of(household.granted_ore),
    "income_support_kronor": _income_support,
    "other_assistance_kronor": _other,
    **{
        f"{role}_{question}": _answer(role, question)
        for role in (APPLICANT, CO_APPLICANT)
        for question in ("hindrance", "measure", "ending")
    },
}
"""What a column can hold. No other than these: a file cannot ask for more of a person than the regulation is about."""


def file_of(households: Iterable[Household], form: Format, kind: str) -> bytes:
    """The file: a head, and a row a household in the order of their references. The same bytes each time."""
    wanted = form.files[kind]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=wanted.delimiter, lineterminator="\r\n")
    writer.writerow([name for name, _source in wanted.fields])
    for household in sorted(households, key=lambda row: row.reference):
        writer.writerow([SOURCES[source](household, form) for _name, source in wanted.fields])
    return out.getvalue().encode("utf-8")


def name_of_file(form: Format, kind: str, *, month: Month, version: int) -> str:
    """What the file is called."""
    wanted = form.files[kind].file_name
    return wanted.format(municipality=form.municipality_code, month=str(month), version=version)
