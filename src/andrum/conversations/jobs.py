"""Background work of the room."""

from django.utils import timezone
from django_tasks import task

from andrum.audit.service import MACHINE
from andrum.conversations.actions.claims import write_claims
from andrum.conversations.actions.deleting import follow_rule
from andrum.conversations.actions.pointing import read_with_model


@task()
def point_out(pointing_id: int, round_: int) -> None:
    """Let a language model read one conversation. It may run again: it looks at the state first."""
    read_with_model(pointing_id=pointing_id, round_=round_, by=MACHINE, at=timezone.now())


@task()
def put_into_words(pointing_id: int) -> None:
    """Let a language model put what is accepted into words. It may run again: it looks at the state first."""
    write_claims(pointing_id=pointing_id, by=MACHINE, at=timezone.now())


def dispose() -> int:
    """Delete sound and words that the board's rule says are due; gives how many."""
    return follow_rule(at=timezone.now())
