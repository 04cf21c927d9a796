"""How facts are said. The room that reckons with them knows their words, and tells them here.

The names of facts belong to no room below: what ``income.i1`` holds is known to the one that computes. It gives the
register its words when it starts, as every room gives the log the words of its events.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from andrum.cases.domain.facts import FactView


@dataclass(frozen=True, slots=True)
class FactInWords:
    """One fact as one reads it: what it is about, what is said of it, and who says it."""

    title: str
    value: str
    source: str


FactWords = Callable[[Mapping[str, list[FactView]], str, str], dict[int, FactInWords]]
"""From facts by name, the applicant's and the co-applicant's name, to the words of each fact by its id."""
_told: list[FactWords] = []


def register_fact_words(words: FactWords) -> None:
    """Take over the words of facts; the last who tells them is the one who is asked."""
    _told[:] = [words]


def facts_in_words(
    facts: Mapping[str, list[FactView]], *, applicant: str, co_applicant: str = ""
) -> dict[int, FactInWords]:
    """The words of each fact by its id; a fact is called by its name where nobody has told the words."""
    if _told:
        return _told[0](facts, applicant, co_applicant)
    views = [view for found in facts.values() for view in found]
    return {view.id: FactInWords(view.name, str(view.value), view.source) for view in views}
