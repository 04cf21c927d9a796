"""One process that asks the registers about its share of the persons and keeps the answers: ``bench.ask PLACE OF``."""

# ruff: noqa: E402 - Django first
import json
import sys
import time

import django

django.setup()

from django.db import transaction

from andrum.applications.service import signed_applications
from andrum.audit.service import MACHINE, gather
from andrum.automation.actions.collecting import note_answers, note_questions
from andrum.automation.actions.runs import start_run
from andrum.automation.models import Run
from andrum.automation.queries.asking import ask_registers, permit_for
from andrum.automation.queries.comparing import compare_answers
from andrum.automation.queries.situation import municipality_folder
from andrum.automation.service import income_codes_for, limits_for
from andrum.cases.service import Fact, current_facts, record_facts
from bench.seed import AT, MONTH


def share(place: int, of: int) -> list[Run]:
    """The runs of this process."""
    for application in signed_applications().order_by("pk"):
        start_run(application=application, by=MACHINE, at=AT)
    runs = Run.objects.select_related("application__applicant", "application__co_applicant", "matter__unit")
    return list(runs.order_by("pk"))[place::of]


def ask(run: Run) -> float:
    """Ask, read and keep, as a run does; gives the seconds that asking and reading took."""
    with transaction.atomic(), gather():
        permit = permit_for(run, by=MACHINE)
        note_questions(run=run, by=MACHINE, at=AT)
    started = time.perf_counter()
    answers = ask_registers(run, permit, at=AT)
    took = time.perf_counter() - started
    folder = municipality_folder()
    with transaction.atomic(), gather():
        note_answers(run=run, answers=answers, by=MACHINE, at=AT)
        compared = compare_answers(
            run=run, answers=answers, views=current_facts(matter=run.matter, month=run.month),
            limits=limits_for(MONTH, folder), codes=income_codes_for(MONTH, folder), at=AT,
        )  # fmt: skip
        record_facts(matter=run.matter, facts=compared.facts, by=MACHINE, at=AT)
    return took


def main() -> None:
    runs = share(int(sys.argv[1]), int(sys.argv[2]))
    ask_registers(runs[0], permit_for(runs[0], by=MACHINE), at=AT)  # the schemas are compiled, the hands shaken
    print("ready", flush=True)
    sys.stdin.readline()
    began, before = time.time(), time.process_time()
    asked = sum(ask(run) for run in runs)
    cpu, ended = time.process_time() - before, time.time()
    facts = Fact.objects.filter(source="register", matter__in=[run.matter_id for run in runs]).count()
    print(
        json.dumps(
            {"answers": len(runs), "asked_s": asked, "cpu_s": cpu, "facts": facts, "began": began, "ended": ended}
        )
    )


if __name__ == "__main__":
    main()
