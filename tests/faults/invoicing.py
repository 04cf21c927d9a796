"""Makes the invoice basis of a month, and is killed with SIGKILL at a write on the way; with 0 it lives."""

# ruff: noqa: E402 - Django first; this is a program

import sys
from datetime import date

import django

django.setup()

from django.db import connection
from django.utils import timezone

from andrum.accounts.service import Unit, User, actor_of
from andrum.fees.domain.errors import InvoiceError
from andrum.fees.service import make_invoice_run
from andrum.kernel.periods import Month
from tests.faults.investigating import dying_at


def main(write: int) -> None:
    """The basis of January; asked again there is nothing new to make."""
    by = actor_of(User.objects.get(username="boss"))
    with connection.execute_wrapper(dying_at(write)):
        try:
            make_invoice_run(
                unit=Unit.objects.get(), month=Month(2026, 1), issue_date=date(2026, 1, 31), by=by, at=timezone.now()
            )
        except InvoiceError:
            print("nothing new")  # noqa: T201 - this is a program


if __name__ == "__main__":
    main(int(sys.argv[1]))
