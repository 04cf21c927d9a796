"""Begin, save, withdraw: what happens to an application until it is signed."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.applications.domain.carrying import carried, carry_all, may_carry
from andrum.applications.domain.drafts import refuse_unless_draft
from andrum.applications.domain.errors import (
    ApplicationMonthError,
    ApplicationStateError,
    ChangedElsewhereError,
)
from andrum.applications.domain.months import is_continued, months_between, open_months
from andrum.applications.domain.questions import JSON, Answer, Answers, Page, items_of, text_of
from andrum.applications.models import Application, Attachment, Kind, State
from andrum.applications.queries.intake import last_signed
from andrum.audit.service import Actor, record
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.people.service import Person

NEW_ITEM = "ny"
"""Stands for the item that is being added, among what is unfinished."""


@transaction.atomic
def start_application(*, applicant: Person, month: Month, language: str, by: Actor, at: datetime) -> Application:
    """Begin a draft for a month, or give the one that is there already.

    Raises:
        ApplicationMonthError: when the month cannot be applied for now.
    """
    if month not in open_months(swedish_day(at)):
        raise ApplicationMonthError(
            _("Det går inte att ansöka för den månaden nu."), todo=_("Välj den här månaden eller nästa.")
        )
    previous = last_signed(applicant)
    continues = is_continued(month=month, last_signed=Month.parse(previous.month) if previous else None)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                kind=Kind.CONTINUED if continues else Kind.NEW, month=str(month), applicant=applicant,
                previous=previous if continues else None, language=language, started_at=at, saved_at=at,
            )  # fmt: skip
    except IntegrityError:
        return Application.objects.exclude(state=State.WITHDRAWN).get(applicant=applicant, month=str(month))
    record(
        kind="applications.started", by=by, at=at, subject=f"application:{application.pk}", person=str(applicant.pk),
        details={"month": str(month), "kind": application.kind},
    )  # fmt: skip
    return application


def save_page(
    *, application: Application, page: Page, answer: Answer, version: int, by: Actor, at: datetime
) -> Application:
    """Keep the clean answer to a page of a draft.

    ``version`` is the draft's when the page was opened; an older one is refused, so nothing is written over.

    Raises:
        ChangedElsewhereError: when the draft was saved elsewhere meanwhile.
        ApplicationStateError: when it is no draft any more.
    """
    answers = {**application.answers, page.key: answer}
    return _store(application, answers, version=version, what=page.key, done={page.key}, by=by, at=at)


@transaction.atomic
def keep_unfinished(*, application: Application, key: str, typed: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Keep what is typed on a page that is not saved yet, as it stands, so that it can be gone on with anywhere.

    ``key`` is the page's, or ``page.item``. Nothing that is saved is touched, and the version stays. The log tells once
    a page that something was typed, not each pause of the one who types.

    Raises:
        ApplicationStateError: when it is no draft any more.
    """
    locked = (
        Application.objects.select_for_update(no_key=True)
        .only("state", "unfinished", "applicant")
        .get(pk=application.pk)
    )
    refuse_unless_draft(locked.state)
    is_first = key not in locked.unfinished
    locked.unfinished = {**locked.unfinished, key: dict(typed)}
    locked.save(update_fields=["unfinished"])
    if is_first:
        record(
            kind="applications.saved", by=by, at=at, subject=f"application:{locked.pk}",
            person=str(locked.applicant_id), details={"page": key, "unfinished": True},
        )  # fmt: skip


@transaction.atomic
def forget_unfinished(*, application: Application, key: str, by: Actor, at: datetime) -> None:
    """Throw away what was typed on a page and not saved. Nothing that is saved is touched."""
    locked = (
        Application.objects.select_for_update(no_key=True)
        .only("state", "unfinished", "applicant")
        .get(pk=application.pk)
    )
    if key not in locked.unfinished:
        return
    locked.unfinished = {name: typed for name, typed in locked.unfinished.items() if name != key}
    locked.save(update_fields=["unfinished"])
    record(
        kind="applications.saved", by=by, at=at, subject=f"application:{locked.pk}",
        person=str(locked.applicant_id), details={"page": key, "unfinished": False},
    )  # fmt: skip


@transaction.atomic
def move_to_month(*, application: Application, month: Month, by: Actor, at: datetime) -> Application:
    """Let a draft whose month has passed be for another month; every answer stays.

    Raises:
        ApplicationMonthError: when the month cannot be applied for now, or there is an application for it already.
        ApplicationStateError: when it is no draft any more.
    """
    locked = (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("previous")
        .get(pk=application.pk)
    )
    refuse_unless_draft(locked.state)
    if month not in open_months(swedish_day(at)):
        raise ApplicationMonthError(
            _("Det går inte att ansöka för den månaden nu."), saved=_("Utkastet är sparat."),
            todo=_("Välj den här månaden eller nästa."),
        )  # fmt: skip
    continues = locked.previous is not None and is_continued(
        month=month, last_signed=Month.parse(locked.previous.month)
    )
    locked.month, locked.version = str(month), locked.version + 1
    locked.kind = Kind.CONTINUED if continues else Kind.NEW
    try:
        with transaction.atomic():
            locked.save(update_fields=["month", "kind", "version"])
    except IntegrityError:
        raise ApplicationMonthError(
            _("Du har redan en ansökan för den månaden."),
            saved=_("Utkastet är sparat."),
            todo=_("Fortsätt med den i stället."),
        ) from None
    record(
        kind="applications.moved", by=by, at=at, subject=f"application:{locked.pk}",
        person=str(locked.applicant_id), details={"month": str(month), "from": application.month},
    )  # fmt: skip
    return locked


