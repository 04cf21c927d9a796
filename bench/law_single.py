"""One typical household: assessed here with full trace and unknown-check, and by OpenFisca-Core with the same rules."""

import gc
from collections.abc import Callable
from statistics import median
from time import process_time

from andrum.law.service import assess, load_household
from bench.households import households, typical
from bench.peer import RESULTS, figures, started
from bench.report import Section, duration

MONTH = "2024-05"
TIMES = 20
GOAL_SECONDS = 50e-6
NAMES = {"riksnorm": "norm"}


def measure(*, quick: bool) -> Section:
    """Seconds a household, alternating between the two so that both meet the same machine."""
    rounds, each = (5, 200) if quick else (30, 1_000)
    section = Section(
        "law-single",
        "One typical household",
        f"at least {TIMES} times faster than OpenFisca-Core computing the same rules; goal at most 50 µs",
        "Two adults, two children, six costs, five incomes, one wage under the special calculation rule, in May 2024. "
        "Ours runs from the facts to the outcome with the whole trace, the check for unknown facts and for unconfirmed "
        "amounts. OpenFisca runs in its own process with tracing on; «calculating» leaves out that it builds its "
        f"simulation from the description. Processor time of each process; {rounds} rounds, each {each} of ours and 5 "
        "of theirs, in turn. Both give the same amounts to the öre, here and for 300 drawn households.",
    )
    household = typical(MONTH)
    read = load_household(household)
    ours: list[float] = []
    in_words: list[float] = []
    theirs: list[float] = []
    calculating: list[float] = []
    with started(MONTH) as peer:
        compare(peer, household)
        for _ in range(rounds):
            ours.append(seconds(lambda: assess(read), each))
            in_words.append(seconds(lambda: assess(read).as_bytes(), each // 10))
            answer = peer.ask("single", month=MONTH, household=household, rounds=5, results=list(RESULTS))
            theirs += answer["seconds"]
            calculating += answer["calculating"]
    section.add_times("Andrum, facts to outcome with trace", ours)
    section.add_times("Andrum, and the whole as JSON in words", in_words)
    section.add_times("OpenFisca-Core, description to amounts", theirs)
    section.add_times("OpenFisca-Core, calculating only", calculating)
    times, least = median(theirs) / median(ours), median(calculating) / median(ours)
    met = "Met" if least >= TIMES else "Not met"
    goal = "goal met" if min(ours) <= GOAL_SECONDS else f"goal of 50 µs not met: {duration(min(ours))} at best"
    section.verdict = f"{met}: {times:.0f} times faster ({least:.0f} times against calculating only); {goal}."
    return section


def seconds(do: Callable[[], object], count: int) -> float:
    """Processor seconds for one call, over many, without a pause for collecting garbage."""
    gc.collect()
    gc.disable()
    try:
        began = process_time()
        for _ in range(count):
            do()
        return (process_time() - began) / count
    finally:
        gc.enable()


def compare(peer, household) -> None:
    """Stop the measurement when the two do not give the same öre."""
    drawn = [household, *households(300, MONTH, seed=1)]
    found = figures(peer, MONTH, drawn)
    for place, one in enumerate(drawn):
        mine = assess(load_household(one))
        for name in RESULTS:
            ore = getattr(mine, NAMES.get(name, name))
            if ore != found[name][place]:
                raise RuntimeError(f"household {place}: {name} is {ore} here and {found[name][place]} there")
