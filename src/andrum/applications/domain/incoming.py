"""Answers that another system sends, held to exactly the same rules as what a person types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from andrum.applications.domain.cleaning import clean_text
from andrum.applications.domain.pages import BY_KEY, asked_page, asked_pages, missing_pages
from andrum.applications.domain.questions import JSON, Answer, Answers, Field, Page, is_item
from andrum.applications.domain.reading import read, repeated
from andrum.kernel.identity import PersonalNumber, PersonalNumberError
from andrum.kernel.periods import Month

MOST_HINDERS = 50


def as_typed(known: Field, value: JSON) -> str:
    """A clean value as it would be typed: öre as kronor, a personal number with its hyphen."""
    if value is None or isinstance(value, bool | float) or not isinstance(value, int | str):
        return ""
    if known.kind == "money" and isinstance(value, int):
        whole, rest = divmod(abs(value), 100)
        sign = "-" if value < 0 else ""
        return f"{sign}{whole}" if not rest else f"{sign}{whole},{rest:02d}"
    if known.kind == "personal_number" and isinstance(value, str):
        try:
            return PersonalNumber.parse(value).with_hyphen
        except PersonalNumberError:
            return value
    return str(value)


def read_answers(said: Mapping[str, JSON], *, month: Month, today: date) -> tuple[Answers, list[str]]:
    """The clean answers, and what hinders them as ``page.field: message``; both may be empty, never half trusted."""
    reader = _Reader(month=month, today=today)
    reader.hinders += [f"{clean_text(key)[:40]}: Sidan finns inte." for key in said if key not in BY_KEY]
    for key, page in BY_KEY.items():
        value = said.get(key)
        if is_item(value):
            reader.read_page(page, value)
        elif value is not None:
            reader.hinders.append(f"{key}: Ska vara ett objekt.")
    answers = reader.answers
    asked = {page.key for page in asked_pages(answers)}
    reader.hinders += [f"{key}: Frågan ställs inte i den här ansökan." for key in answers if key not in asked]
    reader.hinders += [f"{page.key}: Frågan är inte besvarad." for page in missing_pages(answers)]
    return answers, reader.hinders[:MOST_HINDERS]


@dataclass(slots=True)
class _Reader:
    """Reads page by page, in the order they are asked, and gathers what hinders."""

    month: Month
    today: date
    answers: Answers = field(default_factory=dict)
    hinders: list[str] = field(default_factory=list)

    def read_page(self, page: Page, value: Mapping[str, JSON]) -> None:
        """Read one page, or every item of a list page."""
        if not page.is_list:
            self.answers[page.key] = self.read_one(page, value, page.key)
            return
        rows = value.get("items")
        if not isinstance(rows, Sequence) or isinstance(rows, str) or set(value) != {"items"}:
            self.hinders.append(f"{page.key}: Ska ha en lista som heter items, tom när det inte finns något.")
            return
        if len(rows) > page.max_items:
            self.hinders.append(f"{page.key}: Listan är för lång.")
            return
        kept: list[JSON] = []
        for index, row in enumerate(rows):
            where = f"{page.key}[{index}]"
            if is_item(row):
                without_id = {name: part for name, part in row.items() if name != "id"}
                answer = self.read_one(page, without_id, where)
                twice = repeated(page, answer, [item for item in kept if is_item(item)])
                self.hinders += [f"{where}.{name}: {message}" for name, message in twice.items()]
                kept.append({**answer, "id": f"{page.item_prefix}{index + 1}"})
            else:
                self.hinders.append(f"{where}: Ska vara ett objekt.")
        self.answers[page.key] = {"items": kept}

    def read_one(self, page: Page, value: Mapping[str, JSON], where: str) -> Answer:
        """Read the fields of a page or of one item."""
        fields = {known.name: known for known in page.fields}
        words = {}
        for name, part in value.items():
            known = fields.get(name)
            if known is None:
                self.hinders.append(f"{where}.{clean_text(name)[:40]}: Fältet finns inte.")
            elif part is not None and not _is_right_kind(known, part):
                self.hinders.append(f"{where}.{name}: Fel slags värde. Belopp är hela ören, resten text.")
            else:
                words[name] = as_typed(known, part)
        asked = asked_page(page, self.answers)
        if words.get("member") == "b" and len(asked.fields) < len(page.fields):
            self.hinders.append(f"{where}.member: Det finns ingen medsökande i ansökan.")
        reading = read(asked, words, month=self.month, today=self.today)
        self.hinders += [f"{where}.{name}: {message}" for name, message in reading.errors.items()]
        return reading.answer


def _is_right_kind(known: Field, value: JSON) -> bool:
    if known.kind in {"money", "number"}:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)
