"""The yearly recalculation of everyone with letters: preview, approval, decisions, letters, by two workers.

``python -m bench.yearly stage 20000`` fills an empty database with fees decided the year before (rows made in bulk,
each with its own basis worked out by the rulebook); ``begin``, ``approve`` and ``count`` are the steps of the manager.
"""

# ruff: noqa: PLC0415, E501 - Django is set up first, on a database of its own
import json
import os
import sys
import time
from datetime import date
from typing import Any

from bench.processes import database, python, start, stop
from bench.report import Section
from bench.road import QUEUED, ask_database

PROCESSES = 3
"""One more than there are cores: a letter waits for the disk half of its time, and another is worked on meanwhile."""
STATE = "SELECT state FROM fees_recalculation"
TARGET_SECONDS = 600
BEFORE, MONTH = "2025-10", "2026-01"


def stage(count: int) -> None:
    """The unit, its manager and so many persons with home care, a pension, a rent and a fee of last year."""
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from andrum.accounts.service import Role, add_membership, create_unit, create_user
    from andrum.audit.service import SYSTEM
    from andrum.cases.service import Fact, Matter
    from andrum.fees.models import GrantedService
    from andrum.people.service import Person

    at = timezone.now()
    unit = create_unit(name="Avgift", code="avgift", by=SYSTEM, at=at)
    user = create_user(username="boss", name="Bo Ek", by=SYSTEM, at=at)
    add_membership(user=user, unit=unit, role=Role.UNIT_MANAGER, from_date=date(2020, 1, 1), by=SYSTEM, at=at)
    Person.objects.bulk_create(
        [
            Person(personal_number=f"194001{1 + place // 10_000:02d}{place % 10_000:04d}", given_name="P", family_name=str(place), search_name=str(place),
                   street="Storgatan 1", postal_code="123 45", city="Älvboda")
            for place in range(count)
        ], batch_size=500,
    )  # fmt: skip
    persons = list(Person.objects.order_by("pk"))
    Matter.objects.bulk_create(
        [Matter(reference=f"AV-2025-{p.pk:06d}", kind="home_care_fee", applicant=p, unit=unit, opened_at=at) for p in persons],
        batch_size=500,
    )  # fmt: skip
    matters = list(Matter.objects.select_related("applicant").order_by("pk"))
    GrantedService.objects.bulk_create(
        [GrantedService(matter=m, kind="home_care", measure="minutes", quantity=1_800, from_date=date(2025, 1, 1),
                        recorded_by="x", recorded_at=at) for m in matters], batch_size=500,
    )  # fmt: skip
    Fact.objects.bulk_create(
        [
            Fact(matter=m, name=name, month=BEFORE, value=value, source="citizen", source_key="citizen", retrieved_at=at,
                 recorded_by="x", recorded_by_id="x", recorded_at=at)
            for place, m in enumerate(matters) for name, value in _said(place).items()
        ], batch_size=500,
    )  # fmt: skip
    with transaction.atomic():
        _decided(matters, user, at)


def _decided(matters: Any, user: Any, at: Any) -> None:
    """A fee of the year before for each, by the rulebook."""
    from andrum.cases.service import Decision
    from andrum.fees.models import FeeDecision
    from andrum.fees.queries.calculating import calculate
    from andrum.kernel.periods import Month

    for m in matters:
        result = calculate(m, Month.parse(BEFORE)).result
        decision = Decision.objects.create(
            matter=m, month=BEFORE, outcome="fee_set", amount_ore=0, reasons="x", how="person", decided_by_kind="person",
            decided_by_id=str(user.pk), decided_by_name=user.name, calculation={}, applied_ore=None, decided_at=at,
            idempotency_key=f"bench:{m.pk}",
        )  # fmt: skip
        FeeDecision.objects.create(
            decision=decision, matter=m, from_month=BEFORE, fee_ore=result.fee_ore, cause="first",
            lines=list(result.lines), basis=result.basis,
        )  # fmt: skip


def _said(place: int) -> dict[str, object]:
    return {
        "fee.information": "given", "fee.incomes_told": True, "fee.relation": "single", "fee.housing.form": "rented",
        "fee.income.public_pension": {"amount": (14_000 + place * 7 % 3_000) * 100, "times": 12, "net": True},
        "fee.housing.rent": (4_000 + place * 13 % 2_000) * 100, "fee.housing.electricity_included": False,
        "fee.housing.shared_by": 1,
    }  # fmt: skip


def manage(step: str) -> dict[str, int]:
    """``begin``, ``approve`` or ``count``: what the manager does, and how far it has come."""
    from django.utils import timezone

    from andrum.accounts.service import Unit, User, actor_of
    from andrum.dispatch.service import Outgoing
    from andrum.fees.models import Recalculation
    from andrum.fees.queries.recalculations import progress_of
    from andrum.fees.service import approve_recalculation, start_recalculation
    from andrum.kernel.periods import Month

    by, at = actor_of(User.objects.get(username="boss")), timezone.now()
    if step == "begin":
        start_recalculation(unit=Unit.objects.get(), month=Month.parse(MONTH), by=by, at=at)
    made = Recalculation.objects.get()
    if step == "approve":
        approve_recalculation(recalculation=made, shown_count=progress_of(made).ready, by=by, at=at)
    return {**progress_of(made).as_json(), "letters": Outgoing.objects.filter(state="sent").count()}


def measure(*, quick: bool) -> Section:
    """Everyone, from the preview to the last letter handed over."""
    count = 200 if quick else 20_000 // int(os.environ.get("BENCH_PART", "1"))
    section = Section(
        "yearly", "The yearly recalculation of everyone, with letters", "20 000 in at most 10 minutes",
        f"{count} persons with a fee of 2025, recalculated from {MONTH} on SQLite with full sync by {PROCESSES} worker "
        "processes: preview, approval, decisions, letters as PDF/UA-1 and handed to a folder. Each counted once.",
        header=("what", "seconds", "a second"),
    )  # fmt: skip
    with database("sqlite") as environment:
        python(["-m", "bench.yearly", "stage", str(count)], environment, timeout=3_600)
        workers = start(["andrum", "work", "--processes", str(PROCESSES)], environment)
        try:
            previewed = _timed(environment, "begin", "preview")
            decided = _timed(environment, "approve", "done")
        finally:
            stop(workers)
        found = _said_by(environment, "count")
    if found["decided"] + found["unchanged"] + found["handed"] != count or found["letters"] != found["decided"]:
        raise RuntimeError(f"something was lost or twice: {found}")
    section.add("preview", f"{previewed:.1f}", f"{count / previewed:.0f}")
    section.add("decisions and letters", f"{decided:.1f}", f"{found['decided'] / decided:.0f}")
    whole = (previewed + decided) * 20_000 / count
    section.add("20 000, all of it" if count == 20_000 else "20 000 at this speed", f"{whole:.0f}", "")
    section.verdict = "Met." if whole <= TARGET_SECONDS else "Not met."
    return section


def _said_by(environment: dict[str, str], step: str) -> dict[str, int]:
    said: dict[str, int] = json.loads(python(["-m", "bench.yearly", step], environment).splitlines()[-1])
    return said


def _timed(environment: dict[str, str], step: str, state: str) -> float:
    """Seconds until the recalculation stands there and no job is left: plain questions, that cost nothing."""
    began = time.perf_counter()
    _said_by(environment, step)
    while ask_database(environment, STATE) != state or ask_database(environment, QUEUED):
        time.sleep(0.5)
    return time.perf_counter() - began


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "stage":
        stage(int(sys.argv[2]))
    else:
        print(json.dumps(manage(sys.argv[1])))
