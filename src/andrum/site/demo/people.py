"""The people one can sign in as in the demo: who is what, read from the database, never kept twice."""

from dataclasses import dataclass

from andrum.accounts.service import User, role_names_of
from andrum.site.demo.stories import story_of

MOST_CITIZENS = 60


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One who can be signed in as: user name, name, and what is worth knowing."""

    username: str
    name: str
    what: str


def demo_people() -> tuple[list[DemoPerson], list[DemoPerson]]:
    """Staff by role and unit, and citizens by what their matter is like."""
    staff, citizens = [], []
    for user in User.objects.filter(is_active=True).order_by("pk"):
        if user.is_citizen:
            citizens.append(DemoPerson(user.username, user.name, story_of(user.username)))
        else:
            staff.append(DemoPerson(user.username, user.name, role_names_of(user)))
    return staff, citizens[:MOST_CITIZENS]
