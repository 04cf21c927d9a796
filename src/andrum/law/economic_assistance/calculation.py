"""The norm calculation, from lines to result: the one road that ints, spans and columns all walk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from andrum.law.economic_assistance.lines import IncomeLine, Lines
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.rules import costs, incomes, norm, result
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Note

Writer = Callable[[Note[A]], None]


@dataclass(slots=True)
class Result(Generic[A]):
    """Öre. ``deficit`` is negative when there is a surplus; ``grant`` is never negative."""

    norm: A
    costs: A
    incomes: A
    deficit: A
    grant: A


def calculate(m: Arithmetic[A], p: Parameters, lines: Lines[A], write: Writer[A]) -> Result[A]:
    """Walk through the rules and write each step down."""
    nothing = lines.couple * 0
    children = m.total(
        lines.children, [norm.counts_in_household(m, p, child.days) for child in lines.children], nothing
    )
    the_norm = _norm(m, p, lines, children, write)
    the_costs = _costs(m, p, lines, children, write)
    the_incomes = _incomes(m, p, lines, write)
    deficit = result.difference(the_norm, the_costs, the_incomes)
    write((result.DIFFERENCE, None, (the_norm, the_costs, the_incomes), deficit, ()))
    grant = result.grant(m, p, deficit)
    write((result.GRANT, None, (deficit,), grant, ()))
    return Result(the_norm, the_costs, the_incomes, deficit, grant)


def _norm(m: Arithmetic[A], p: Parameters, lines: Lines[A], children: A, write: Writer[A]) -> A:
    persons = lines.couple + 1 + children
    alone = norm.couple_alone(m, persons, lines.community, lines.couple)
    adults, place = norm.personal_costs_of_adults(m, p, lines.couple, alone)
    write((norm.ADULTS, None, (lines.couple + 1,), adults, ((p.adults, place),)))
    amounts = []
    for child in lines.children:
        whole, used = norm.personal_costs_of_child(m, p, child)
        amount = norm.part_of_month(m, p, whole, child.days)
        amounts.append(amount)
        write((norm.CHILD, child, (child.age, whole, child.days), amount, used))
    share, whole, place = norm.shared_costs(m, p, persons, lines.community, alone)
    everybody = m.most(persons, lines.community)
    write((norm.SHARED, None, (persons, everybody, whole), share, ((p.shared, place),)))
    return m.total(lines.children, amounts, adults + share)


def _costs(m: Arithmetic[A], p: Parameters, lines: Lines[A], children: A, write: Writer[A]) -> A:
    household = costs.household_place(m, lines.couple, children)
    amounts = []
    for cost in lines.costs:
        place = costs.place_of_ceiling(cost, m.spread(household, cost))
        highest = costs.ceiling(m, p, cost, place)
        amount = costs.accepted(m, cost, highest)
        amounts.append(amount)
        write((cost.rule, cost, (cost.applied, highest), amount, ((p.ceilings, place),)))
    return m.total(lines.costs, amounts, lines.couple * 0)


def _incomes(m: Arithmetic[A], p: Parameters, lines: Lines[A], write: Writer[A]) -> A:
    amounts = [_income(m, p, income, write) for income in lines.incomes]
    if p.guidelines.count_surplus:
        write((incomes.SURPLUS, None, (lines.surplus,), lines.surplus, ()))
    return m.total(lines.incomes, amounts, lines.surplus if p.guidelines.count_surplus else lines.couple * 0)


def _income(m: Arithmetic[A], p: Parameters, income: IncomeLine[A], write: Writer[A]) -> A:
    if income.treatment == "childs_work":
        place = income.amount * 0
        base = m.lookup(p.prisbasbelopp, place)
        amount = incomes.counted_of_childs_work(m, p, income, base)
        inputs = (income.amount, income.earned, base)
        write((income.rule, income, inputs, amount, ((p.prisbasbelopp, place),)))
        return amount
    if income.treatment == "employment":
        outside, amount = incomes.left_out_and_counted(m, p, income)
        write((income.rule, income, (income.amount, outside), amount, ((p.special_rule, outside * 0),)))
        return amount
    write((income.rule, income, (income.amount,), income.amount, ()))
    return income.amount
