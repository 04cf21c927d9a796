"""Reads of persons. Who is protected is seen by named staff only, in lists, searches and counts alike."""

import unicodedata

from django.db import connection
from django.db.models import Q, QuerySet

from andrum.accounts.service import User
from andrum.people.models import Person, Protection

CENTURIES = ("19", "20")
SHORTEST = 2


def searchable(text: str) -> str:
    """Lower case without accents that a keyboard may lack; å, ä and ö are kept apart from a and o."""
    kept = {"å": "å", "ä": "ä", "ö": "ö"}
    lowered = unicodedata.normalize("NFC", text.casefold())
    return "".join(
        kept.get(c) or "".join(p for p in unicodedata.normalize("NFD", c) if not unicodedata.combining(p))
        for c in lowered
    )


def person_with_number(number: str) -> Person | None:
    """The person with the personal number. For the machine's own use; not for showing to anyone."""
    return Person.objects.filter(personal_number=str(number)).first()


def visible_persons(*, user: User) -> QuerySet[Person]:
    """Every person the user may know of as far as protection goes, by name. Need to know is decided by the matter."""
    persons = Person.objects.order_by("family_name", "given_name", "pk")
    return persons if user.may_see_protected else persons.filter(protection=Protection.NONE)


def matching_persons(*, user: User, text: str) -> QuerySet[Person]:
    """Visible persons whose number or name begins with the text; none for less than two characters.

    A number may be written with or without its century; a name with either name first.
    """
    wanted = searchable(" ".join(text.split()))
    if len(wanted) < SHORTEST or "\x00" in wanted:
        return Person.objects.none()
    digits = wanted.replace("-", "").replace(" ", "")
    if digits.isascii() and digits.isdigit():
        numbers = [digits] if digits[:2] in CENTURIES else [f"{century}{digits}" for century in CENTURIES]
        return visible_persons(user=user).filter(_any_begins("personal_number", numbers))
    first, _space, last = wanted.partition(" ")
    names = [wanted, f"{last} {first}"] if last else [wanted]
    return visible_persons(user=user).filter(_any_begins("search_name", names))


def _any_begins(field: str, prefixes: list[str]) -> Q:
    """Prefix matches that an index answers on either database, whatever the order of its letters."""
    match = Q(pk__in=[])
    for prefix in prefixes:
        if connection.vendor == "sqlite":
            match |= Q(**{f"{field}__gte": prefix, f"{field}__lt": f"{prefix}\U0010ffff"})
        else:
            match |= Q(**{f"{field}__startswith": prefix})
    return match
