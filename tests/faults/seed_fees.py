"""Fills an empty database with fees of last year, a mandate that is on, and a recalculation whose jobs wait."""

# ruff: noqa: E402 - Django first; this is a program

import sys
from datetime import date

import django

django.setup()

from bench.yearly import manage, stage
from django.utils import timezone

from andrum.accounts.service import Unit, User, actor_of
from andrum.audit.service import SYSTEM
from andrum.fees.service import give_fee_mandate, grant_service, open_fee_matter, switch_fee_mandate
from tests.rooms.fees.stage import SVEA_NUMBER, somebody


def main(count: int) -> None:
    """So many whose fee only the year changes, and Svea, of whom nothing is known and whom a person must look at."""
    stage(count)
    unit, by, at = Unit.objects.get(), actor_of(User.objects.get(username="boss")), timezone.now()
    svea = open_fee_matter(person=somebody("Svea", "Åberg", SVEA_NUMBER), unit=unit, by=SYSTEM, at=at)
    grant_service(matter=svea, kind="alarm", from_date=date(2026, 1, 1), by=SYSTEM, at=at)
    mandate = give_fee_mandate(
        unit=unit, code="yearly", most_change_ore=100_000, valid_from=date(2026, 1, 1), decided_by_board_ref="SN § 9",
        by=by, at=at,
    )  # fmt: skip
    switch_fee_mandate(mandate=mandate, state="on", reason="Nämnden har beslutat.", by=by, at=at)
    manage("begin")


if __name__ == "__main__":
    main(int(sys.argv[1]))
