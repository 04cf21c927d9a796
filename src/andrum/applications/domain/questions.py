"""The shape of a question: a page of the e-service and the fields on it, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

JSON = None | bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"]
Answer = dict[str, JSON]
"""One page's answers, or one item of a list: field name to clean value; amounts in öre, days ``2026-11-22``."""
Answers = dict[str, Answer]
"""A whole application's answers: page key to the page's answer; a list page keeps its items under ``items``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One alternative: the code that is kept and the words that are shown."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Args:
        name: Name in the answers.
        kind: ``text``, ``long_text``, ``choice``, ``yes_no``, ``money``, ``day``, ``number``, ``personal_number``,
            ``email`` or ``phone``.
        label: The question, in plain words.
        hint: An example or a help, beneath the label.
        choices: The alternatives of a ``choice``.
        required: False when it may be left blank; a blank amount becomes unknown, never zero.
        low: Lowest number.
        high: Highest number.
        shown_when: Another field's name and the codes that make this one asked.
        blank_means: Why the value is unknown when it is left blank.
        days: For a ``day``: ``born`` (past, a child's), ``near`` (within a year and a month of the application).
        on_doubt: True when it is shown only where the other answers on the page are doubted, or it is answered.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = True
    low: int = 0
    high: int = 100
    shown_when: tuple[str, tuple[str, ...]] | None = None
    blank_means: str = ""
    days: str = "near"
    on_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page, one question.

    Args:
        key: Name in the answers.
        slug: The page's address.
        title: The question.
        why: Why we ask.
        section: Heading in the summary.
        fields: The fields of the page, or of one item when ``is_list``.
        is_list: True for a page that holds any number of items.
        item_prefix: First letter of the items' ids.
        none_label: What it means to have no items, in the first person.
        add_label: What the button says that adds an item.
        evidence: True when files may be added to the items.
        gentle: True for the question of safety, which is asked with telephone numbers beside.
        carries: True when last month's answer may be said to hold again; what must be asked anew does not.
    """

    key: str
    slug: str
    title: str
    why: str
    section: str
    fields: tuple[Field, ...] = ()
    is_list: bool = False
    item_prefix: str = ""
    none_label: str = ""
    add_label: str = ""
    evidence: bool = False
    gentle: bool = False
    carries: bool = True
    intro: str = ""
    max_items: int = 40


def is_asked(field: Field, answer: Mapping[str, JSON]) -> bool:
    """True when the field is asked, given the other answers on the page."""
    if field.shown_when is None:
        return True
    other, codes = field.shown_when
    return str(answer.get(other) or "") in codes


def is_item(value: JSON) -> TypeGuard[Mapping[str, JSON]]:
    """True for a JSON object."""
    return isinstance(value, Mapping)


def items_of(answers: Mapping[str, Answer], page_key: str) -> list[Mapping[str, JSON]]:
    """The items of a list page, in the order they were added; empty when there are none."""
    items = answers.get(page_key, {}).get("items")
    if not isinstance(items, Sequence) or isinstance(items, str):
        return []
    return [item for item in items if is_item(item)]


def text_of(answer: Mapping[str, JSON], name: str) -> str:
    """A text answer, empty when blank."""
    value = answer.get(name)
    return value if isinstance(value, str) else ""


def whole_of(answer: Mapping[str, JSON], name: str) -> int | None:
    """A number or amount in öre; None when blank."""
    value = answer.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
