"""From one month to the next: what is said again, and what has changed."""

from collections.abc import Mapping
from datetime import date

from andrum.applications.domain.pages import PAGES, asked_pages
from andrum.applications.domain.questions import JSON, Answer, Answers, Page, is_item
from andrum.kernel.periods import Month

MOVING_DAYS = {"incomes": "paid", "incomes_abroad": "paid", "costs": "due", "housing": "due"}
"""Pages with a day that comes again each month."""


def carried(page: Page, answer: Answer, *, months: int) -> Answer:
    """Last month's answer said again: the same, with the days that come each month moved as many months."""
    day_name = MOVING_DAYS.get(page.key)
    if day_name is None:
        return answer
    if not page.is_list:
        return _moved(answer, day_name, months)
    items = answer.get("items")
    rows = [item for item in items if is_item(item)] if isinstance(items, list) else []
    return {**answer, "items": [_moved(item, day_name, months) for item in rows]}


def _moved(item: Mapping[str, JSON], name: str, months: int) -> Answer:
    day = item.get(name)
    if not isinstance(day, str):
        return dict(item)
    old = date.fromisoformat(day)
    month = Month.of(old).shift(months)
    return {**item, name: date(month.year, month.month, min(old.day, month.days)).isoformat()}


def may_carry(page: Page, previous: Mapping[str, Answer]) -> bool:
    """True when last month's answer to the page may be said to hold again."""
    return page.carries and page.key in previous


def carry_all(answers: Mapping[str, Answer], previous: Mapping[str, Answer], *, months: int) -> Answers:
    """Say again everything that may be said again and is not answered yet."""
    again = {
        page.key: carried(page, previous[page.key], months=months)
        for page in PAGES
        if may_carry(page, previous) and page.key not in answers
    }
    return {**answers, **again}


def changed_pages(answers: Mapping[str, Answer], previous: Mapping[str, Answer] | None) -> list[str]:
    """The pages whose answers say something else than last month, days that come each month left aside."""
    if previous is None:
        return []
    return [
        page.key
        for page in asked_pages(answers)
        if page.carries and _timeless(page, answers.get(page.key, {})) != _timeless(page, previous.get(page.key, {}))
    ]


def _timeless(page: Page, answer: Mapping[str, JSON]) -> object:
    day_name = MOVING_DAYS.get(page.key, "")
    if not page.is_list:
        return {name: value for name, value in answer.items() if name != day_name}
    items = answer.get("items")
    rows = [item for item in items if is_item(item)] if isinstance(items, list) else []
    kept = [{name: value for name, value in item.items() if name not in {day_name, "id"}} for item in rows]
    return sorted(kept, key=lambda row: sorted((name, str(value)) for name, value in row.items()))
