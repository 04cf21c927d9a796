"""Files that the law says are to be removed: closed long ago, and read by nobody since. Nobody of them exists."""

from datetime import UTC, date, datetime

from andrum.accounts.service import Unit
from andrum.audit.service import SYSTEM
from andrum.cases.actions.matters import close_matter
from andrum.cases.service import open_matter, write_note
from andrum.kernel.identity import made_up_number
from andrum.people.service import register_person
from andrum.retention.service import propose

OLD = (
    ("Rut", "Hedlund", date(1951, 3, 12), "economic_assistance", 2019),
    ("Sten", "Malm", date(1974, 8, 2), "adults", 2018),
    ("Tuva", "Berggren", date(1989, 11, 21), "economic_assistance", 2020),
)


def make(at: datetime) -> None:
    """Each with a matter and a note, and the proposals that follow."""
    unit = Unit.objects.get(code="norr")
    for place, (given, family, born, kind, year) in enumerate(OLD):
        opened, closed = datetime(year, 2, 4, 9, 0, tzinfo=UTC), datetime(year, 11, 18, 14, 0, tzinfo=UTC)
        person = register_person(
            personal_number=made_up_number(born, 980 + place), given_name=given, family_name=family,
            street="Björkvägen 4", postal_code="123 46", city="Älvboda", by=SYSTEM, at=opened,
        )  # fmt: skip
        matter = open_matter(kind=kind, applicant=person, unit=unit, by=SYSTEM, at=opened)
        write_note(
            matter=matter,
            title="Avslutat",
            text="Behovet har upphört. Ärendet avslutas.",
            sign=True,
            by=SYSTEM,
            at=closed,
        )
        close_matter(matter=matter, by=SYSTEM, at=closed)
    propose(by=SYSTEM, at=at)
