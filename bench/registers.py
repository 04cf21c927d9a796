"""The registers: questions over mutual TLS to the local service, each answer parsed, judged and stored as facts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from bench.processes import BIN, ROOT, database, python
from bench.report import Section

PROCESSES = 2
TARGET = 50


def measure(*, quick: bool) -> Section:
    """Answers a second on SQLite with full sync and on PostgreSQL."""
    count, rounds = (40, 1) if quick else (400, 3)
    section = Section(
        "registers",
        "The registers",
        f"at least {TARGET} answers a second, parsed and stored",
        f"{PROCESSES} processes ask the made-up service of SSBTEK about {count} persons over mutual TLS, one a "
        "question, all seven agencies; the service runs on the same cores. For each the question is put in the log; "
        "the answer is held against the schemas, read, and kept as facts beside the applicant's, with the log, in a "
        "transaction of its own (SQLite: `synchronous=FULL`). Each process has asked once before the clock starts. The "
        "processor's time is that of the one who asks, the database's and the service's not counted. "
        f"{rounds} round(s), each in a new database.",
        header=("database", "slowest", "median", "fastest", "asking and reading one", "processor, one", "facts kept"),
    )
    medians = []
    for kind in ("sqlite", "postgresql"):
        results = [one_round(kind, count) for _ in range(rounds)]
        speeds = sorted(result["per_second"] for result in results)
        row = [f"{speed:.0f}/s" for speed in (speeds[0], median(speeds), speeds[-1])]
        section.add(
            kind,
            *row,
            f"{results[-1]['asked_ms']:.1f} ms",
            f"{results[-1]['cpu_ms']:.1f} ms",
            f"{results[-1]['facts']:.0f}",
        )
        medians.append(median(speeds))
    section.verdict = "Met." if min(medians) >= TARGET else f"Not met: {min(medians):.0f} a second at the slowest."
    return section


def one_round(kind: str, count: int) -> dict[str, float]:
    """Seed, serve, ask. Raises RuntimeError when an answer is lost."""
    with database(kind) as environment:
        python(["-m", "bench.seed", str(count)], environment)
        with served(environment) as told:
            parts = [
                subprocess.Popen(
                    [sys.executable, "-m", "bench.ask", str(place), str(PROCESSES)], env=environment | told, cwd=ROOT,
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                )
                for place in range(PROCESSES)
            ]  # fmt: skip
            return together(parts, count)


def together(parts: list[subprocess.Popen[str]], count: int) -> dict[str, float]:
    """Let all that are ready begin at once, and add up what they say."""
    for part in parts:
        if part.stdout is None or part.stdout.readline().strip() != "ready":
            raise RuntimeError("one who asks did not start")
    for part in parts:
        if part.stdin is not None:
            part.stdin.write("go\n")
            part.stdin.flush()
    said = [json.loads(part.communicate(timeout=900)[0].splitlines()[-1]) for part in parts]
    took = max(one["ended"] for one in said) - min(one["began"] for one in said)  # not how long a process takes to end
    answers = sum(one["answers"] for one in said)
    if answers != count:
        raise RuntimeError(f"{answers} answers of {count}")
    asked, cpu = (sum(one[name] for one in said) / count for name in ("asked_s", "cpu_s"))
    return {
        "per_second": count / took,
        "asked_ms": asked * 1e3,
        "cpu_ms": cpu * 1e3,
        "facts": sum(one["facts"] for one in said),
    }


@contextmanager
def served(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The made-up service in a process of its own; gives the settings to ask it."""
    server = subprocess.Popen(
        [str(BIN / "andrum"), "registers", "serve"], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    told = {}
    for said in server.stdout or ():
        if said.startswith("#"):
            break
        name, _is, value = said.removeprefix("export ").strip().partition("=")
        told[name] = value.strip("'")
    try:
        yield told
    finally:
        server.terminate()
        server.communicate(timeout=30)
