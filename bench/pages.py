"""Fifty users at once with a hundred thousand persons in the database: how long each main page takes."""

import asyncio
import json
from collections.abc import Mapping, Sequence

from bench.load_client import Times, Visitor, load
from bench.processes import database, free_port, python, start, stop, wait_for_port
from bench.report import Section, duration
from bench.road import wait_until_done

SERVERS, USERS, TARGET = 2, 50, 0.1
PAUSE = 5.0
"""Seconds that a user reads before the next click, on average: still short for one who reads a case."""
SIGN_IN, DEMO = "/logga-in", "/logga-in/demo"
MUCH_READ = 3
"""How many times more often the daily pages are asked for."""


def measure(*, quick: bool) -> Section:
    """The 95th percentile of every main page, on both databases."""
    persons, seeded, seconds = (2_000, 40, 10) if quick else (100_000, 400, 60)
    section = Section(
        "pages",
        "Pages",
        "p95 at most 100 ms with 50 users at once on two cores and 100 000 persons in the database",
        f"{SERVERS} server processes and the client share the machine's cores. {USERS} users, each signed in with a "
        f"session of their own, for {seconds} s: staff on the desk, the register, control and the log; citizens on "
        f"their own pages. Between an answer and the next click a user reads for {PAUSE / 2:.1f} to "
        f"{PAUSE * 1.5:.1f} s: some {USERS / PAUSE:.0f} pages a second. "
        "Times are whole answers as the client sees them, logging of the reading included.",
        header=("database and page", "asked", "median", "p95", "slowest"),
    )
    worst = {}
    for kind in ("sqlite", "postgresql"):
        times, counts = one_round(kind, persons=persons, seeded=seeded, seconds=seconds)
        worst[kind] = add_rows(section, kind, times, counts)
    slow = [f"{kind}: {name} {duration(p95)}" for kind, (name, p95) in worst.items() if p95 > TARGET]
    section.verdict = f"Not met: {'; '.join(slow)} at p95." if slow else "Met on every page."
    return section


def one_round(kind: str, *, persons: int, seeded: int, seconds: float) -> tuple[Times, Mapping[str, int]]:
    """Seed, let the applications be decided or handed over, fill the register, serve, load."""
    with database(kind) as environment:
        python(["-m", "bench.seed", str(seeded)], environment)
        workers = start(["andrum", "work", "--processes", "2"], environment)
        try:
            wait_until_done(environment, seeded)
        finally:
            stop(workers)
        known = json.loads(python(["-m", "bench.town", str(persons)], environment).splitlines()[-1])
        port = free_port()
        server = start(["andrum", "serve", "--port", str(port), "--processes", str(SERVERS)], environment)
        try:
            wait_for_port(port)
            base = f"http://127.0.0.1:{port}"
            crowd = visitors(known)
            run(base, crowd, seconds=5)  # every page once or twice before the clock starts
            times = run(base, crowd, seconds=seconds)
        finally:
            stop(server)
    if times.faults:
        raise RuntimeError(f"pages that did not answer as they should: {dict(times.faults)}")
    return times, known["counts"]


def run(base: str, crowd: Sequence[Visitor], *, seconds: float) -> Times:
    return asyncio.run(load(base, crowd, sign_in=(SIGN_IN, DEMO), users=USERS, seconds=seconds, pause=PAUSE, seed=1))


def add_rows(section: Section, kind: str, times: Times, counts: Mapping[str, int]) -> tuple[str, float]:
    """A row a page and one of all; gives the page with the highest p95."""
    every = [value for values in times.seconds.values() for value in values]
    held = ", ".join(f"{value:,} {name}".replace(",", " ") for name, value in counts.items())
    section.add(f"**{kind}** ({held}): all pages", *_figures(every))
    for name in sorted(times.seconds):
        section.add(f"{kind}: {name}", *_figures(times.seconds[name]))
    name = max(times.seconds, key=lambda key: percentile(times.seconds[key]))
    return name, percentile(times.seconds[name])


def _figures(values: Sequence[float]) -> list[str]:
    ordered = sorted(values)
    shown = (ordered[len(ordered) // 2], percentile(values), ordered[-1])
    return [str(len(ordered)), *(duration(value) for value in shown)]


def percentile(values: Sequence[float], share: float = 0.95) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def visitors(known: Mapping[str, object]) -> list[Visitor]:
    """Who is at work at once: fifteen caseworkers, five others of the staff and five citizens of twenty-five."""
    prepared, matters, runs = (list(known[name]) for name in ("prepared", "matters", "runs"))  # type: ignore[call-overload]
    desk = [("start", "/"), ("worklist", "/arbete/")] * MUCH_READ
    desk += [("prepared case", f"/arbete/{key}/") for key in prepared[:6]]
    desk += [("matter", f"/arenden/{reference}/") for reference in matters[:3]]
    desk += [("matter list", "/arenden/"), ("search by name", "/sok/#q=Almgren")]
    desk += [("search by number", f"/sok/#q=EB-2025-00{number}") for number in (12, 57)]
    own = [
        ("start", "/"),
        ("matter list", "/arenden/"),
        ("search by name", "/sok/#q=Söderkvist"),
        ("worklist", "/arbete/"),
    ]
    manager = [("run board", "/korningar/"), ("one run", f"/korningar/{runs[0]}/"), ("matter list", "/arenden/")]
    manager += [("control overview", "/kontroll/"), ("worklist", "/arbete/"), ("mandates", "/mandat/")]
    reviewer = [("control overview", "/kontroll/"), ("reviews", "/kontroll/granskningar/"), ("log", "/logg")]
    crowd = [Visitor({"person": "cilla"}, desk), Visitor({"person": "maja"}, desk), Visitor({"person": "eva"}, manager)]
    crowd += [Visitor({"person": f"enhet{unit}-{number}"}, own) for unit in range(2, 6) for number in range(3)]
    crowd += [Visitor({"person": "frank"}, reviewer), Visitor({"person": "greta"}, reviewer[:1])]
    for citizen in list(known["citizens"])[:8]:  # type: ignore[call-overload]
        mine = f"/mina-sidor/ansokan/{citizen['application']}/"
        pages = [("my pages", "/mina-sidor/"), ("my application", mine)]
        pages += [("my decision", f"{mine}beslut/{citizen['decision']}/")]
        crowd.append(Visitor({"person": citizen["username"]}, pages))
    return crowd
