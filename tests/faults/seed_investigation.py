"""Fills an empty database with an adult's investigation, written and heard, with a conversation left to sign."""

# ruff: noqa: E402 - Django first; this is a program

import django

django.setup()

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import open_matter
from andrum.conversations.service import accept_lines
from andrum.investigations.service import open_investigation, save_part
from tests.cast import make_cast
from tests.rooms.investigations.stage import PersonPresent, Told, talk

CLIENT = PersonPresent("K", "klient", "Alva Ek")


def main() -> None:
    """Everybody, Alva's matter with Cilla, its investigation and what a person must write."""
    call_command("migrate", verbosity=0)
    cast, at = make_cast(), timezone.now() - timedelta(days=2)
    by = actor_of(cast.cilla)
    matter = open_matter(
        kind="adults", applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=at
    )
    found = open_investigation(matter=matter, started_date=at.date(), reason="Ansökan om stöd.", by=by, at=at)
    for part in ("purpose", "analysis", "assessment", "proposal"):
        save_part(investigation=found, part=part, text="Det här är skrivet.", base=0, by=by, at=at)
    told = [
        Told("K", "Jag sover dåligt om nätterna.", "psykisk_halsa"),
        Told("K", "Min syster ringer varje dag.", "familj_umgange", polarity="skydd"),
    ]
    held = talk(matter, cast.cilla, told, at=at, persons=(CLIENT,), framework="vuxna", sign=False)
    accept_lines(conversation=held, by=by, at=at)


if __name__ == "__main__":
    main()
