"""Several at the same run at once, in threads with a connection each. A program for a seeded database."""

# ruff: noqa: E402, T201 - Django first; this is a program
import json
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import django

django.setup()

from django.db import connection

from andrum.audit.service import MACHINE, SYSTEM, verify
from andrum.automation.actions import finishing, runs
from andrum.automation.models import DrawSeed, HandOver, Mandate, Run, RunState, RunStep
from andrum.automation.queries import looking
from andrum.automation.service import stop_mandate
from andrum.cases.actions import facts
from andrum.cases.service import Decision, FactValue, record_facts
from andrum.control import jobs
from andrum.control.actions.run_reviews import create_review
from andrum.control.models import Review
from andrum.dispatch.service import Outgoing
from tests.faults.seed import AT

CREATE_REVIEW = "create_review"
"""What control does as soon as something is decided; here it is done later, beside somebody else."""
RECORD = "record"
IS_DRAWN = "is_drawn"
"""The lot of the evidence check, which would stop one run in twenty: another test's matter."""


def together(*calls: Callable[[], object]) -> list[str]:
    """Each call in a thread of its own; what went wrong."""
    wrong: list[str] = []

    def work(call: Callable[[], object]) -> None:
        try:
            call()
        except Exception as error:  # noqa: BLE001 - told to the test
            wrong.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=work, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def same_run(run: Run) -> dict[str, object]:
    """Four workers at one run."""
    wrong = together(*[lambda: runs.advance(run_id=run.pk, by=MACHINE, at=AT)] * 4)
    run.refresh_from_db()
    return {
        "wrong": wrong, "state": run.state, "steps": RunStep.objects.filter(run=run).count(),
        "decisions": Decision.objects.filter(matter=run.matter, month=run.month).count(),
        "sent": sorted(Outgoing.objects.filter(decision=run.decision).values_list("kind", flat=True)),
    }  # fmt: skip


def stopped(run: Run) -> dict[str, object]:
    """The stop button is pressed after the assessment and before the decision, in another connection.

    On PostgreSQL inside the deciding transaction; SQLite lets nobody write in it, so there it is pressed just before.
    """
    where: Any = finishing if connection.vendor == "postgresql" else looking
    name = "holds" if where is finishing else "assessed"
    kept, wrong = getattr(where, name), []

    def pressed(*words: object, **more: object) -> object:
        done = kept(*words, **more)
        mandate = Mandate.objects.get()
        wrong.extend(together(lambda: stop_mandate(mandate=mandate, reason="Prov", by=SYSTEM, at=AT)))
        return done

    setattr(where, name, pressed)
    runs.advance(run_id=run.pk, by=MACHINE, at=AT)
    setattr(where, name, kept)
    codes = [reason["code"] for prepared in HandOver.objects.filter(run=run) for reason in prepared.reasons]
    return {"wrong": wrong, "codes": codes, "decided": Run.objects.get(pk=run.pk).state == RunState.DECIDED}


def crossed(run: Run) -> dict[str, object]:
    """A review is made, the first of its day, while somebody writes a fact in the matter and goes on to the log."""
    DrawSeed.objects.all().delete()
    held, reviewed = Event(), Event()
    kept = facts.record

    def record(**event: Any) -> object:
        held.set()
        until_somebody_waits(reviewed)
        return kept(**event)

    def review() -> None:
        held.wait(60)
        create_review(run_id=run.pk, by=MACHINE, at=AT)
        reviewed.set()

    said = [FactValue("note.of_test", "Prov")]
    setattr(facts, RECORD, record)
    wrong = together(lambda: record_facts(matter=run.matter, facts=said, by=SYSTEM, at=AT), review)
    setattr(facts, RECORD, kept)
    return {"wrong": wrong, "reviews": Review.objects.filter(run=run).count(), "seeds": DrawSeed.objects.count()}


def until_somebody_waits(done: Event) -> None:
    """Until another connection waits for a lock of ours or is done; on SQLite nobody writes beside us."""
    until = time.monotonic() + 20
    while connection.vendor == "postgresql" and time.monotonic() < until and not done.wait(0.01):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return


if __name__ == "__main__":
    setattr(looking, IS_DRAWN, lambda **_of_whom: False)
    setattr(jobs, CREATE_REVIEW, lambda **_of_what: None)
    first, second = Run.objects.exclude(application__answers__incomes__items__0__amount=250_000).order_by("pk")[:2]
    found = {"same_run": same_run(first), "stopped": stopped(second), "crossed": crossed(first), "chain": verify().ok}
    print(json.dumps(found))
