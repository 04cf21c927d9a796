"""Everything that has happened in a matter, newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice, takewhile

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andrum.audit.service import events_of_matter, in_words
from andrum.cases.models import Decision, Document, Fact, FactSource, JournalNote, Matter
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month

KINDS = ("decision", "note", "document", "fact", "task", "message", "log")
USUAL = KINDS[:-1]
PAGE = 50
MARGIN = 50
"""How many more of each kind are read, so that one instant can be given whole."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``kind`` is one of KINDS; ``id`` is the row's, so that a page can link to it."""

    at: datetime
    kind: str
    id: int
    title: str
    text: str
    by: str


def timeline(
    matter: Matter, *, kinds: Iterable[str] = USUAL, before: datetime | None = None, limit: int = PAGE
) -> list[Entry]:
    """The newest entries of the chosen kinds, ``limit`` of them, from before an instant when one is given.

    What happened at the same instant is never parted: the last instant is given whole, so that the next call with its
    ``at`` as ``before`` leaves nothing out. A few queries for each kind, each with a limit, however long the matter.
    """
    chosen = [kind for kind in KINDS if kind in set(kinds)]
    lists = [sorted(_READERS[kind](matter, before, limit + MARGIN), key=_newest_first) for kind in chosen]
    entries = list(merge(*lists, key=_newest_first))
    last = entries[limit - 1].at if len(entries) > limit else None
    return [*entries[:limit], *takewhile(lambda entry: entry.at == last, entries[limit:])]


def _newest_first(entry: Entry) -> tuple[float, str, int]:
    return (-entry.at.timestamp(), entry.kind, -entry.id)


def _before(field: str, before: datetime | None) -> Q:
    return Q(**{f"{field}__lt": before}) if before else Q()


def _decision_title(row: Decision) -> str:
    """A decision that is not about a month is the one that dismisses an appeal (FL 45 §)."""
    if not row.month:
        return _("Beslut: överklagandet avvisas")
    return _("Beslut för %(month)s: %(outcome)s") % {
        "month": Month.parse(row.month).in_words, "outcome": row.get_outcome_display(),
    }  # fmt: skip


def _decisions(matter: Matter, before: datetime | None, limit: int) -> list[Entry]:
    rows = matter.decisions.filter(_before("decided_at", before)).defer("calculation").order_by("-decided_at", "-pk")
    return [
        Entry(
            row.decided_at, "decision", row.pk,
            _decision_title(row),
            kronor(row.amount_ore), row.decided_by_name,
        )
        for row in rows[:limit]
    ]  # fmt: skip


def _notes(matter: Matter, before: datetime | None, limit: int) -> list[Entry]:
    rows = JournalNote.objects.filter(_before("written_at", before), matter=matter).order_by("-written_at", "-pk")
    return [Entry(row.written_at, "note", row.pk, row.title, row.text, row.written_by) for row in rows[:limit]]


def _documents(matter: Matter, before: datetime | None, limit: int) -> list[Entry]:
    rows = Document.objects.filter(_before("received_at", before), matter=matter).defer("content")
    return [
        Entry(row.received_at, "document", row.pk, row.title, "", "")
        for row in rows.order_by("-received_at", "-pk")[:limit]
    ]


def _facts(matter: Matter, before: datetime | None, limit: int) -> list[Entry]:
    """What the same source said at the same instant is one entry, however many facts and agencies it was."""
    rows = matter.facts.filter(_before("recorded_at", before)).order_by("-recorded_at", "source_key", "pk")
    batches: dict[tuple[datetime, str], list[Fact]] = {}
    for row in rows[: limit * 40]:
        batches.setdefault((row.recorded_at, row.source), []).append(row)
    return [_fact_entry(said) for said in islice(batches.values(), limit)]


def _fact_entry(said: list[Fact]) -> Entry:
    row, count = said[0], len(said)
    title = {
        FactSource.CITIZEN: ngettext("%(n)d uppgift från den sökande", "%(n)d uppgifter från den sökande", count),
        FactSource.REGISTER: ngettext("%(n)d uppgift från register", "%(n)d uppgifter från register", count),
        FactSource.DOCUMENT: ngettext("%(n)d uppgift från en handling", "%(n)d uppgifter från en handling", count),
    }.get(
        FactSource(row.source),
        ngettext("%(n)d uppgift från handläggaren", "%(n)d uppgifter från handläggaren", count),
    )  # fmt: skip
    return Entry(row.recorded_at, "fact", row.pk, title % {"n": count}, row.reason, row.recorded_by)


def _tasks(matter: Matter, before: datetime | None, limit: int) -> list[Entry]:
    added = matter.tasks.filter(_before("added_at", before)).order_by("-added_at", "-pk")
    done = matter.tasks.filter(_before("done_at", before), done_at__isnull=False).order_by("-done_at", "-pk")
    return [
        *(Entry(row.added_at, "task", row.pk, row.title, "", row.added_by) for row in added[:limit]),
        *(
            Entry(row.done_at, "task", row.pk, _("Gjort: %(title)s") % {"title": row.title}, "", row.done_by)
            for row in done[:limit]
            if row.done_at is not None
        ),
    ]


def _messages(matter: Matter, before: datetime | None, limit: int) -> list[Entry]:
    rows = matter.messages.filter(_before("at", before)).order_by("-at", "-pk")
    return [Entry(row.at, "message", row.pk, row.get_kind_display(), row.text, row.sender_name) for row in rows[:limit]]


def _log(matter: Matter, before: datetime | None, limit: int) -> list[Entry]:
    rows = events_of_matter(matter.pk).filter(_before("at", before))
    return [Entry(row.at, "log", row.seq, in_words(row.kind, row.details), "", row.actor_name) for row in rows[:limit]]


Reader = Callable[[Matter, datetime | None, int], list[Entry]]
_READERS: dict[str, Reader] = {
    "decision": _decisions, "note": _notes, "document": _documents, "fact": _facts, "task": _tasks,
    "message": _messages, "log": _log,
}  # fmt: skip
