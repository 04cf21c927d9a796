"""The fee unit, on a Monday in November."""

import pytest
import time_machine

from tests.rooms.fees.stage import NOW, Unitful, make_unit


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def there(db: None) -> Unitful:
    return make_unit()
