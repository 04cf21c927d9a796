"""Propose what the law says is due. Nothing is removed by this."""

from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.audit.service import Actor, record
from andrum.kernel.clock import swedish_day
from andrum.people.service import Person
from andrum.retention.domain.rules import due_of
from andrum.retention.models import Proposal, ProposalState
from andrum.retention.queries.files import file_of, matters_of, persons_to_look_at
from andrum.retention.queries.proposals import ended_exemptions
from andrum.retention.queries.rules import rules_on

AT_ONCE = 200
"""Proposals a round; a board of a large city gets the rest in the next."""


def propose(*, by: Actor, at: datetime) -> int:
    """Propose each file that is due and has no proposal; gives how many were made. Raises RetentionParameterError."""
    for ended in ended_exemptions(at):
        withdraw(proposal=ended, reason="Tiden för undantaget är slut.", by=by, at=at)
    made = 0
    for person_id in persons_to_look_at(swedish_day(at), rules_on(swedish_day(at))):
        made += propose_file(person_id=person_id, by=by, at=at) is not None
        if made >= AT_ONCE:
            break
    return made


def propose_file(*, person_id: int, by: Actor, at: datetime) -> Proposal | None:
    """Propose one person's file; ``None`` when it is not due, or is proposed already."""
    today = swedish_day(at)
    rules, matters = rules_on(today), matters_of(person_id)
    file = file_of(Person.objects.get(pk=person_id), matters)
    due = due_of(file, rules)
    if due is None or due.from_date > today:
        return None
    try:
        with transaction.atomic():
            made = Proposal.objects.create(
                person=person_id, matters=[matter.pk for matter in matters],
                references=[matter.reference for matter in matters], unit=matters[-1].unit,
                last_entry_date=file.last_entry, from_date=due.from_date, finish_by_date=due.finish_by,
                provision=due.provision, rules_version=rules.version, proposed_at=at,
            )  # fmt: skip
            record(
                kind="retention.proposed", by=by, at=at, subject=f"retention:{made.pk}", person=str(person_id),
                details={"matters": made.matters, "provision": due.provision, "from": due.from_date.isoformat()},
            )  # fmt: skip
    except IntegrityError:
        return None
    return made


@transaction.atomic
def withdraw(*, proposal: Proposal, reason: str, by: Actor, at: datetime) -> None:
    """Take back a proposal that no longer holds; a new one is made when the file is due."""
    proposal.state, proposal.reason = ProposalState.WITHDRAWN, reason
    proposal.save(update_fields=["state", "reason"])
    record(
        kind="retention.withdrawn", by=by, at=at, subject=f"retention:{proposal.pk}", person=str(proposal.person),
        details={"matters": proposal.matters},
    )  # fmt: skip
