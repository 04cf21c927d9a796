"""How long a decision basis of many signed conversations takes: compiled, kept, as PDF and as Word.

``measure`` starts a process of its own beside an empty database, ``python -m bench.investigations 20 30``: how many
conversations, and lines in each. It prints seconds as one line of JSON.
"""

# ruff: noqa: PLC0415 - Django is set up first, on a database of its own
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench.processes import database, python
from bench.report import Section

ROUNDS = 5

AREAS = (
    "halsa", "utbildning", "kanslor_beteende", "sociala_relationer", "grundlaggande_omsorg", "sakerhet",
    "familjesituation", "boende_arbete_ekonomi", "natverk_integrering",
)  # fmt: skip


def stage(conversations: int, lines: int) -> Any:
    """An open investigation with so many signed conversations, by the real actions."""
    from django.utils import timezone

    from andrum.accounts.service import Role, actor_of, add_membership, create_unit, create_user
    from andrum.audit.service import SYSTEM
    from andrum.cases.service import open_matter
    from andrum.conversations.models import Line
    from andrum.conversations.service import (
        PersonPresent,
        Said,
        accept_lines,
        add_line,
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
    people = (PersonPresent("M", "mamma", "Sara Ek"), PersonPresent("S", "socialsekreterare", "Cilla Berg"))
    for number in range(conversations):
        held = at + timedelta(days=number)
        talk = plan_conversation(
            matter=matter, framework="barn_och_unga", way="text", persons=people, user=user, by=by, at=held
        )
        said = [Said("M", f"Rad {number}:{n} och det är så det är hemma hos oss.") for n in range(lines)]
        for n, row in enumerate(keep_text(conversation=talk, said=said, source="typed", by=by, at=held)):
            line = add_line(
                segment=row, quote=row.text, kind="statement", polarity="risk" if n % 2 else "skydd",
                area=AREAS[n % len(AREAS)], about="barnet", by=by, at=held,
            )  # fmt: skip
            Line.objects.filter(pk=line.pk).update(
                factor=f"halsa.r{n % 5 + 1}", status="förnekat" if (n + number) % 7 == 0 else "påstått"
            )
        end_conversation(conversation=talk, by=by, at=held)
        accept_lines(conversation=talk, by=by, at=held)
        sign_conversation(conversation=talk, by=by, at=held)
    return found, by


def timed(call: Callable[[], object], times: int = ROUNDS) -> list[float]:
    """Seconds of each round."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return took


def figures(conversations: int, lines: int) -> dict[str, Any]:
    """Seconds of each part; ``lines`` and ``differences`` say what was compiled."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from andrum.investigations.queries.files import paper_for, pdf_of, word_of
    from andrum.investigations.service import compiled, keep_basis

    found, by = stage(conversations, lines)
    now = timezone.now()
    first = timed(lambda: compiled(found, today=now.date()), times=1)
    basis = compiled(found, today=now.date())
    paper = paper_for(basis, at=now, is_draft=True)
    return {
        "lines": basis.basis.lines,
        "differences": len(basis.basis.differences),
        "compiled, the first time in a process": first,
        "compiled": timed(lambda: compiled(found, today=now.date())),
        "kept": timed(lambda: keep_basis(investigation=found, cause="asked", by=by, at=now)),
        "as PDF (PDF/UA-1)": timed(lambda: pdf_of(paper, at=now)),
        "as Word": timed(lambda: word_of(paper, at=now)),
    }


def measure(*, quick: bool) -> Section:
    """The basis of twenty conversations of thirty lines each."""
    conversations, lines = (3, 10) if quick else (20, 30)
    with database("sqlite") as environment:
        said = python(["-m", "bench.investigations", str(conversations), str(lines)], environment).splitlines()[-1]
    found = json.loads(said)
    section = Section(
        "investigations",
        "The decision basis",
        "none was set; a person waits for it, so a second is much",
        f"{conversations} signed conversations of {lines} lines in one investigation, on SQLite: "
        f"{found.pop('lines')} lines with sources and {found.pop('differences')} places where they differ, compiled "
        f"under the areas, kept with its hash, and made into files. {ROUNDS} rounds.",
    )
    for what, seconds in found.items():
        section.add_times(what, seconds)
    return section


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), int(sys.argv[2]))))
