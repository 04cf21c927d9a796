"""The reserved amount and the room for fees: 32 kap. 7 and 8 §§ socialtjänstlagen."""

from typing import Final

from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Rule

RESERVED: Final = Rule(
    "fee.room.reserved", "room", "Förbehållsbelopp", ("minimibelopp", "boendekostnad"), Cited("housing_cost"),
    counts=False,
)  # fmt: skip
PARTNERS_LEFT: Final = Rule(
    "fee.room.partner", "room", "Vad partnern har kvar", ("partnerns underlag", "partnerns förbehållsbelopp"),
    Cited("reserved_amount"), counts=False,
)  # fmt: skip
ROOM: Final = Rule(
    "fee.room.room", "room", "Avgiftsutrymme", ("avgiftsunderlag", "förbehållsbelopp", "partnerns underskott"),
    Cited("reserved_amount"), counts=False,
)  # fmt: skip
USABLE: Final = Rule(
    "fee.room.usable", "room", "Utrymme som taxan tar i anspråk", ("avgiftsutrymme",), Cited("reserved_amount"),
    counts=False,
)  # fmt: skip
REFUSES: Final = Rule(
    "fee.room.no_information", "room", "Inkomstuppgift lämnas inte; högsta avgift", ("avgiftsutrymme",),
    Cited("reserved_amount"), counts=False,
)  # fmt: skip
WHOLE: Final = 100


def shortfall(m: Arithmetic[A], left: A, protects: A) -> A:
    """What the partner lacks of the own reserved amount, where the partner's economy is weighed; a positive amount."""
    return m.choose(protects, m.most(left * -1, 0), 0)


def usable(m: Arithmetic[A], p: FeeParameters, room: A, refuses: A) -> A:
    """The part of the room that the tariff takes. Who gives no information about income has no known limit."""
    known = m.most(room, 0) * p.guidelines.room_share // WHOLE
    return m.choose(refuses, p.no_limit, known)
