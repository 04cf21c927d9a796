"""The fee base: what is expected in the coming twelve months, equal months; 32 kap. 5 § socialtjänstlagen."""

from typing import Final

from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.home_care_fee.lines import IncomeLine
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic, Used
from andrum.law.vocabulary.trace import Rule

WHOLE: Final = 100
NAMES: Final = ("belopp", "gånger på tolv månader")
INCOME_RULES: Final = {
    kind.id: Rule(f"fee.base.{kind.id}", "incomes", f"Inkomst: {kind.words}", NAMES, Cited("incomes"))
    for kind in FEE_KINDS.incomes.values()
}
PARTNERS_INCOME_RULES: Final = {
    kind.id: Rule(f"fee.base.partner.{kind.id}", "base", f"Partnerns inkomst: {kind.words}", NAMES, Cited("spouses"))
    for kind in FEE_KINDS.incomes.values()
}
UNKNOWN_KIND: Final = Rule("fee.base.unknown_kind", "incomes", "Inkomst av okänt slag", NAMES, Cited("incomes"))
PARTNERS_UNKNOWN_KIND: Final = Rule(
    "fee.base.partner.unknown_kind", "base", "Partnerns inkomst av okänt slag", NAMES, Cited("spouses")
)
SPOUSES: Final = Rule(
    "fee.base.spouses", "base", "Avgiftsunderlag, hälften av makarnas inkomster", ("egen inkomst", "makens inkomst"),
    Cited("spouses"), counts=False,
)  # fmt: skip
OWN: Final = Rule("fee.base.own", "base", "Avgiftsunderlag", ("egen inkomst",), Cited("fee_base"), counts=False)


def a_month(p: FeeParameters, income: IncomeLine[A]) -> A:
    """A twelfth of what is counted of the year's income: equal parts for twelve months."""
    return income.amount * income.times * p.income_weights[income.place]


def fee_base(m: Arithmetic[A], p: FeeParameters, own: A, partners: A, married: A) -> A:
    """Spouses have half of their joint income each, cohabitants their own.

    A municipality may let a spouse have the own income where that is lower: a way more favourable to the person.
    """
    half = (own + partners) // 2
    if p.guidelines.spouses_most_favourable:
        half = m.least(half, own)
    return m.choose(married, half, own)


def read(p: FeeParameters, income: IncomeLine[A], none: A) -> Used[A]:
    """The municipality's more favourable rule, where it has one for this kind of income."""
    return () if p.income_share[income.place] == WHOLE else ((p.income_table, none + income.place),)
