"""Several workers at one run, the stop button pressed while a run is under way, two that need each other's rows.

On both databases.
"""

import json
import os
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.machine import copied, environment_of, python

SERVER = os.environ.get("ANDRUM_DATABASE_URL", "")


@pytest.fixture(params=["sqlite", *(["postgresql"] if SERVER else [])])
def environment(request: pytest.FixtureRequest, seeded: Path, tmp_path: Path) -> dict[str, str]:
    """A seeded database that nobody else uses."""
    if request.param == "sqlite":
        return copied(seeded, tmp_path)
    import psycopg

    name = f"race_{uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    own = environment_of(tmp_path, database_url=f"{SERVER.rpartition('/')[0]}/{name}")
    python(own, "-m", "tests.faults.seed", "3")
    return own


def test_each_run_is_decided_once_a_stop_is_obeyed_at_once_and_nobody_waits_in_a_ring(environment: dict[str, str]):
    found = json.loads(python(environment, "-m", "tests.faults.races").splitlines()[-1])
    assert found["same_run"] == {
        "wrong": [], "state": "decided", "steps": 6, "decisions": 1, "sent": ["letter", "payment"]
    }  # fmt: skip
    assert found["stopped"] == {"wrong": [], "codes": ["mandate_stopped"], "decided": False}
    assert found["crossed"] == {"wrong": [], "reviews": 1, "seeds": 1}
    assert found["chain"] is True
