"""The application in words: the summary that is read, and the text that is signed."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from andrum.applications.domain.pages import PRIVATE_PAGES, asked_pages
from andrum.applications.domain.questions import JSON, Answer, Field, Page, is_asked, items_of
from andrum.applications.domain.words import MONTHS
from andrum.kernel.identity import PersonalNumber
from andrum.kernel.money import kronor
from andrum.kernel.words import marked as _

Say = Callable[[str], str]
"""Gives a marked text in the reader's language."""

NOT_SAID = _("Inte besvarat")
DECLARATION = _(
    "Jag försäkrar att uppgifterna är riktiga och fullständiga. Jag vet att jag ska berätta om något ändras, att "
    "socialnämnden kontrollerar uppgifterna mot andra myndigheter och att jag kan bli skyldig att betala tillbaka "
    "pengar som jag fått på grund av felaktiga uppgifter."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """One page in words: its lines, or one group of lines an item."""

    page: Page
    title: str
    groups: tuple[tuple[Line, ...], ...]
    is_answered: bool


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file as the signed text names it."""

    name: str
    sha256: str


def in_words(field: Field, value: JSON, *, say: Say) -> str:
    """A clean value as a person reads it."""
    if value is None or value == "":
        return say(NOT_SAID)
    if field.kind in {"choice", "yes_no"}:
        return next((say(choice.label) for choice in field.choices if choice.code == value), str(value))
    if field.kind == "money" and isinstance(value, int):
        return kronor(value)
    if field.kind == "day" and isinstance(value, str):
        day = date.fromisoformat(value)
        return f"{day.day} {say(MONTHS[day.month - 1])} {day.year}"
    if field.kind == "personal_number" and isinstance(value, str):
        return PersonalNumber(value).with_hyphen
    return str(value)


def lines_of(fields: Sequence[Field], answer: Mapping[str, JSON], *, say: Say) -> tuple[Line, ...]:
    """The asked fields of a page or an item, in words; blank ones that were not required are left out."""
    return tuple(
        Line(label=say(field.label), value=in_words(field, answer.get(field.name), say=say))
        for field in fields
        if is_asked(field, answer) and (field.required or field.blank_means or answer.get(field.name) is not None)
    )


def section_of(page: Page, answers: Mapping[str, Answer], *, say: Say) -> Section:
    """One page in words."""
    answer = answers.get(page.key)
    groups: tuple[tuple[Line, ...], ...]
    if answer is None:
        groups = ()
    elif page.is_list:
        groups = tuple(lines_of(page.fields, item, say=say) for item in items_of(answers, page.key))
        groups = groups or ((Line(label=say(_("Svar")), value=say(page.none_label)),),)
    else:
        groups = (lines_of(page.fields, answer, say=say),)
    return Section(page=page, title=say(page.section), groups=groups, is_answered=answer is not None)


def sections_of(answers: Mapping[str, Answer], *, say: Say, hidden: Collection[str] = ()) -> list[Section]:
    """The application in words, without the pages whose keys are hidden."""
    return [section_of(page, answers, say=say) for page in asked_pages(answers) if page.key not in hidden]


def hidden_pages(*, is_protected: bool) -> frozenset[str]:
    """The pages that the co-applicant never sees: the private ones, and how to reach a protected applicant."""
    return PRIVATE_PAGES | {"contact"} if is_protected else PRIVATE_PAGES


def signed_text(
    answers: Mapping[str, Answer], *, title: str, files: Sequence[SignedFile], say: Say, hidden: Collection[str]
) -> str:
    """The text that is signed: every answer both may see, the files by name and hash, and the declaration."""
    parts = [title]
    for section in sections_of(answers, say=say, hidden=hidden):
        parts.append(f"\n{section.title}")
        for group in section.groups:
            parts.extend(f"  {line.label}: {line.value}" for line in group)
            parts.append("")
    if files:
        parts.append(say(_("Bilagor")))
        parts.extend(f"  {file.name} (SHA-256 {file.sha256})" for file in files)
    return "\n".join([*parts, "", say(DECLARATION)])


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
