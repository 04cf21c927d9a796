"""What-if over 100 000 households: columns in, columns out, here and in OpenFisca-Core's vectorised run."""

import json
import tempfile
from pathlib import Path
from statistics import median

import numpy as np

from andrum.law.service import assess_all, columns_of, load_household, parameters_for
from bench.households import households
from bench.law_single import NAMES, seconds
from bench.peer import RESULTS, started
from bench.report import Section

MONTH = "2024-05"


def measure(*, quick: bool) -> Section:
    """Seconds for all households, in turn, and the number of amounts that differ: none."""
    count, rounds = (10_000, 3) if quick else (100_000, 9)
    section = Section(
        "law-batch",
        f"What-if over {count:,} households".replace(",", " "),
        "no slower than OpenFisca-Core's vectorised run of the same rules, exact to the öre",
        "Made-up households in May 2024, the same for both, from arrays in memory to arrays: ages, the special "
        "calculation rule, children's earnings, norm, costs with ceilings, incomes, deficit and grant. "
        f"Processor time; {rounds} rounds, in turn; the peer without tracing. All {len(RESULTS)} amounts of every "
        "household are then compared.",
    )
    drawn = households(count, MONTH, seed=2)
    p = parameters_for(load_household(drawn[0]).month)
    columns = columns_of([load_household(one) for one in drawn], p)
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder, started(MONTH) as peer:
        source, answer = Path(folder) / "households.json", Path(folder) / "answer.npz"
        source.write_text(json.dumps(drawn))
        question = {"month": MONTH, "households": str(source), "results": list(RESULTS), "answer": str(answer)}
        theirs += peer.ask("batch", rounds=rounds, **question)["seconds"]
        ours += [seconds(lambda: assess_all(columns, rulebook=p), 1) for _ in range(rounds)]
        theirs += peer.ask("batch", rounds=rounds, **question)["seconds"]
        found = dict(np.load(answer))
    mine = assess_all(columns, rulebook=p)
    differing = sum(int((getattr(mine, NAMES.get(name, name)) != found[name]).sum()) for name in RESULTS)
    section.add_times("Andrum", ours)
    section.add_times("OpenFisca-Core", theirs)
    ratio = median(theirs) / median(ours)
    met = "Met" if ratio >= 1 and not differing and bool(mine.known.all()) else "Not met"
    section.verdict = f"{met}: {ratio:.1f} times faster, {differing} amounts differ."
    return section
