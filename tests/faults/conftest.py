"""What the fault tests share: one seeded database, copied for each."""

from pathlib import Path

import pytest

from tests.faults.machine import APPLICATIONS, environment_of, python


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of signed applications that wait in the queue."""
    folder = tmp_path_factory.mktemp("seeded")
    python(environment_of(folder), "-m", "tests.faults.seed", str(APPLICATIONS))
    return folder
