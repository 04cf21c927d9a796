"""Fill the register around what is measured: ``python -m bench.town PERSONS`` beside a database that is seeded.

Rows only, in bulk: persons with a matter each in ten units, an application of October with its decision for every
tenth, journal notes, and a log whose chain is whole.
"""

# ruff: noqa: E402 - Django first
import json
import sys
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.db import connection, transaction
from django.db.models import Max

from andrum.accounts.service import Role, Unit, User, add_membership, create_unit, create_user
from andrum.audit.domain.chain import event_hash
from andrum.audit.models import AuditEvent, AuditHead
from andrum.audit.service import SYSTEM
from andrum.automation.service import HandOver, Run
from andrum.cases.models import JournalNote, Participant
from andrum.cases.service import Decision, Matter
from andrum.people.service import Person
from bench.seed import AT, person_row

BATCH = 5_000
UNITS = 10
FIRST_PLACE = 100_000
"""Places before this are the seeded citizens'."""
EVENTS_EACH = 4
CASEWORKERS = 4


def town(persons: int) -> None:
    """Persons with matters, decisions, notes and events."""
    units = _units()
    staff = [user for unit in units for user in _staff(unit)]
    for first in range(0, persons, BATCH):
        with transaction.atomic():
            _batch(range(first, min(first + BATCH, persons)), units, staff)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _units() -> list[Unit]:
    known = list(Unit.objects.order_by("pk"))
    new = [
        create_unit(name=f"Försörjningsstöd {number}", code=f"enhet{number}", by=SYSTEM, at=AT)
        for number in range(len(known), UNITS)
    ]
    return [*known, *new]


def _staff(unit: Unit) -> list[User]:
    users = []
    for number in range(CASEWORKERS):
        name = f"{unit.code}-{number}"
        user = create_user(username=name, name=f"Handläggare {name}", by=SYSTEM, at=AT)
        add_membership(user=user, unit=unit, role=Role.CASEWORKER, by=SYSTEM, at=AT, from_date=AT.date())
        users.append(user)
    return users


def _batch(places: range, units: list[Unit], staff: list[User]) -> None:
    persons = Person.objects.bulk_create([person_row(FIRST_PLACE + place) for place in places])
    matters = Matter.objects.bulk_create(
        Matter(
            reference=f"EB-2025-{place + 1:06d}", applicant=person, unit=units[place % len(units)],
            assigned_to=staff[place % len(units) * CASEWORKERS + place // len(units) % CASEWORKERS],
            opened_at=_moment(place), state="open" if place % 5 else "closed",
            closed_at=None if place % 5 else _moment(place) + timedelta(days=200),
        )
        for place, person in zip(places, persons, strict=True)
    )  # fmt: skip
    Participant.objects.bulk_create(
        Participant(matter=matter, person=matter.applicant, role="applicant", from_date=matter.opened_at.date())
        for matter in matters
    )
    JournalNote.objects.bulk_create(
        JournalNote(
            matter=matter, title="Samtal", text="Vi har gått igenom ansökan och planen.", written_by="Cilla Berg",
            written_by_id="person:1", written_at=matter.opened_at, signed_at=matter.opened_at,
        )
        for matter in matters
    )  # fmt: skip
    Decision.objects.bulk_create(_decision(matter) for matter in matters[::3])
    _log(matters)


def _moment(place: int) -> datetime:
    return datetime(2025, 1, 7, 9, 0, tzinfo=UTC) + timedelta(minutes=place * 4 % 400_000)


def _decision(matter: Matter) -> Decision:
    return Decision(
        matter=matter, month="2025-11", outcome="granted", amount_ore=512_300, how="person", decided_by_kind="person",
        decided_by_id="1", decided_by_name="Cilla Berg", calculation={"amounts": {"deficit": 512_300}},
        rulebook_version="-", applied_ore=512_300, decided_at=matter.opened_at, idempotency_key=f"town:{matter.pk}",
    )  # fmt: skip


def _log(matters: list[Matter]) -> None:
    """Events as the actions would have written them, with the same hash."""
    head = AuditHead.objects.select_for_update().get()
    count, previous, rows = head.count, head.hash, []
    last = AuditEvent.objects.aggregate(last=Max("at"))["last"] or AT
    for matter in matters:
        for kind in ("cases.matter_opened", "cases.note_written", "cases.decided", "cases.matter_read")[:EVENTS_EACH]:
            count += 1
            about = {"kind": kind, "subject": f"matter:{matter.pk}", "matter": str(matter.pk),
                     "person": str(matter.applicant_id), "details": {"unit": matter.unit_id}}  # fmt: skip
            digest = event_hash(
                seq=count, at=last, actor=("person", str(matter.assigned_to_id), "Handläggare"),
                previous_hash=previous, **about,
            )  # fmt: skip
            rows.append(
                AuditEvent(
                    seq=count, at=last, actor_kind="person", actor_id=str(matter.assigned_to_id),
                    actor_name="Handläggare", previous_hash=previous, hash=digest, **about,
                )
            )  # fmt: skip
            previous = digest
    AuditEvent.objects.bulk_create(rows, batch_size=2_000)
    AuditHead.objects.update(count=count, hash=previous, at=last)


def addresses() -> dict[str, object]:
    """What the visitors of a load may ask for: one prepared case, matters, runs, citizens with an application."""
    prepared = HandOver.objects.filter(closed_at__isnull=True, matter__unit__code="norr").order_by("pk")
    runs = Run.objects.select_related("application").filter(decision__isnull=False).order_by("pk")
    return {
        "prepared": list(prepared.values_list("pk", flat=True)[:20]),
        "matters": list(prepared.values_list("matter__reference", flat=True)[:20]),
        "runs": list(runs.filter(matter__unit__code="norr").values_list("pk", flat=True)[:20]),
        "citizens": [
            {
                "username": User.objects.get(personal_number=run.application.applicant.personal_number).username,
                "application": str(run.application_id), "decision": run.decision_id,
            }
            for run in runs.select_related("application__applicant")[:20]
        ],
        "counts": {
            "persons": Person.objects.count(), "matters": Matter.objects.count(), "events": AuditEvent.objects.count(),
            "decisions": Decision.objects.count(),
        },
    }  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1] != "addresses":
        town(int(sys.argv[1]))
    print(json.dumps(addresses()))
