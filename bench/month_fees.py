"""The fees' way through the month, as their officer and manager take it: ``python -m bench.month_fees STEP``.

Steps: ``start`` a recalculation of everyone, ``approve`` it when it is worked out, ``invoice`` the month, or print the
``state``. Each prints one line of JSON.
"""

# ruff: noqa: E402 - Django first
import json
import sys
import time
from datetime import date

import django

django.setup()

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from andrum.accounts.service import Unit, User, actor_of
from andrum.dispatch.service import Outgoing
from andrum.fees.service import Recalculation, approve_recalculation, make_invoice_run, start_recalculation
from andrum.kernel.periods import Month

MONTH = Month(2026, 1)


def state() -> dict[str, object]:
    """How far the recalculation has come, and what waits."""
    made = Recalculation.objects.first()
    items = [] if made is None else list(made.items.values_list("state", flat=True))
    return {
        "state": made.state if made else "",
        "counts": {name: items.count(name) for name in sorted(set(items))},
        "queued": DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).count(),
        "letters": Outgoing.objects.filter(kind="letter", matter__unit__code="avgift", state="sent").count(),
    }


def step(what: str) -> dict[str, object]:
    """Do one step, with its own processor seconds."""
    unit, now, before = Unit.objects.get(code="avgift"), timezone.now(), time.process_time()
    fia, bengt = (actor_of(User.objects.get(username=name)) for name in ("fia", "bengt"))
    if what == "start":
        start_recalculation(unit=unit, month=MONTH, by=fia, at=now)
    elif what == "approve":
        made = Recalculation.objects.get()
        ready = made.items.filter(state="ready").count()
        approve_recalculation(recalculation=made, shown_count=ready, by=bengt, at=now)
    elif what == "invoice":
        make_invoice_run(unit=unit, month=MONTH, issue_date=date(2026, 1, 31), by=fia, at=now)
    return {**state(), "cpu": time.process_time() - before}


if __name__ == "__main__":
    print(json.dumps(step(sys.argv[1])))
