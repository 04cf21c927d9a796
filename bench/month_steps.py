"""Processor time of each step of an application, one process: ``python -m bench.month_steps COUNT`` prints JSON.

Runs the queue's work in the order of the worker, with a clock around each step; what a step calls that has a clock of
its own is not counted twice.
"""

# ruff: noqa: E402 - Django first
import json
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import django

django.setup()

from django.utils import timezone

from andrum.audit.service import MACHINE, SYSTEM, verify
from andrum.automation.actions import finishing, runs
from andrum.automation.models import Run
from andrum.automation.queries import looking
from andrum.control.jobs import sweep
from andrum.dispatch.actions import delivery, payment_files
from andrum.dispatch.models import Outgoing
from andrum.kernel.periods import Month
from andrum.statistics.service import format_on, make_file

STEPS = (
    (runs, "_begin", "take the run"), (runs, "ask_registers", "ask the registers"),
    (looking, "compare_answers", "compare the answers"), (looking, "assessed", "compute the law"),
    (finishing, "record_facts", "keep what they say"),
    (finishing, "_decide", "decide, journal, order letter and payment"),
    (finishing, "_hand_over", "prepare for a person"), (runs, "finish", "checks, steps and log"),
    (delivery, "decision_letter_pdf", "typeset the letter"), (delivery, "deliver_letter", "send and keep the letter"),
    (payment_files, "collect_payment_file", "payment file"),
)  # fmt: skip
LAST = "the rest of the run"


class Clocks:
    """Exclusive processor seconds by step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.open: list[float] = []

    def around(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(call)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self.open.append(0.0)
            before = time.process_time()
            try:
                return call(*args, **kwargs)
            finally:
                took, inner = time.process_time() - before, self.open.pop()
                self.spent[name] = self.spent.get(name, 0.0) + took - inner
                if self.open:
                    self.open[-1] += took

        return timed


def measure(count: int) -> dict[str, object]:
    """Take so many applications all the way, and give milliseconds a case for each step."""
    clocks = Clocks()
    for module, name, words in STEPS:
        setattr(module, name, clocks.around(getattr(module, name), words))
    advance = clocks.around(runs.advance, LAST)
    for pk in list(Run.objects.order_by("pk").values_list("pk", flat=True)[:count]):
        advance(run_id=pk, by=MACHINE, at=timezone.now())
    for pk in list(Outgoing.objects.filter(kind="letter").values_list("pk", flat=True)):
        delivery.deliver_letter(outgoing_id=pk, by=SYSTEM, at=timezone.now())
    payment_files.collect_payment_file(by=SYSTEM, at=timezone.now())
    clocks.around(sweep, "take decisions up to control")()
    november = Month(2026, 11)
    form = format_on(november.last_day)
    after = timezone.now().replace(year=2026, month=12, day=3)
    clocks.around(make_file, "statistics file")(
        kind="assistance", month=november, form=form, reason="Mätning.", by=SYSTEM, at=after
    )
    clocks.around(verify, "verify the log")()
    return {"ms": {name: 1_000 * seconds / count for name, seconds in clocks.spent.items()}}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
