"""A file is proposed, read and approved by a person, and removed whole: nothing of it is left in any table."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from time_machine import travel

from andrum.accounts.models import User
from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, AuditEvent, verify
from andrum.cases.models import JournalNote, Matter
from andrum.cases.service import write_note
from andrum.kernel.errors import NotAllowedError
from andrum.people.models import Person
from andrum.retention import jobs
from andrum.retention.actions import erasing
from andrum.retention.domain.errors import RetentionError
from andrum.retention.models import Erasing, Proposal, ProposalState
from andrum.retention.queries.files import matters_of
from andrum.retention.queries.holdings import holdings_of
from andrum.retention.service import approve, erase, exempt, propose, undo_approval
from tests.access.world import World
from tests.rooms.retention.conftest import LATER

WEEK = timedelta(days=8)
KEPT_ANYWAY = (
    "audit_",
    "accounts_",
    "django_",
    "retention_",
    "mfa_",
    "account_",
    "socialaccount_",
    "dispatch_paymentfile",
)
ADULT = "Det finns ingen utredning om faderskap, föräldraskap eller adoption."


def approved(proposal: Proposal, eva: User) -> Proposal:
    return approve(proposal_id=proposal.pk, confirmed=[ADULT], by=eva, at=LATER)


def test_what_is_due_is_proposed_once_with_its_section(world: World, proposal: Proposal):
    assert propose(by=MACHINE, at=LATER) == 0
    assert proposal.provision == "16 kap. 1 §"
    assert set(proposal.references) == {matter.reference for matter in matters_of(world.alva.person.pk)}
    assert proposal.finish_by_date.year == proposal.from_date.year + 1


def test_nothing_is_removed_before_a_person_has_approved_and_the_days_are_out(world: World, proposal: Proposal):
    erase(proposal_id=proposal.pk, by=MACHINE, at=LATER + WEEK)
    approved(proposal, world.cast.eva)
    erase(proposal_id=proposal.pk, by=MACHINE, at=LATER + timedelta(days=6))
    assert Matter.objects.filter(pk__in=proposal.matters).count() == len(proposal.matters)


def test_who_has_not_looked_for_what_the_law_keeps_may_not_approve(world: World, proposal: Proposal):
    with pytest.raises(RetentionError, match="kontrolleras"):
        approve(proposal_id=proposal.pk, confirmed=[], by=world.cast.eva, at=LATER)


def test_only_the_manager_of_the_unit_decides(world: World, proposal: Proposal):
    for user in (world.cast.cilla, world.cast.dag, world.cast.frank):
        with pytest.raises(NotAllowedError):
            approve(proposal_id=proposal.pk, confirmed=[ADULT], by=user, at=LATER)


def test_the_whole_file_is_gone_and_the_receipt_and_the_log_stand(world: World, proposal: Proposal):
    held = sum(rows.count() for rows in holdings_of(proposal.matters))
    approved(proposal, world.cast.eva)
    done = erase(proposal_id=proposal.pk, by=MACHINE, at=LATER + WEEK)
    assert done.state == ProposalState.ERASED
    assert sum(line["rows"] for line in done.receipt) >= held
    assert [rows.model.__name__ for rows in holdings_of(proposal.matters) if rows.exists()] == []
    assert tables_that_tell_of(world.alva.word) == []
    assert Erasing.objects.count() == 0
    event = AuditEvent.objects.get(kind="retention.erased")
    assert event.details["matters"] == proposal.matters
    assert verify().problems == ()
    again = erase(proposal_id=proposal.pk, by=MACHINE, at=LATER + 2 * WEEK)
    assert again.erased_at == done.erased_at


def tables_that_tell_of(word: str) -> list[str]:
    """Tables where some column of some row holds the word; the log and the accounts are kept anyway."""
    found = []
    for model in apps.get_models():
        table = model._meta.db_table
        if table.startswith(KEPT_ANYWAY):
            continue
        for row in model._default_manager.values_list():
            if any(word.lower() in str(value).lower() for value in row):
                found.append(table)
                break
    return found


def test_others_files_are_whole_afterwards(world: World, proposal: Proposal):
    others = Matter.objects.exclude(pk__in=proposal.matters).values_list("pk", flat=True)
    before = [rows.count() for rows in holdings_of(list(others))]
    approved(proposal, world.cast.eva)
    erase(proposal_id=proposal.pk, by=MACHINE, at=LATER + WEEK)
    assert [rows.count() for rows in holdings_of(list(others))] == before


def test_a_removal_that_fails_in_the_middle_leaves_everything(
    world: World, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
):
    approved(proposal, world.cast.eva)
    before = [rows.count() for rows in holdings_of(proposal.matters)]

    def breaks(*_more: object) -> list[int]:
        raise DatabaseError("disk")

    monkeypatch.setattr(erasing, "persons_without_traces", breaks)
    with pytest.raises(DatabaseError):
        erase(proposal_id=proposal.pk, by=MACHINE, at=LATER + WEEK)
    assert [rows.count() for rows in holdings_of(proposal.matters)] == before
    assert not Erasing.objects.exists()


def test_a_file_that_got_a_new_note_is_withdrawn_instead(world: World, proposal: Proposal):
    approved(proposal, world.cast.eva)
    matter = Matter.objects.get(pk=proposal.matters[0])
    write_note(matter=matter, title="Nytt", text="Ett brev kom.", by=actor_of(world.cast.cilla), at=LATER, sign=True)
    assert erase(proposal_id=proposal.pk, by=MACHINE, at=LATER + WEEK).state == ProposalState.WITHDRAWN
    assert JournalNote.objects.filter(matter=matter).exists()


def test_an_approval_can_be_taken_back_and_a_file_exempted_until_a_day(world: World, proposal: Proposal):
    eva = world.cast.eva
    approved(proposal, eva)
    undo_approval(proposal_id=proposal.pk, by=eva, at=LATER)
    until = (LATER + timedelta(days=100)).date()
    with pytest.raises(RetentionError, match="Skälet"):
        exempt(proposal_id=proposal.pk, reason="", until=until, by=eva, at=LATER)
    exempt(proposal_id=proposal.pk, reason="Barnet har varit placerat (2 § 3).", until=until, by=eva, at=LATER)
    assert propose(by=MACHINE, at=LATER + timedelta(days=90)) == 0
    assert propose(by=MACHINE, at=LATER + timedelta(days=101)) == 1


def test_what_is_locked_stays_locked_for_everybody_else(world: World, proposal: Proposal):
    note = JournalNote.objects.filter(signed_at__isnull=False).first()
    assert note is not None
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_journalnote WHERE id = %s", [note.pk])


def test_the_duty_proposes_and_removes(closed: World):
    with travel(LATER):
        assert jobs.sweep() == 1
    approved(Proposal.objects.get(), closed.cast.eva)
    with travel(LATER + WEEK):
        assert jobs.sweep() == 1
    assert not Person.objects.filter(pk=closed.alva.person.pk).exists()
