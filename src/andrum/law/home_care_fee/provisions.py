"""Which section each rule rests on, by month: 8 kap. of the old act to June 2025, 32 kap. of the new from July."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from andrum.kernel.periods import Month
from andrum.law.vocabulary.provisions import Provision

OLD_ACT_FROM: Final = date(2002, 7, 1)
NEW_ACT_FROM: Final = date(2025, 7, 1)


def _old(section: str) -> Provision:
    return Provision("2001:453", "SoL", "8", section, OLD_ACT_FROM)


def _new(section: str, part: str = "") -> Provision:
    return Provision("2025:400", "SoL", "32", section, NEW_ACT_FROM, part)


PROVISIONS: Final[dict[str, tuple[Provision, ...]]] = {
    "may_charge": (_old("2"), _new("1", "första stycket")),
    "prisbasbelopp": (Provision("2025:400", "SoL", "32", "4", NEW_ACT_FROM),),
    "fee_base": (_old("4"), _new("5", "första stycket")),
    "incomes": (_old("4"), _new("5", "andra stycket")),
    "spouses": (_old("4"), _new("5", "tredje stycket")),
    "care_ceiling": (_old("5"), _new("6", "1")),
    "housing_ceiling": (_old("5"), _new("6", "2")),
    "reserved_amount": (_old("6"), _new("7")),
    "housing_cost": (_old("7"), _new("8", "första stycket")),
    "minimum_amount": (_old("7"), _new("8", "andra stycket")),
    "raise_minimum": (_old("8"), _new("9", "första stycket")),
    "lower_minimum": (_old("8"), _new("9", "andra stycket")),
    "change_of_fee": (_old("9"), _new("10")),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a rule cites, by topic; which section that is depends on the month."""

    topic: str

    def on(self, month: Month) -> Provision | None:
        """The provision in force on the first day of the month; None when there was none yet."""
        in_force = [provision for provision in PROVISIONS[self.topic] if provision.from_date <= month.first_day]
        return in_force[-1] if in_force else None
