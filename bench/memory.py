"""Ten thousand applications in a row, with the workers' memory sampled all the way."""

import json
import os
import time

import psutil

from bench.processes import database, python, start, stop
from bench.report import Section
from bench.road import PROCESSES, is_done

FLAT_MIB = 20


def measure(*, quick: bool) -> Section:
    """Memory of the workers over a long row of applications."""
    count = 200 if quick else 10_000 // int(os.environ.get("BENCH_PART", "1"))
    section = Section(
        "memory",
        "Ten thousand in a row",
        f"{count:,} applications with memory flat".replace(",", " "),
        f"{PROCESSES} worker processes on SQLite. Resident memory of all workers together, sampled every second; "
        "compared are the means of the second and the last tenth.",
        header=("part of the row", "memory of the workers"),
    )
    with database("sqlite") as environment:
        python(["-m", "bench.seed", str(count)], environment, timeout=3_600)
        workers = start(["andrum", "work", "--processes", str(PROCESSES)], environment)
        try:
            samples = sample_until_done(workers.pid, environment, count)
        finally:
            stop(workers)
        wrong = json.loads(python(["-m", "bench.invariants", str(count)], environment).splitlines()[-1])
    tenth = max(len(samples) // 10, 1)
    parts = [samples[number * tenth : (number + 1) * tenth] or samples[-1:] for number in range(10)]
    means = [sum(part) / len(part) / 2**20 for part in parts]
    for number, mean in enumerate(means, 1):
        section.add(f"{number}/10", f"{mean:.0f} MiB")
    grown = means[-1] - means[1]
    fine = grown <= FLAT_MIB and not wrong
    section.verdict = (
        "Met" if fine else "Not met"
    ) + f": {grown:+.0f} MiB from the second to the last tenth; wrong: {wrong}."
    return section


def sample_until_done(pid: int, environment: dict[str, str], count: int) -> list[int]:
    """Bytes of resident memory of a process and its children, once a second."""
    crew, samples, looked = psutil.Process(pid), [], time.monotonic()
    while True:
        time.sleep(1)
        samples.append(resident(crew))
        if time.monotonic() - looked > 10:
            looked = time.monotonic()
            if is_done(environment, count):
                return samples


def resident(crew: psutil.Process) -> int:
    total = 0
    for process in crew.children(recursive=True):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total
