"""Reads of persons. Who is protected is seen by named staff only, in lists, searches and counts alike."""

import unicodedata

from django.db.models import Q, QuerySet

from andrum.accounts.service import User
from andrum.people.models import Person, Protection


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
    """Visible persons whose number, family name or full name begins with the text; none for less than two characters."""
    wanted = searchable(" ".join(text.split()))
    if len(wanted) < 2:
        return Person.objects.none()
    digits = wanted.replace("-", "").replace(" ", "")
    if digits.isascii() and digits.isdigit():
        return visible_persons(user=user).filter(_between("personal_number", digits))
    first, _space, last = wanted.partition(" ")
    match = _between("search_name", wanted)
    if last:
        match |= _between("search_name", f"{last} {first}")
    return visible_persons(user=user).filter(match)


def _between(field: str, prefix: str) -> Q:
    return Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + "\U0010ffff"})
