"""What waits for the one who has signed in: three things to do next, and how many there are in all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andrum.accounts.service import Role, User, has_role
from andrum.automation.service import HandOver, worklist
from andrum.cases.service import Task, open_tasks
from andrum.control.queries.reviews import queue_of
from andrum.control.service import Review
from andrum.fees.service import FeeReview, visible_reviews
from andrum.kernel.clock import SWEDEN, swedish_day
from andrum.kernel.periods import Month
from andrum.site.queue import failed_jobs
from andrum.statistics.service import format_on, has_households, has_unanswered, is_handed_in

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
    why: str = ""
    """What the automation wrote, in Swedish."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one room has for somebody: how many, how many are in a hurry, and the first few."""

    count: int
    urgent: int
    first: tuple[Todo, ...]


Source = Callable[[User, datetime], Waiting]


def _waiting(rows: QuerySet[Any], todo: Callable[[Any], Todo], at: datetime) -> Waiting:
    """The first of the rows as things to do, and how many there are; counted apart only where there are more."""
    soon = swedish_day(at) + SOON
    shown = list(rows[:SHOWN])
    first = tuple(todo(row) for row in shown)
    if len(shown) < SHOWN:
        urgent = sum(row.due_date is not None and row.due_date <= soon for row in shown)
        return Waiting(len(shown), urgent, first)
    counted = rows.order_by().aggregate(count=Count("pk"), urgent=Count("pk", filter=Q(due_date__lte=soon)))
    return Waiting(counted["count"], counted["urgent"], first)


def _decision(prepared: HandOver) -> Todo:
    matter = prepared.matter
    why = next((str(reason.get("words", "")) for reason in prepared.reasons if isinstance(reason, dict)), "")
    return Todo(
        href=f"/arbete/{prepared.pk}/",
        title=_("Fatta beslut: %(name)s") % {"name": matter.applicant.name},
        detail=matter.reference,
        why=why,
        icon="gavel",
        due=prepared.due_date,
    )


def decisions(user: User, at: datetime) -> Waiting:
    """Cases that the automation has prepared for a person."""
    return _waiting(worklist(user=user, at=at).select_related("matter", "matter__applicant"), _decision, at)


def _task(task: Task) -> Todo:
    matter = task.matter
    return Todo(
        href=f"/arenden/{matter.reference}/",
        title=task.title,
        detail=f"{matter.reference} · {matter.applicant.name}",
        icon="list-checks",
        due=task.due_date,
    )


def tasks(user: User, at: datetime) -> Waiting:
    """Tasks of the register, apart from decisions in cases that are prepared: those are counted once."""
    prepared = worklist(user=user, at=at).order_by().values("matter")
    return _waiting(open_tasks(user=user, at=at).exclude(kind="decision_due", matter__in=prepared), _task, at)


def _review(review: Review) -> Todo:
    return Todo(
        href=f"/kontroll/granskningar/{review.pk}/",
        title=_("Granska ett automatiskt beslut"),
        detail=review.decision.matter.reference,
        icon="clipboard-check",
        due=review.due_date,
    )


def reviews(user: User, at: datetime) -> Waiting:
    """Automated decisions to review."""
    return _waiting(queue_of(user, at=at).select_related("decision__matter"), _review, at)


def machines(user: User, at: datetime) -> Waiting:
    """Jobs that failed, for the operator."""
    del at
    failed = failed_jobs() if has_role(user, Role.OPERATOR) else []
    title = ngettext("Se ett jobb som misslyckats", "Se jobb som misslyckats", len(failed))
    first = (Todo("/drift", title, _("Inget annat väntar på dem."), icon="server"),) if failed else ()
    return Waiting(count=len(failed), urgent=len(failed), first=first)


def statistics(user: User, at: datetime) -> Waiting:
    """Last month's file to Socialstyrelsen, until it is handed in: to fill in for the one, to hand in for the other."""
    month = Month.of(swedish_day(at)).shift(-1)
    makes = has_role(user, Role.ADMINISTRATOR)
    answers = has_role(user, Role.CASEWORKER, Role.UNIT_MANAGER)
    if not (makes or answers) or is_handed_in(kind="assistance", month=month):
        return Waiting(0, 0, ())
    if not (has_households(month) if makes else has_unanswered(month=month, user=user, at=at)):
        return Waiting(0, 0, ())
    due = format_on(month.last_day).due_date("assistance", month)
    title = _("Lämna statistiken till Socialstyrelsen") if makes else _("Fyll i uppgifter till statistiken")
    todo = Todo(f"/statistik/{month}/bistand/", title, _("Förra månadens bistånd"), icon="calendar", due=due)
    return Waiting(1, int(due <= swedish_day(at) + SOON), (todo,))


def _fee(review: FeeReview) -> Todo:
    return Todo(
        href=f"/avgifter/{review.pk}/",
        title=_("Granska avgiften: %(name)s") % {"name": review.matter.applicant.name},
        detail=review.matter.reference,
        icon="scale",
        due=review.due_date,
    )


def fees(user: User, at: datetime) -> Waiting:
    """Fees for care that wait for a person."""
    if not has_role(user, Role.FEE_OFFICER, Role.UNIT_MANAGER):
        return Waiting(0, 0, ())
    return _waiting(visible_reviews(user=user, at=at).filter(closed_at__isnull=True), _fee, at)


SOURCES: tuple[Source, ...] = (decisions, tasks, fees, reviews, machines, statistics)


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
