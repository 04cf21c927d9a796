"""One home-care fee with full trace, here and in OpenFisca-Core with the same rules; and a million of them what-if."""

from statistics import median
from time import perf_counter, process_time

import numpy as np

from andrum.law.service import fee_assess, fee_assess_all, fee_columns_of, fee_load, fee_parameters_for
from bench.fees import MONTH, households, typical
from bench.law_single import seconds
from bench.peer import FEES, started
from bench.report import Section, duration

TIMES, GOAL_SECONDS, ALL_SECONDS = 20, 50e-6, 2.0
PARTS = 120
RESULTS = ["base", "room", "care_fee", "outside"]
BENEFIT = "home-care-fee"
DIFFERENT, COMPARED = 20_000, 2_000


def measure(*, quick: bool) -> Section:
    """Seconds a fee, alternating between the two; then all of them in columns, and the number that differ: none."""
    rounds, each, count = (4, 300, 100_000) if quick else (30, 1_000, 1_000_000)
    section = Section(
        "fee",
        "One home-care fee, and a million",
        "a fee with full trace in at most 50 µs and at least 20 times faster than OpenFisca-Core on the same rules; "
        f"{in_words(count)} fees what-if in at most 2 s on two cores, exact",
        "A married woman, six incomes in the couple, rent, a guardian, home care, alarm, day activities and meals, in "
        "May 2024. Ours runs from the facts to the outcome with every step and the checks for unknown facts, "
        "unconfirmed amounts and a tariff against the law; OpenFisca runs in its own process with tracing on; "
        "«calculating» leaves out that it builds its simulation. Processor time, in turn. The what-if runs from "
        "columns in memory to öre, in two threads; wall and processor time. Fees, room "
        f"and base are compared with OpenFisca's for {COMPARED} drawn households, one by one and in columns.",
    )
    household = typical()
    read = fee_load(household)
    ours, theirs, calculating = [], [], []
    with started(MONTH, guidelines=FEES / "municipalities" / "alvboda", national=FEES / "parameters",
                 benefit=BENEFIT) as peer:  # fmt: skip
        differing = compare(peer, [household, *households(COMPARED, seed=1)])
        for _ in range(rounds):
            ours.append(seconds(lambda: fee_assess(read), each))
            answer = peer.ask("single", benefit=BENEFIT, month=MONTH, household=household, rounds=5, results=RESULTS)
            theirs += answer["seconds"]
            calculating += answer["calculating"]
    wall, cpu = what_if(count, 3 if quick else 9)
    section.add_times("Andrum, facts to outcome with trace", ours)
    section.add_times("OpenFisca-Core, description to amounts", theirs)
    section.add_times("OpenFisca-Core, calculating only", calculating)
    section.add_times(f"{in_words(count)} fees what-if, wall", wall)
    section.add_times(f"{in_words(count)} fees what-if, processor", cpu)
    times, least = median(theirs) / median(ours), median(calculating) / median(ours)
    parts = {
        f"{times:.0f} times faster ({least:.0f} times against calculating only)": least >= TIMES,
        f"a fee in {duration(min(ours))} at best, {duration(median(ours))} in the middle": min(ours) <= GOAL_SECONDS,
        f"all of them in {duration(median(wall))}": median(wall) <= ALL_SECONDS,
        f"{differing} amounts differ": not differing,
    }
    missed = "; ".join(words for words, met in parts.items() if not met)
    section.verdict = f"{'Met' if not missed else f'Not met: {missed}. In all'}: {'; '.join(parts)}."
    return section


def in_words(count) -> str:
    return f"{count:,}".replace(",", " ")


def compare(peer, drawn) -> int:
    """How many amounts differ between OpenFisca and the rulebook, one by one and in columns."""
    theirs = peer.ask("assess", benefit=BENEFIT, month=MONTH, households=drawn, results=RESULTS)
    read = [fee_load(one) for one in drawn]
    together = fee_assess_all(read)
    differing = 0
    for place, one in enumerate(read):
        mine = fee_assess(one)
        found = (mine.exact("base") * PARTS, mine.exact("room") * PARTS, mine.fee, mine.outside)
        columns = (int(together.fee[place]), int(together.outside[place]))
        differing += sum(theirs[name][place] != amount for name, amount in zip(RESULTS, found, strict=True))
        differing += columns != (mine.fee, mine.outside)
    return differing


def what_if(count, rounds):
    """Wall and processor seconds for all, from columns to öre."""
    p = fee_parameters_for(fee_load(typical()).month)
    drawn = fee_columns_of([fee_load(one) for one in households(min(count, DIFFERENT), seed=2)], p)
    columns = drawn.repeated(count)
    wall, cpu = [], []
    for _ in range(rounds):
        began, began_cpu = perf_counter(), process_time()
        found = fee_assess_all(columns, rulebook=p)
        wall.append(perf_counter() - began)
        cpu.append(process_time() - began_cpu)
    if not found.known.all() or not np.array_equal(found.fee[: drawn.count], fee_assess_all(drawn, rulebook=p).fee):
        raise RuntimeError("the what-if over all is not the what-if over the drawn ones")
    return wall, cpu
