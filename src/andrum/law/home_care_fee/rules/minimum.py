"""The minimum amount, 32 kap. 8 §, and its changes for one person, 9 § socialtjänstlagen."""

from typing import Final

from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.arithmetic import A, Arithmetic
from andrum.law.vocabulary.trace import Rule

AMOUNT: Final = Rule(
    "fee.minimum.amount", "minimum", "Minimibelopp", ("sammanboende", "yngre"), Cited("minimum_amount")
)
PARTNERS_AMOUNT: Final = Rule(
    "fee.minimum.partner.amount", "base", "Partnerns minimibelopp", ("sammanboende", "yngre"), Cited("minimum_amount")
)
CHANGE_RULES: Final = {
    kind.id: Rule(
        f"fee.minimum.{kind.id}", "minimum",
        f"{'Höjning' if kind.sign > 0 else 'Minskning'} av minimibeloppet: {kind.words}", ("belopp",),
        Cited("raise_minimum" if kind.sign > 0 else "lower_minimum"),
    )
    for kind in FEE_KINDS.changes.values()
}  # fmt: skip
PARTNERS_CHANGE_RULES: Final = {
    name: Rule(
        rule.id.replace("minimum.", "minimum.partner."), "base", f"Partnern: {rule.words}", rule.names, rule.cited
    )
    for name, rule in CHANGE_RULES.items()
}
UNKNOWN_CHANGE: Final = Rule(
    "fee.minimum.unknown_kind", "minimum", "Ändring av minimibeloppet av okänt slag", ("belopp",),
    Cited("raise_minimum"),
)  # fmt: skip
PARTNERS_UNKNOWN_CHANGE: Final = Rule(
    "fee.minimum.partner.unknown_kind", "base", "Partnern: ändring av okänt slag", ("belopp",), Cited("raise_minimum")
)
COUPLE: Final = 2
"""Where a couple's amounts begin in the table: single, single and young, couple, couple and young."""


def amount(m: Arithmetic[A], p: FeeParameters, together: A, young: A) -> A:
    """The amount for one who is single, or for each of a couple that lives together; higher for younger persons."""
    return m.choose(together, m.lookup(p.minimum, young + COUPLE), m.lookup(p.minimum, young))


def changed(m: Arithmetic[A], p: FeeParameters, minimum: A, changes: A) -> A:
    """The minimum amount with rises and decreases; never below nothing."""
    return m.most(minimum + changes * p.parts, 0)
