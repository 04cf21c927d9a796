"""All questions in the order they are asked, and which of them are asked of whom."""

from collections.abc import Mapping
from dataclasses import replace

from andrum.applications.domain import pages_economy as economy
from andrum.applications.domain import pages_people as people
from andrum.applications.domain.questions import Answer, Page, items_of, text_of

PAGES: tuple[Page, ...] = (
    people.CONTACT,
    people.CO_APPLICANT,
    people.CHILDREN,
    people.OTHERS,
    people.HOUSING,
    economy.INCOMES,
    economy.INCOMES_ABROAD,
    economy.COSTS,
    economy.ASSETS,
    economy.PAYOUT,
    economy.SELF_SUPPORT,
    people.CHILDREN_NEEDS,
    people.SAFETY,
    people.TALK,
)
BY_KEY = {page.key: page for page in PAGES}
BY_SLUG = {page.slug: page for page in PAGES}
PRIVATE_PAGES = frozenset({people.SAFETY.key, people.TALK.key})
"""Pages whose answers only the applicant and the unit may see, never the co-applicant."""


def asked_pages(answers: Mapping[str, Answer]) -> list[Page]:
    """The pages that are asked, with the fields that are asked, given what is answered so far."""
    has_children = bool(items_of(answers, "children"))
    return [asked_page(page, answers) for page in PAGES if page.key != people.CHILDREN_NEEDS.key or has_children]


def asked_page(page: Page, answers: Mapping[str, Answer]) -> Page:
    """The page without what need not be asked: whose it is, when only one applies."""
    if has_co_applicant(answers):
        return page
    return replace(page, fields=tuple(field for field in page.fields if field.name != "member"))


def has_co_applicant(answers: Mapping[str, Answer]) -> bool:
    """True when the applicant says that they live with a partner."""
    return text_of(answers.get("co_applicant", {}), "has_partner") == "yes"


def neighbours(key: str, answers: Mapping[str, Answer]) -> tuple[Page | None, Page | None]:
    """The asked page before and the one after; None at the ends."""
    pages = asked_pages(answers)
    keys = [page.key for page in pages]
    if key not in keys:
        return None, None
    index = keys.index(key)
    return (pages[index - 1] if index else None), (pages[index + 1] if index + 1 < len(pages) else None)


def missing_pages(answers: Mapping[str, Answer]) -> list[Page]:
    """The asked pages that are not answered, or that still name a co-applicant who is there no more."""
    alone = not has_co_applicant(answers)
    return [
        page
        for page in asked_pages(answers)
        if page.key not in answers
        or (alone and any(text_of(item, "member") == "b" for item in items_of(answers, page.key)))
    ]
