"""A machine of its own for a fault: a folder, a seeded database file, and workers in processes that can be killed."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPLICATIONS = 10
WORK = "import django; django.setup(); from andrum.site.worker import Worker; Worker(stop_with_parent=True).run()"
UNFINISHED = "SELECT count(*) FROM automation_run WHERE state NOT IN ('decided', 'handed_over')"
UNSENT = "SELECT count(*) FROM dispatch_outgoing WHERE kind = 'letter' AND state = 'queued'"
LONGEST = 240


def environment_of(folder: Path, *, database_url: str = "") -> dict[str, str]:
    """A folder and a database file of its own, also when the other tests run on PostgreSQL."""
    kept = {name: value for name, value in os.environ.items() if name != "ANDRUM_DATABASE_URL"}
    own = {"ANDRUM_DATABASE_URL": database_url} if database_url else {}
    return kept | own | {
        "ANDRUM_DATA": str(folder), "ANDRUM_DEMO": "1", "DJANGO_SETTINGS_MODULE": "andrum.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }  # fmt: skip


def copied(seeded: Path, folder: Path) -> dict[str, str]:
    """The environment of a copy of what is seeded."""
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    return environment_of(folder)


def python(environment: dict[str, str], *words: str) -> str:
    """What a program of ours prints; it must end well."""
    done = subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def worker(environment: dict[str, str], *, before: str = "", log: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """A worker in a process of its own; ``before`` is run when Django is set up."""
    code = WORK.replace("django.setup(); ", f"django.setup(); {before}; ") if before else WORK
    return subprocess.Popen(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log
    )


def database_of(environment: dict[str, str]) -> Path:
    """The database file."""
    return next(Path(environment["ANDRUM_DATA"]).glob("*.sqlite3"))


def count(path: Path, *questions: str) -> int:
    """The sum of what the questions count."""
    with closing(sqlite3.connect(path, timeout=20)) as database:
        return sum(int(database.execute(question).fetchone()[0]) for question in questions)


def left(path: Path) -> int:
    """Runs that are not finished and letters that are not sent."""
    return count(path, UNFINISHED, UNSENT)


def finish(path: Path, environment: dict[str, str], *questions: str) -> None:
    """Let a healthy worker do all that is left: of runs and letters, or of what the questions count."""
    asked = questions or (UNFINISHED, UNSENT)
    process, until = worker(environment), time.monotonic() + LONGEST
    try:
        while count(path, *asked) and time.monotonic() < until:
            time.sleep(0.1)
        assert count(path, *asked) == 0
    finally:
        process.terminate()
        process.wait(30)


def problems(environment: dict[str, str]) -> object:
    """What is wrong afterwards: lost, twice, or a broken chain."""
    return json.loads(python(environment, "-m", "bench.invariants", str(APPLICATIONS)).splitlines()[-1])
