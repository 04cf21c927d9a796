"""The riksnorm: 12 kap. 7 § andra stycket socialtjänstlagen, 2 kap. 1 § socialtjänstförordningen."""

from datetime import date
from typing import Final

from andrum.law.economic_assistance.lines import ChildLine
from andrum.law.economic_assistance.norm_tables import (
    COUPLE_ALONE,
    LUNCH_BANDS,
    OLDEST_CHILD,
    SHARED_OF_COUPLE_ALONE,
)
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic, Truth, Used
from andrum.law.vocabulary.trace import Rule

AMOUNTS: Final = Cited("riksnorm_amounts")
WHOLE_MONTH: Final = 30
WITH_LUNCH: Final = 2 * LUNCH_BANDS

ADULTS: Final = Rule("norm.adults", "norm", "Personliga kostnader, vuxna", ("vuxna",), AMOUNTS)
CHILD: Final = Rule("norm.child", "norm", "Personliga kostnader, barn", ("ålder", "hela månaden", "dagar"), AMOUNTS)
SHARED: Final = Rule(
    "norm.shared", "norm", "Gemensamma hushållskostnader", ("personer", "delar hushåll", "för alla"), AMOUNTS
)


def age(m: Arithmetic[A], on: date, year: A, month: A, day: A) -> A:
    """Whole years on a day; 0 for a child that is born later in the month."""
    birthday_to_come = m.choose(month * 32 + day > on.month * 32 + on.day, 1, 0)
    return m.most(on.year - year - birthday_to_come, 0)


def couple_alone(m: Arithmetic[A], persons: A, community: A, couple: A) -> Truth:
    """Two adults who live together and share the household with nobody else."""
    return m.both(m.both(couple, m.same(persons, 2)), community <= persons)


def personal_costs_of_adults(m: Arithmetic[A], p: Parameters, couple: A, alone: Truth) -> tuple[A, A]:
    """The adults' personal costs, and their place in the table."""
    place = m.choose(alone, COUPLE_ALONE, couple)
    return m.lookup(p.adults, place), place


def personal_costs_of_child(m: Arithmetic[A], p: Parameters, child: ChildLine[A]) -> tuple[A, Used[A]]:
    """The child's personal costs for a whole month, by age band and by whether lunch is eaten at home."""
    band = m.lookup(p.bands, m.least(child.age, OLDEST_CHILD))
    return m.pick(p.children, child.lunch, band + WITH_LUNCH, band)


def part_of_month(m: Arithmetic[A], p: Parameters, whole_month: A, days: A) -> A:
    """A child who lives here part of the month: so many thirtieths, at most all of them."""
    return p.guidelines.round_part_month.divide(whole_month * m.least(days, WHOLE_MONTH), WHOLE_MONTH)


def counts_in_household(m: Arithmetic[A], p: Parameters, days: A) -> A:
    """1 for a child who lives here days enough to count in the size of the household, else 0."""
    return m.choose(days >= p.guidelines.counts_from_days, 1, 0)


def shared_costs(m: Arithmetic[A], p: Parameters, persons: A, community: A, alone: Truth) -> tuple[A, A, A]:
    """The household's part of the shared costs, the whole of them, and their place in the table.

    In a larger community the amount is that of all who share the household, in proportion to persons.
    """
    everybody = m.most(persons, community)
    place = m.choose(alone, SHARED_OF_COUPLE_ALONE, everybody)
    whole = m.lookup(p.shared, place)
    share = m.choose(community > persons, p.guidelines.round_shared_costs.divide(whole * persons, everybody), whole)
    return share, whole, place
