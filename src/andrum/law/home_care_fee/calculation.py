"""The fee, from lines to result: the one road that ints, spans and columns all walk. Amounts in parts of an öre."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from andrum.law.home_care_fee.lines import Lines, PersonLines
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.rules import fee, fee_base, housing, minimum, room, services
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Note, Rule

Writer = Callable[[Note[A]], None]


@dataclass(slots=True)
class Result(Generic[A]):
    """Amounts in parts of an öre; ``care``, ``place`` and ``outside`` in whole öre, rounded."""

    base: A
    minimum: A
    housing: A
    reserved: A
    room: A
    care_cost: A
    place_cost: A
    care_limit: A
    place_limit: A
    care: A
    place: A
    outside: A


def calculate(m: Arithmetic[A], p: FeeParameters, lines: Lines[A], write: Writer[A]) -> Result[A]:
    """Walk through the rules and write each step down."""
    own_base, partners_base = _bases(m, p, lines, write)
    nothing = lines.married * 0
    least, cost = _needs(m, p, lines.person, lines, write)
    reserved = least + cost
    write((room.RESERVED, None, (least, cost), reserved, ()))
    lacking = nothing
    if lines.partner is not None and lines.partner.housing:
        partners_least, partners_cost = _needs(m, p, lines.partner, lines, write)
        partners_reserved = partners_least + partners_cost
        left = partners_base - partners_reserved
        write((room.PARTNERS_LEFT, None, (partners_base, partners_reserved), left, ()))
        lacking = room.shortfall(m, left, lines.protects)
    space = own_base - reserved - lacking
    write((room.ROOM, None, (own_base, reserved, lacking), space, ()))
    usable = room.usable(m, p, space, lines.refuses)
    write((lines.usable_rule, None, (space,), usable, ()))
    care_cost, place_cost, outside = _services(m, p, lines, write)
    care, place, care_limit, place_limit = _fees(m, p, lines, (care_cost, place_cost, usable), write)
    return Result(
        own_base, least, cost, reserved, space, care_cost, place_cost, care_limit, place_limit, care, place, outside
    )


def _bases(m: Arithmetic[A], p: FeeParameters, lines: Lines[A], write: Writer[A]) -> tuple[A, A]:
    """The fee base of the person and of the partner."""
    own = _incomes(m, p, lines.person, lines.married * 0, write)
    if lines.partner is None:
        write((fee_base.OWN, None, (own,), own, ()))
        return own, lines.married * 0
    partners = _incomes(m, p, lines.partner, lines.married * 0, write)
    found = fee_base.fee_base(m, p, own, partners, lines.married)
    write((fee_base.SPOUSES, None, (own, partners), found, ()))
    return found, m.choose(lines.married, (own + partners) // 2, partners)


def _incomes(m: Arithmetic[A], p: FeeParameters, person: PersonLines[A], none: A, write: Writer[A]) -> A:
    amounts = []
    for line in person.incomes:
        amount = fee_base.a_month(p, line)
        amounts.append(amount)
        write((line.rule, line, (line.amount * p.parts, line.times), amount, fee_base.read(p, line, none)))
    return m.total(person.incomes, amounts, none)


def _needs(
    m: Arithmetic[A], p: FeeParameters, person: PersonLines[A], lines: Lines[A], write: Writer[A]
) -> tuple[A, A]:
    """One person's minimum amount with its changes, and the housing cost."""
    rule = minimum.AMOUNT if person is lines.person else minimum.PARTNERS_AMOUNT
    none = lines.married * 0
    amount = minimum.amount(m, p, lines.together, person.young)
    couple = m.choose(lines.together, 1, 0)
    used = ((p.minimum, couple * minimum.COUPLE), (p.coefficients, couple), (p.prisbasbelopp, none))
    write((rule, None, (couple, person.young), amount, used))
    for change in person.changes:
        write((change.rule, change, (change.amount * p.parts,), change.amount * p.parts, ()))
    changes = m.total(person.changes, [change.amount for change in person.changes], none)
    costs = []
    for line in person.housing:
        cost = housing.share_of_cost(p, line, person.shared_by)
        costs.append(cost)
        write((line.rule, line, (housing.shown(p, line), person.shared_by), cost, housing.read(p, line, none)))
    return minimum.changed(m, p, amount, changes), m.total(person.housing, costs, none)


def _services(m: Arithmetic[A], p: FeeParameters, lines: Lines[A], write: Writer[A]) -> tuple[A, A, A]:
    """What care and housing cost in parts of an öre, and what is outside both, each rounded to whole öre."""
    care = place = outside = lines.married * 0
    for line in lines.services:
        cost, price = services.cost(m, p, line)
        write((line.rule, line, (price, line.quantity, care * 0 + line.of), cost, ((p.prices, line.price),)))
        if line.group == "outside":
            ore = p.guidelines.round_fee.divide(cost, p.parts)
            write((fee.OUTSIDE_ROUNDED, line, (cost,), ore * p.parts, ()))
            outside = outside + ore
        elif line.group == "place":
            place = place + cost
        else:
            care = care + cost
    return care, place, outside


def _fees(
    m: Arithmetic[A], p: FeeParameters, lines: Lines[A], costs: tuple[A, A, A], write: Writer[A]
) -> tuple[A, A, A, A]:
    """The fee of care and of housing in whole öre, and the limit that each had."""
    none = lines.married * 0
    care_cost, place_cost, space = costs
    highest, highest_place = m.lookup(p.ceilings, none), m.lookup(p.ceilings, none + 1)
    found = fee.both_fees(m, p, m.least(care_cost, highest), m.least(place_cost, highest_place), space)
    care, place, care_space, place_space = found
    ceilings = ((p.ceilings, none), (p.coefficients, none + 2), (p.prisbasbelopp, none))
    write((fee.CARE, None, (care_cost, highest, care_space), care, ceilings))
    ceilings = ((p.ceilings, none + 1), (p.coefficients, none + 3), (p.prisbasbelopp, none))
    write((fee.PLACE, None, (place_cost, highest_place, place_space), place, ceilings))
    if p.guidelines.part_month == "fee":
        care = _part(p, fee.CARE_PART, care, lines.part, write)
        place = _part(p, fee.PLACE_PART, place, lines.part, write)
    care_limit, place_limit = m.least(highest, care_space), m.least(highest_place, place_space)
    care_ore = fee.rounded(m, p, care, care_limit)
    place_ore = fee.rounded(m, p, place, place_limit)
    if p.guidelines.care_first:
        place_ore = fee.within_room(m, p, care_ore, place_ore, space)
    else:
        care_ore = fee.within_room(m, p, place_ore, care_ore, space)
    together = care_ore + place_ore
    care_ore = fee.not_too_small(m, p, care_ore, together)
    place_ore = fee.not_too_small(m, p, place_ore, together)
    write((fee.CARE_ROUNDED, None, (care,), care_ore * p.parts, ()))
    write((fee.PLACE_ROUNDED, None, (place,), place_ore * p.parts, ()))
    return care_ore, place_ore, care_limit, place_limit


def _part(p: FeeParameters, rule: Rule, amount: A, days: A, write: Writer[A]) -> A:
    part = fee.part_of_month(p, amount, days)
    write((rule, None, (amount, days, days * 0 + p.days), part, ()))
    return part
