"""Gather payments in a file and hand it to the bank."""

from datetime import datetime

from andrum.audit.service import Actor
from andrum.dispatch.models import PaymentFile


def collect_payment_file(*, by: Actor, at: datetime) -> PaymentFile | None:
    """Gather all queued payments in one file; None when there are none."""
    raise NotImplementedError


def deliver_payment_file(*, file_id: int, by: Actor, at: datetime) -> None:
    """Hand one payment file to the bank, once."""
    raise NotImplementedError