def save_item(
    *, application: Application, page: Page, item_id: str, item: Answer, version: int, by: Actor, at: datetime
) -> Application:
    """Keep one item of a list page; an empty ``item_id`` adds a new one. Raises as ``save_page``."""
    items = items_of(application.answers, page.key)
    if not item_id and len(items) >= page.max_items:
        raise ApplicationStateError(_("Listan är full."), todo=_("Ta bort något, eller prata med en handläggare."))
    row = {**item, "id": item_id or _next_id(page, application)}
    kept: list[JSON] = [row if text_of(old, "id") == item_id else old for old in items]
    if not item_id:
        kept.append(row)
    answers = {**application.answers, page.key: {"items": kept}}
    return _store(
        application,
        answers,
        version=version,
        what=f"{page.key}.{row['id']}",
        done={f"{page.key}.{item_id or NEW_ITEM}"},
        by=by,
        at=at,
    )


@transaction.atomic
def remove_item(
    *, application: Application, page: Page, item_id: str, version: int, by: Actor, at: datetime
) -> Application:
    """Take away one item and its files; without items the page is unanswered again. Raises as ``save_page``."""
    kept: list[JSON] = [old for old in items_of(application.answers, page.key) if text_of(old, "id") != item_id]
    answers = {key: value for key, value in application.answers.items() if key != page.key}
    if kept:
        answers[page.key] = {"items": kept}
    stored = _store(
        application,
        answers,
        version=version,
        what=f"{page.key}.{item_id}",
        done={f"{page.key}.{item_id}"},
        by=by,
        at=at,
    )
    Attachment.objects.filter(application=application, page=page.key, item=item_id, supplement=None).delete()
    return stored


def say_again(*, application: Application, page: Page | None, version: int, by: Actor, at: datetime) -> Application:
    """Say that last month's answer holds again, to one page or to all (None). Raises as ``save_page``."""
    previous = application.previous
    if previous is None:
        raise ApplicationStateError(
            _("Det finns ingen tidigare ansökan att utgå från."), todo=_("Svara på frågorna i stället.")
        )
    months = months_between(Month.parse(previous.month), Month.parse(application.month))
    if page is None:
        answers = carry_all(application.answers, previous.answers, months=months)
    elif may_carry(page, previous.answers):
        answers = {**application.answers, page.key: carried(page, previous.answers[page.key], months=months)}
    else:
        raise ApplicationStateError(_("Den frågan behöver ett nytt svar varje månad."), todo=_("Svara på frågan."))
    done = {page.key} if page else set[str]()
    return _store(application, answers, version=version, what=page.key if page else "all", done=done, by=by, at=at)


@transaction.atomic
def withdraw(*, application: Application, by: Actor, at: datetime) -> Application:
    """Take the application back before it is signed by all; the files are deleted, the month is free again.

    Raises:
        ApplicationStateError: when it is signed or withdrawn already.
    """
    open_states = (State.DRAFT, State.AWAITING_CO_APPLICANT)
    changed = Application.objects.filter(pk=application.pk, state__in=open_states).update(
        state=State.WITHDRAWN, withdrawn_at=at, answers={}, unfinished={}, text=""
    )
    if not changed:
        raise ApplicationStateError(
            _("Ansökan är redan inskickad eller återtagen."),
            todo=_("Skriv ett meddelande till din handläggare i stället."),
        )
    Attachment.objects.filter(application=application).delete()
    record(
        kind="applications.withdrawn", by=by, at=at, subject=f"application:{application.pk}",
        person=str(application.applicant_id),
    )  # fmt: skip
    application.refresh_from_db()
    return application


def _next_id(page: Page, application: Application) -> str:
    """An id that no item of the page has, and that no file of a removed item points at."""
    ids = [text_of(item, "id") for item in items_of(application.answers, page.key)]
    ids += Attachment.objects.filter(application=application, page=page.key).values_list("item", flat=True)
    numbers = [int(match[1]) for key in ids if (match := re.fullmatch(r"[a-z]([0-9]{1,6})", key))]
    return f"{page.item_prefix}{max(numbers, default=0) + 1}"


@transaction.atomic
def _store(
    application: Application, answers: Mapping[str, Answer], *, version: int, what: str, done: Collection[str],
    by: Actor, at: datetime,
) -> Application:  # fmt: skip
    kept: Answers = dict(answers)
    locked = Application.objects.select_for_update(no_key=True).only("unfinished").get(pk=application.pk)
    unfinished = {key: typed for key, typed in locked.unfinished.items() if key not in done}
    fields = {"answers": kept, "unfinished": unfinished, "version": version + 1, "saved_at": at}
    if not Application.objects.filter(pk=application.pk, version=version, state=State.DRAFT).update(**fields):
        refuse_unless_draft(Application.objects.get(pk=application.pk).state)
        raise ChangedElsewhereError
    record(
        kind="applications.saved", by=by, at=at, subject=f"application:{application.pk}",
        person=str(application.applicant_id), details={"page": what, "version": version + 1},
    )  # fmt: skip
    application.answers, application.unfinished = kept, unfinished
    application.version, application.saved_at = version + 1, at
    return application
