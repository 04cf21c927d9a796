"""Remove one approved file: everything in every room, in one transaction, with a receipt."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from andrum.audit.service import Actor, record
from andrum.cases.service import Matter
from andrum.kernel.clock import swedish_day
from andrum.people.service import Person
from andrum.retention.actions.proposing import withdraw
from andrum.retention.domain.rules import due_of
from andrum.retention.models import Erasing, Proposal, ProposalState
from andrum.retention.queries.files import file_of, matters_of
from andrum.retention.queries.holdings import holdings_of
from andrum.retention.queries.leftovers import persons_without_traces
from andrum.retention.queries.rules import rules_on

ROWS_AT_ONCE = 400


@transaction.atomic
def erase(*, proposal_id: int, by: Actor, at: datetime) -> Proposal:
    """Remove the file of an approved proposal, or withdraw it when the file has changed since it was proposed.

    The rows that the database keeps locked may go only while there is a row in ``Erasing``, and that row is there only
    inside this transaction. Done again it does nothing.
    """
    found = Proposal.objects.select_for_update(no_key=True).get(pk=proposal_id)
    if (
        found.state != ProposalState.APPROVED
        or found.erase_from_date is None
        or found.erase_from_date > swedish_day(at)
    ):
        return found
    list(Matter.objects.select_for_update(no_key=True).filter(pk__in=found.matters).order_by("pk"))
    if not _still_due(found, at):
        withdraw(proposal=found, reason="Akten har ändrats sedan den föreslogs.", by=by, at=at)
        return found
    found.receipt = _emptied(found)
    found.state, found.erased_at = ProposalState.ERASED, at
    found.save(update_fields=["state", "erased_at", "receipt"])
    record(
        kind="retention.erased", by=by, at=at, subject=f"retention:{found.pk}", person=str(found.person),
        details={
            "matters": found.matters, "rows": sum(line["rows"] for line in found.receipt),
            "receipt": hashlib.sha256(json.dumps(found.receipt, sort_keys=True).encode()).hexdigest(),
        },
    )  # fmt: skip
    return found


def _still_due(found: Proposal, at: datetime) -> bool:
    person, matters = Person.objects.filter(pk=found.person).first(), matters_of(found.person)
    if person is None or [matter.pk for matter in matters] != found.matters:
        return False
    due = due_of(file_of(person, matters), rules_on(swedish_day(at)))
    return due is not None and due.from_date <= swedish_day(at)


def _emptied(found: Proposal) -> list[dict[str, Any]]:
    """The receipt: each table, how many rows, and the hash of what they held."""
    permit = Erasing.objects.create()
    persons = set(Person.objects.filter(pk=found.person).values_list("pk", flat=True)) | _participants(found)
    lines = [line for rows in holdings_of(found.matters) if (line := _removed(rows))]
    alone = Person.objects.filter(pk__in=persons_without_traces(persons))
    lines += [line for line in (_removed(alone),) if line]
    permit.delete()
    return lines


def _participants(found: Proposal) -> set[int]:
    """Everybody whom the file tells of; who is in no other file goes with it."""
    there: set[int] = set()
    for rows in holdings_of(found.matters):
        for field in rows.model._meta.concrete_fields:  # noqa: SLF001 - Django's own door to a model's fields
            if field.related_model is Person:
                there |= set(rows.values_list(field.attname, flat=True))
    return there - {None}


def _removed(rows: QuerySet[Any]) -> dict[str, Any] | None:
    meta = rows.model._meta  # noqa: SLF001 - Django's own door to a table's name and columns
    keys, digest = [], hashlib.sha256()
    for key, text in _as_text(rows):
        keys.append(meta.pk.get_db_prep_value(key, connection))
        digest.update(text)
    if not keys:
        return None
    with connection.cursor() as cursor:
        for first in range(0, len(keys), ROWS_AT_ONCE):
            part = keys[first : first + ROWS_AT_ONCE]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f'DELETE FROM "{meta.db_table}" WHERE "{meta.pk.column}" IN ({marks})', part)  # noqa: S608 - names of our own
    return {
        "table": meta.db_table,
        "words": str(meta.verbose_name),
        "rows": len(keys),
        "sha256": digest.hexdigest(),
    }


def _as_text(rows: QuerySet[Any]) -> Iterator[tuple[object, bytes]]:
    names = [field.attname for field in rows.model._meta.concrete_fields]  # noqa: SLF001
    for row in rows.order_by("pk").values_list("pk", *names):
        held = [bytes(value).hex() if isinstance(value, bytes | memoryview) else value for value in row]
        yield row[0], json.dumps(held, default=str, ensure_ascii=False).encode()
