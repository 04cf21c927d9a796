"""The fee: never above the ceiling, the room or the cost; 32 kap. 6 and 7 §§ socialtjänstlagen."""

from typing import Final

from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.rounding import Rounding
from andrum.law.vocabulary.trace import Rule

NAMES: Final = ("kostnad", "högsta avgift", "utrymme")
CARE: Final = Rule(
    "fee.fee.care", "fee", "Avgift för hemtjänst och dagverksamhet", NAMES, Cited("care_ceiling"), counts=False
)
PLACE: Final = Rule(
    "fee.fee.place", "fee", "Avgift för bostad i särskilt boende", NAMES, Cited("housing_ceiling"), counts=False
)
PART_NAMES: Final = ("avgift", "dagar", "av")
CARE_PART: Final = Rule(
    "fee.fee.care_part", "fee", "Avgift för del av månaden", PART_NAMES, Cited("care_ceiling"), counts=False
)
PLACE_PART: Final = Rule(
    "fee.fee.place_part", "fee", "Bostadsavgift för del av månaden", PART_NAMES, Cited("housing_ceiling"), counts=False
)
CARE_ROUNDED: Final = Rule(
    "fee.fee.care_rounded", "fee", "Avgift för hemtjänst och dagverksamhet, avrundad", ("avgift",),
    Cited("care_ceiling"),
)  # fmt: skip
PLACE_ROUNDED: Final = Rule(
    "fee.fee.place_rounded", "fee", "Avgift för bostad i särskilt boende, avrundad", ("avgift",),
    Cited("housing_ceiling"),
)  # fmt: skip
OUTSIDE_ROUNDED: Final = Rule(
    "fee.outside.rounded", "outside", "Utanför högsta avgift, avrundad", ("kostnad",), Cited("may_charge"), counts=False
)


def both_fees(m: Arithmetic[A], p: FeeParameters, care: A, place: A, room: A) -> tuple[A, A, A, A]:
    """The fee of care and of housing with the room that each found, when one of them comes first."""
    if p.guidelines.care_first:
        left = m.most(room - care, 0)
        return m.least(care, room), m.least(place, left), room, left
    left = m.most(room - place, 0)
    return m.least(care, left), m.least(place, room), left, room


def part_of_month(p: FeeParameters, fee: A, days: A) -> A:
    """So many days of the month."""
    return fee * days // p.days


def rounded(m: Arithmetic[A], p: FeeParameters, fee: A, limit: A) -> A:
    """Whole öre by the municipality's rounding; downwards where that would break the ceiling or the room."""
    rounding = p.guidelines.round_fee
    amount = rounding.divide(fee, p.parts)
    if rounding.direction == "down" or p.as_written:
        return amount
    down = Rounding("down", rounding.unit).divide(fee, p.parts)
    return m.choose(amount * p.parts > limit, down, amount)


def within_room(m: Arithmetic[A], p: FeeParameters, first: A, second: A, room: A) -> A:
    """The fee that comes second: a step lower where both, rounded upwards, would together be more than the room."""
    if p.as_written or p.guidelines.round_fee.direction == "down":
        return second
    left = Rounding("down", p.guidelines.round_fee.unit).divide(room, p.parts) - first
    return m.least(second, m.most(left, 0))


def not_too_small(m: Arithmetic[A], p: FeeParameters, fee: A, together: A) -> A:
    """A fee is not charged when both together are below the municipality's least fee."""
    return m.choose(together < p.guidelines.least_fee, 0, fee)
