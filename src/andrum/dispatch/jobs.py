"""Background work of dispatch. Each job may run again at any time: it looks at the state before it does anything."""

from django.utils import timezone
from django_tasks import task

from andrum.audit.service import SYSTEM
from andrum.dispatch.actions import delivery, payment_files

MOST_FILES = 20
"""Files that one round makes; the next round goes on."""
FINISH_FIRST = 10
"""Before runs that wait: who has a decision gets the letter at once, and not when everybody else is decided."""


@task(priority=FINISH_FIRST)
def deliver(outgoing_id: int) -> None:
    """Send one letter."""
    delivery.deliver_letter(outgoing_id=outgoing_id, by=SYSTEM, at=timezone.now())


@task()
def deliver_payment_file(file_id: int) -> None:
    """Hand one payment file to the bank."""
    payment_files.deliver_payment_file(file_id=file_id, by=SYSTEM, at=timezone.now())


def resume_waiting() -> int:
    """Duty of the worker: start again what waits and what lost its job. Returns how many."""
    now = timezone.now()
    return delivery.resume_waiting(by=SYSTEM, at=now) + payment_files.resume_files(by=SYSTEM, at=now)


def collect_payments() -> int:
    """Duty of the worker: gather queued payments in files until none is left. Returns how many files."""
    files = 0
    while files < MOST_FILES and payment_files.collect_payment_file(by=SYSTEM, at=timezone.now()) is not None:
        files += 1
    return files
