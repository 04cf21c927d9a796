"""The staged world, built once a module; every test leaves it as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import TestCase

from tests.access.world import VISIT, World, build
from tests.rooms.automation.stage import ToldRegisters


@pytest.fixture(scope="module")
def staged(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, in a transaction that is rolled back when the module is done."""
    patch = pytest.MonkeyPatch()
    told = ToldRegisters()
    patch.setattr("andrum.automation.queries.looking.is_drawn", lambda **_of_whom: False)
    patch.setattr("andrum.automation.queries.asking.registers", lambda: told)
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            world = build()
        yield world
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture
def world(staged: World, db: None) -> Iterator[World]:
    """The world on the day of the visit."""
    with time_machine.travel(VISIT, tick=False):
        yield staged
