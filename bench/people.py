"""Made-up persons in any number, the same each time: birth numbers 980-999 only, so that no real person is meant."""

from datetime import date, timedelta

from andrum.kernel.identity import PersonalNumber, made_up_number

GIVEN = (
    "Alva", "Bertil", "Cecilia", "David", "Elsa", "Folke", "Greta", "Hassan", "Ingrid", "Johan", "Karin", "Leila",
    "Mats", "Nadia", "Olof", "Pernilla", "Qasim", "Rut", "Samira", "Tore", "Ulla", "Viktor", "Wilma", "Yusuf", "Åsa",
    "Ärla", "Örjan",
)  # fmt: skip
FIRST = ("Alm", "Björk", "Dal", "Ek", "Fors", "Gran", "Hag", "Lind", "Norr", "Rönn", "Sjö", "Sten", "Söder", "Väst")
LAST = ("berg", "dahl", "gren", "holm", "kvist", "lund", "mark", "stedt", "ström", "vall", "ås")
FIRST_BORN, BIRTHDAYS, STRIDE = date(1962, 1, 1), 14_000, 7_919
MOST = BIRTHDAYS * 20


def number_of(place: int) -> PersonalNumber:
    """The personal number of the person with this place, 0 to 279 999; ages 26 to 64 in 2026."""
    born = FIRST_BORN + timedelta(days=place * STRIDE % BIRTHDAYS)
    return made_up_number(born, 980 + place // BIRTHDAYS)


def names_of(place: int) -> tuple[str, str]:
    """Given name and family name."""
    family = FIRST[place // 3 % len(FIRST)] + LAST[place * 7 // 5 % len(LAST)]
    return GIVEN[place * 11 % len(GIVEN)], family
