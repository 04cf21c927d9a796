"""What waits for the one who has signed in: three things to do next, and how many there are in all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andrum.accounts.service import User
from andrum.cases.service import Task, open_tasks
from andrum.kernel.clock import SWEDEN, swedish_day

SHOWN = 3
SOON = timedelta(days=1)
NUMBER_WORDS = (
    gettext_lazy("Inga"),
    gettext_lazy("Ett"),
    gettext_lazy("Två"),
    gettext_lazy("Tre"),
    gettext_lazy("Fyra"),
    gettext_lazy("Fem"),
    gettext_lazy("Sex"),
    gettext_lazy("Sju"),
    gettext_lazy("Åtta"),
    gettext_lazy("Nio"),
    gettext_lazy("Tio"),
    gettext_lazy("Elva"),
    gettext_lazy("Tolv"),
)


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: where, what, a line more, and by when."""

    href: str
    title: str
    detail: str
    icon: str = "arrow-right"
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one room has for somebody: how many, how many are in a hurry, and the first few."""

    count: int
    urgent: int
    first: tuple[Todo, ...]


Source = Callable[[User, datetime], Waiting]


def _todo(task: Task) -> Todo:
    matter = task.matter
    return Todo(
        href=f"/arenden/{matter.reference}/",
        title=task.title,
        detail=f"{matter.reference} · {matter.applicant.name}",
        icon="gavel" if task.kind == "decision_due" else "list-checks",
        due=task.due_date,
    )


def tasks(user: User, at: datetime) -> Waiting:
    """Tasks of the register."""
    waiting = open_tasks(user=user, at=at)
    last = swedish_day(at) + SOON
    return Waiting(
        count=waiting.count(),
        urgent=waiting.filter(due_date__lte=last).count(),
        first=tuple(_todo(task) for task in waiting[:SHOWN]),
    )


SOURCES: tuple[Source, ...] = (tasks,)


def waiting_for(user: User, at: datetime, sources: Iterable[Source] = SOURCES) -> Waiting:
    """Everything from all rooms, what is due first first."""
    found = [source(user, at) for source in sources]
    first = sorted((todo for part in found for todo in part.first), key=lambda todo: (todo.due or date.max, todo.title))
    return Waiting(
        count=sum(part.count for part in found),
        urgent=sum(part.urgent for part in found),
        first=tuple(first[:SHOWN]),
    )


def greeting(at: datetime) -> str:
    """Good morning, good day or good evening, as the clock in Sweden says."""
    hour = at.astimezone(SWEDEN).hour
    if 5 <= hour < 10:
        return _("God morgon.")
    return _("God dag.") if 10 <= hour < 18 else _("God kväll.")


def number_word(number: int) -> str:
    """``Tre`` up to twelve, then digits."""
    return str(NUMBER_WORDS[number]) if number < len(NUMBER_WORDS) else str(number)


def sentence(waiting: Waiting) -> str:
    """What waits, in one sentence: ``Tre saker väntar, en har bråttom.``."""
    if not waiting.count:
        return _("Inget väntar på dig just nu.")
    many = number_word(waiting.count) if waiting.count > 1 else _("En")
    text = ngettext("%(many)s sak väntar", "%(many)s saker väntar", waiting.count) % {"many": many}
    if not waiting.urgent:
        return f"{text}."
    if waiting.urgent == waiting.count:
        return _("%(text)s och har bråttom.") % {"text": text}
    hurry = _("en") if waiting.urgent == 1 else number_word(waiting.urgent).lower()
    return _("%(text)s, %(hurry)s har bråttom.") % {"text": text, "hurry": hurry}
