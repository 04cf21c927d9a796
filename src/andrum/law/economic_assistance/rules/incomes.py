"""Incomes: 12 kap. 1, 8 and 9 §§ socialtjänstlagen."""

from typing import Final

from andrum.law.economic_assistance.kinds import INCOME_KINDS
from andrum.law.economic_assistance.lines import IncomeLine
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Rule

INCOME_RULES: Final = {
    kind.id: Rule(f"incomes.{kind.id}", "incomes", f"Inkomst: {kind.words}", ("inkomst",), Cited("right_to_assistance"))
    for kind in INCOME_KINDS.values()
}
EMPLOYMENT_RULES: Final = {
    kind.id: Rule(
        f"incomes.{kind.id}.special_calculation_rule",
        "incomes",
        f"Inkomst: {kind.words}, särskild beräkningsregel",
        (kind.words, "räknas inte"),
        Cited("special_calculation_rule"),
    )
    for kind in INCOME_KINDS.values()
    if kind.treatment == "employment"
}
CHILDS_WORK_RULES: Final = {
    kind: Rule(
        f"incomes.{kind}.children_earnings",
        "incomes",
        "Barns och skolungdomars egna arbetsinkomster",
        (INCOME_KINDS[kind].words, "tidigare i år", "prisbasbelopp"),
        Cited("children_earnings"),
    )
    for kind in EMPLOYMENT_RULES
}
EMPLOYMENT: Final = Rule(
    "incomes.employment",
    "incomes",
    "Inkomster av anställning, särskild beräkningsregel",
    ("inkomster av anställning", "räknas inte"),
    Cited("special_calculation_rule"),
)
"""For one who has both a wage and sick pay: the quarter is taken of the sum."""

CHILDS_WORK: Final = Rule(
    "incomes.children_earnings",
    "incomes",
    "Barns och skolungdomars egna arbetsinkomster",
    ("inkomster av eget arbete", "tidigare i år", "prisbasbelopp"),
    Cited("children_earnings"),
)
"""For a child that has both a wage and sick pay."""

UNKNOWN_KIND: Final = Rule(
    "incomes.unknown_kind", "incomes", "Inkomst av okänt slag", ("inkomst",), Cited("right_to_assistance")
)
SURPLUS: Final = Rule(
    "incomes.surplus", "incomes", "Överskott från förra månaden", ("överskott",), Cited("right_to_assistance")
)
WHOLE: Final = 100


def special_rule_applies(m: Arithmetic[A], p: Parameters, months_in_row: A, months_since_start: A) -> A:
    """12 kap. 8 §: after six months in a row with income support, for two years; then six new months are needed.

    ``months_since_start`` is negative for one for whom the rule has not begun to apply.
    """
    qualified = m.choose(months_in_row >= p.months_in_row, 1, 0)
    running = m.choose(months_since_start < p.lasts_months, 1, 0)
    return m.choose(months_since_start >= 0, running, qualified)


def is_childs_work(m: Arithmetic[A], p: Parameters, age: A, in_school: A, at_home: A) -> A:
    """12 kap. 9 §: a child who lives at home, or a pupil under 21 who lives at home."""
    pupil = m.choose(age < p.pupil_until, in_school, 0)
    return m.choose(at_home, m.choose(age < p.majority, 1, pupil), 0)


def left_out_and_counted(m: Arithmetic[A], p: Parameters, income: IncomeLine[A]) -> tuple[A, A]:
    """12 kap. 8 §: a quarter of an income from employment is left out after six months with assistance."""
    rounding = p.guidelines.round_special_rule
    part = rounding.divide(income.amount * p.share, WHOLE)
    rest = m.most(m.rest(income.amount, part, rounding.unit), 0)
    return m.choose(income.eligible, part, 0), m.choose(income.eligible, rest, income.amount)


def counted_of_childs_work(m: Arithmetic[A], p: Parameters, income: IncomeLine[A], base: A) -> A:
    """12 kap. 9 §: only what lies above one prisbasbelopp a year may be counted, if the municipality does so."""
    over = m.least(income.amount, m.most(income.earned + income.amount - base, 0))
    of_child = over if p.guidelines.count_childrens_earnings else income.amount * 0
    return m.choose(income.childs_work, of_child, income.amount)
