"""Workers killed at random moments: nothing lost, nothing twice, the log's chain whole."""

import json
import os
import random
import signal
import time

import psutil

from bench.processes import database, python, start, stop
from bench.report import Section
from bench.road import is_done, wait_until_done


def measure(*, quick: bool) -> Section:
    """200 kills during 1 000 applications, on both databases."""
    part = int(os.environ.get("BENCH_PART", "1"))
    count, kills = (60, 10) if quick else (1_000 // part, 200 // part)
    section = Section(
        "kill",
        "Killed at random moments",
        f"`kill -9` of a worker {kills} times during {count} applications: none lost, nothing twice, chain intact",
        "Two worker processes; one of them, drawn at random, is killed with SIGKILL after a random time, and a new one "
        "starts. Afterwards applications, runs, decisions, letters, payments, payment files and the log are compared.",
        header=("database", "kills", "applications", "decided", "handed over", "what is wrong"),
    )
    wrong_at_all = False
    for kind in ("sqlite", "postgresql"):
        state, done, wrong = one_round(kind, count, kills)
        wrong_at_all = wrong_at_all or bool(wrong) or done < kills
        cells = (done, count, state["decided"], state["handed_over"])
        section.add(kind, *map(str, cells), "; ".join(wrong) or "nothing")
    section.verdict = "Not met." if wrong_at_all else "Met."
    return section


def one_round(kind: str, count: int, kills: int, *, seed: int = 20261124) -> tuple[dict[str, float], int, list[str]]:
    """Seed, kill while working, let the rest finish, look. Gives the state, the kills and what is wrong."""
    with database(kind) as environment:
        python(["-m", "bench.seed", str(count)], environment)
        crew = start(["andrum", "work", "--processes", "2"], environment)
        try:
            done = kill_often(crew.pid, environment, kills, count=count, rng=random.Random(seed))
            wait_until_done(environment, count)
        finally:
            stop(crew)
        wrong = json.loads(python(["-m", "bench.invariants", str(count)], environment).splitlines()[-1])
        state = json.loads(python(["-m", "bench.progress"], environment).splitlines()[-1])
    return state, done, wrong


def kill_often(pid: int, environment: dict[str, str], kills: int, *, count: int, rng: random.Random) -> int:
    """Kill a worker of the crew after random times, until it was done often enough or nothing is left to do."""
    crew, done, looked = psutil.Process(pid), 0, time.monotonic()
    while done < kills:
        time.sleep(rng.uniform(0.02, 0.6))
        workers = crew.children()
        if not workers:
            continue
        os.kill(rng.choice(workers).pid, signal.SIGKILL)
        done += 1
        if time.monotonic() - looked > 20:
            looked = time.monotonic()
            if is_done(environment, count):
                break
    return done
