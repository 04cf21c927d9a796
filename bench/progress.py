"""How far the work has come: printed as one line of JSON beside a database."""

# ruff: noqa: E402 - Django first
import json

import django

django.setup()

from django.db.models import Max, Min
from django_tasks_db.models import DBTaskResult

from andrum.automation.service import Run, RunState
from andrum.dispatch.service import Outgoing


def progress() -> dict[str, float]:
    """Counts, and applications a second from the first run's start to the last letter or run."""
    runs = Run.objects.aggregate(first=Min("started_at"), last=Max("finished_at"))
    sent = Outgoing.objects.aggregate(last=Max("sent_at"))["last"]
    decided = Run.objects.filter(state=RunState.DECIDED).count()
    handed_over = Run.objects.filter(state=RunState.HANDED_OVER).count()
    ends = [moment for moment in (runs["last"], sent) if moment]
    seconds = (max(ends) - runs["first"]).total_seconds() if ends and runs["first"] else 0
    return {
        "decided": decided,
        "handed_over": handed_over,
        "finished": decided + handed_over,
        "queued": DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).count(),
        "per_second": (decided + handed_over) / seconds if seconds else 0.0,
    }


if __name__ == "__main__":
    print(json.dumps(progress()))
