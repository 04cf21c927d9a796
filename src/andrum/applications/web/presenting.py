"""What the pages show, in the reader's language."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from andrum.applications.actions.drafts import NEW_ITEM
from andrum.applications.domain.carrying import changed_pages
from andrum.applications.domain.household import RENT
from andrum.applications.domain.pages import BY_KEY, asked_pages, missing_pages
from andrum.applications.domain.progress import Stage
from andrum.applications.domain.questions import Answer, Page, items_of, text_of
from andrum.applications.domain.summary import lines_of, section_of, sections_of
from andrum.applications.models import Application, Attachment

PAGES_OF_COSTS = frozenset({"housing", "costs"})
STAGES = {
    Stage.DRAFT: (_("Utkast"), "", "pencil"),
    Stage.SIGN: (_("Väntar på att du skriver under"), "worry", "pencil"),
    Stage.WAITS_FOR_OTHER: (_("Väntar på den du söker med"), "waiting", ""),
    Stage.SENT: (_("Inskickad"), "info", "send"),
    Stage.NEEDS_YOU: (_("Vi behöver något av dig"), "worry", ""),
    Stage.DECIDED: (_("Beslut fattat"), "done", ""),
    Stage.WITHDRAWN: (pgettext_lazy("ansökan", "Återtagen"), "", ""),
}


def stage_words(stage: Stage) -> dict[str, Any]:
    """The stage as the component ``status`` draws it."""
    text, kind, icon = STAGES[stage]
    return {"text": text, "kind": kind, "icon": icon}


def progress_of(application: Application, page: Page) -> dict[str, int]:
    """Which question of how many."""
    keys = [asked.key for asked in asked_pages(application.answers)]
    return {"at": keys.index(page.key) + 1, "of": len(keys)}


def files_by_item(files: Collection[Attachment]) -> dict[tuple[str, str], list[Attachment]]:
    """Files by the page and item that they prove."""
    found: dict[tuple[str, str], list[Attachment]] = {}
    for file in files:
        found.setdefault((file.page, file.item), []).append(file)
    return found


def file_item(page: Page, item: str) -> str:
    """Under which item the files of a page are kept: the item's own, or the rent's."""
    if page.is_list:
        return item
    return RENT if page.key == "housing" else ""


def item_cards(
    page: Page, answers: Mapping[str, Answer], files: Collection[Attachment], unfinished: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The items of a list page as cards: a heading, the other answers, the files."""
    by_item = files_by_item(files)
    cards = []
    for item in items_of(answers, page.key):
        lines = lines_of(page.fields, item, say=gettext)
        item_id = text_of(item, "id")
        cards.append(
            {
                "id": item_id,
                "title": lines[0].value if lines else "",
                "lines": lines[1:],
                "files": by_item.get((page.key, item_id), []),
                "unfinished": f"{page.key}.{item_id}" in unfinished,
            }
        )
    return cards


def last_month(application: Application, page: Page) -> list[Any]:
    """The lines of what was said last month on the page, a group an item; empty when nothing was."""
    previous = application.previous
    if previous is None or page.key not in previous.answers or not page.carries:
        return []
    shown = section_of(BY_KEY[page.key], previous.answers, say=gettext)
    return [list(group) for group in shown.groups]


def summary_sections(
    application: Application, files: Collection[Attachment], *, hidden: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The application in words, with what is missing and the files of each part."""
    missing = unready_pages(application)
    by_item = files_by_item(files)
    wanting = _pages_with_new_bills(application)
    rows = []
    for section in sections_of(application.answers, say=gettext, hidden=hidden):
        page = section.page
        ids = [text_of(item, "id") for item in items_of(application.answers, page.key)] if page.is_list else [""]
        groups = [
            {
                "lines": group,
                "files": by_item.get((page.key, file_item(page, ids[index] if index < len(ids) else "")), []),
            }
            for index, group in enumerate(section.groups)
        ]
        rows.append(
            {
                "key": page.key,
                "slug": page.slug,
                "title": section.title,
                "groups": groups,
                "is_missing": page.key in missing,
                "wants_file": page.key in wanting and any(not group["files"] for group in groups),
            }
        )
    return rows


def _pages_with_new_bills(application: Application) -> frozenset[str]:
    """Pages of costs that say something else than last month, or were not asked then: their bills are not known."""
    previous = application.previous
    if previous is None:
        return PAGES_OF_COSTS
    return PAGES_OF_COSTS & frozenset(changed_pages(application.answers, previous.answers))


def unready_pages(application: Application) -> list[str]:
    """The pages that are not answered, or where something is typed and not saved; in the order they are asked."""
    half = {key.partition(".")[0] for key in application.unfinished}
    missing = {page.key for page in missing_pages(application.answers)}
    return [page.key for page in asked_pages(application.answers) if page.key in missing | half]


def first_unready(application: Application) -> Page | None:
    """The page to go on with, or None when all is answered."""
    keys = unready_pages(application)
    return BY_KEY[keys[0]] if keys else None


def is_new_item_unfinished(application: Application, page: Page) -> bool:
    """True when an item was begun on and not saved."""
    return f"{page.key}.{NEW_ITEM}" in application.unfinished
