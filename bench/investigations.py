"""How long a decision basis of twenty signed conversations takes: compiled, kept, as PDF and as Word.

    python -m bench.investigations [--conversations 20] [--lines 30]

A database of its own in a temporary folder; prints milliseconds, the median of five.
"""

# ruff: noqa: PLC0415 - Django is set up first, on a database of its own

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

AREAS = (
    "halsa", "utbildning", "kanslor_beteende", "sociala_relationer", "grundlaggande_omsorg", "sakerhet",
    "familjesituation", "boende_arbete_ekonomi", "natverk_integrering",
)  # fmt: skip


def measured(call: Callable[[], Any], times: int = 5) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def stage(conversations: int, lines: int) -> Any:
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=20)
    parser.add_argument("--lines", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ANDRUM_DATA": folder, "ANDRUM_DEMO": "1", "DJANGO_SETTINGS_MODULE": "andrum.site.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        found, by = stage(asked.conversations, asked.lines)
        report(found, by, asked)


def report(found: Any, by: Any, asked: argparse.Namespace) -> None:
    from django.utils import timezone

    from andrum.investigations.queries.files import paper_for, pdf_of, word_of
    from andrum.investigations.service import compiled, keep_basis

    now = timezone.now()
    start = time.perf_counter()
    basis = compiled(found, today=now.date())
    first = (time.perf_counter() - start) * 1000
    paper = paper_for(basis, at=now, is_draft=True)
    print(f"{asked.conversations} conversations, {basis.basis.lines} lines, {len(basis.basis.differences)} differences")
    print(f"compiled, the first time in a process  {first:8.0f} ms")
    print(f"compiled                               {measured(lambda: compiled(found, today=now.date())):8.0f} ms")
    print(f"kept  {measured(lambda: keep_basis(investigation=found, cause='asked', by=by, at=now)):41.0f} ms")
    print(f"as PDF (PDF/UA-1)                      {measured(lambda: pdf_of(paper, at=now)):8.0f} ms")
    print(f"as Word                                {measured(lambda: word_of(paper, at=now)):8.0f} ms")


if __name__ == "__main__":
    main()
