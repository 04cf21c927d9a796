"""How long a decision basis of many signed conversations takes: compiled, kept, as PDF and as Word.

``measure`` starts a process of its own beside an empty database, ``python -m bench.investigations 20``: how many
conversations. It prints seconds as one line of JSON.
"""

# ruff: noqa: PLC0415 - Django is set up first, on a database of its own
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench.processes import database, python
from bench.report import Section, duration
from bench.talks import talks

ROUNDS = 10
TARGET_S = 2.0
WHOLE = "all three, one after the other"


def stage(conversations: int) -> Any:
    """An open investigation with so many conversations of our corpus, read and signed by the real actions."""
    from django.utils import timezone

    from andrum.accounts.service import Role, actor_of, add_membership, create_unit, create_user
    from andrum.audit.service import SYSTEM
    from andrum.cases.service import open_matter
    from andrum.conversations.service import (
        PersonPresent,
        Said,
        accept_lines,
        end_conversation,
        keep_text,
        plan_conversation,
        sign_conversation,
    )
    from andrum.investigations.service import open_investigation
    from andrum.kernel.identity import made_up_number
    from andrum.people.service import register_person

    at = timezone.now() - timedelta(days=60)
    unit = create_unit(name="Barn", code="barn", by=SYSTEM, at=at)
    user = create_user(username="cilla", name="Cilla Berg", by=SYSTEM, at=at)
    add_membership(user=user, unit=unit, role=Role.CASEWORKER, from_date=date(2024, 1, 1), by=SYSTEM, at=at)
    by = actor_of(user)
    child = register_person(
        personal_number=made_up_number(date(2014, 1, 1), 990), given_name="Leo", family_name="Ek", by=SYSTEM, at=at
    )
    matter = open_matter(kind="children_and_youth", applicant=child, unit=unit, assigned_to=user, by=by, at=at)
    found = open_investigation(matter=matter, started_date=at.date(), reason="Skolan är orolig.", by=by, at=at)
    for number, talk in enumerate(talks()[:conversations]):
        held = at + timedelta(days=number)
        made = plan_conversation(
            matter=matter, framework="barn_och_unga", way="text", user=user, by=by, at=held,
            persons=[PersonPresent(key, role) for key, role in talk.persons],
        )  # fmt: skip
        said = [Said(who, text) for who, text in talk.said]
        keep_text(conversation=made, said=said, source="typed", by=by, at=held)
        end_conversation(conversation=made, by=by, at=held)
        accept_lines(conversation=made, by=by, at=held)
        sign_conversation(conversation=made, by=by, at=held)
    return found, by


def figures(conversations: int) -> dict[str, Any]:
    """Seconds of each part; ``lines``, ``differences`` and ``changes`` say what was compiled."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from andrum.investigations.actions.placing import place
    from andrum.investigations.queries.files import paper_for, pdf_of, word_of
    from andrum.investigations.service import compiled, keep_basis

    found, by = stage(conversations)
    now = timezone.now()
    basis = compiled(found, today=now.date())
    moved = [entry.key for entry in basis.basis.material.entries if entry.area]
    took: dict[str, list[float]] = {"compiled": [], "kept": [], "as PDF (PDF/UA-1)": [], WHOLE: [], "as Word": []}
    for number in range(ROUNDS + 1):
        key = moved[number % len(moved)]  # what somebody has sorted anew, so that there is something to keep
        place(investigation=found, entry_key=key, area="sociala_relationer", by=by, at=now)
        began = time.perf_counter()
        paper = paper_for(compiled(found, today=now.date()), at=now, is_draft=True)
        took["compiled"].append(time.perf_counter() - began)
        took["kept"].append(seconds(lambda: keep_basis(investigation=found, cause="asked", by=by, at=now)))
        took["as PDF (PDF/UA-1)"].append(seconds(lambda: pdf_of(paper, at=now)))  # noqa: B023 - called at once
        took[WHOLE].append(time.perf_counter() - began)
        took["as Word"].append(seconds(lambda: word_of(paper, at=now)))  # noqa: B023
    first = {f"{WHOLE}, the first time in a process": [took[WHOLE][0]]}
    return {
        "lines": basis.basis.lines, "differences": len(basis.basis.differences), "changes": len(basis.basis.changes),
        "seconds": {what: each[1:] for what, each in took.items()} | first,
    }  # fmt: skip


def seconds(call: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(*, quick: bool) -> Section:
    """The basis of twenty conversations."""
    conversations = 3 if quick else 20
    with database("sqlite") as environment:
        said = python(["-m", "bench.investigations", str(conversations)], environment).splitlines()[-1]
    found = json.loads(said)
    section = Section(
        "investigations",
        "The decision basis",
        f"a decision basis of 20 conversations at most {TARGET_S:g} s: compiled, kept and as PDF",
        f"{conversations} signed conversations of our own corpus in one investigation, on SQLite, as the program "
        f"sorts them: {found['lines']} lines with sources, {found['differences']} places where they differ and "
        f"{found['changes']} where somebody says otherwise than before; put in order with every heading and in words "
        f"(compiled), kept with its hash, and made into files. {ROUNDS} rounds, a line sorted anew between them.",
    )
    for what, each in found["seconds"].items():
        section.add_times(what, each)
    slowest = max(found["seconds"][WHOLE])
    section.verdict = f"{'Met' if slowest <= TARGET_S else 'Not met'}: {duration(slowest)} at the slowest."
    return section


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]))))
