"""Alva's matters as they stand in the world of access, closed long ago."""

from datetime import UTC, datetime

import pytest

from andrum.audit.service import MACHINE
from andrum.cases.models import Matter
from andrum.retention.models import Proposal
from andrum.retention.service import propose
from tests.access.conftest import staged, world
from tests.access.world import World

__all__ = ["staged", "world"]
LATER = datetime(2032, 6, 1, 8, 0, tzinfo=UTC)
CLOSED = datetime(2026, 12, 20, tzinfo=UTC)


@pytest.fixture
def closed(world: World) -> World:
    """The world when all of Alva's matters are closed."""
    Proposal.objects.all().delete()
    Matter.objects.filter(applicant=world.alva.person).update(state="closed", closed_at=CLOSED)
    return world


@pytest.fixture
def proposal(closed: World) -> Proposal:
    """That Alva's file is removed."""
    assert propose(by=MACHINE, at=LATER) == 1
    return Proposal.objects.get()
