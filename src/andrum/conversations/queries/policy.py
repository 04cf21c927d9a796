"""The board's policy as it stands on a day."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from andrum.conversations.domain.policy import Policy, policy_for
from andrum.kernel.clock import swedish_day


def policy_at(at: datetime) -> Policy:
    """The policy in force; the municipality's own first. Raises PolicyError when it cannot be used."""
    folder = settings.ANDRUM_MUNICIPALITY
    return policy_for(swedish_day(at), Path(folder) if folder else None)
