"""Which section each rule rests on, by month: the old act to June 2025, the new one from July."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from andrum.kernel.periods import Month
from andrum.law.vocabulary.provisions import Provision

OLD_ACT_FROM: Final = date(2002, 1, 1)
NEW_ACT_FROM: Final = date(2025, 7, 1)


def _old(section: str, from_date: date = OLD_ACT_FROM, part: str = "") -> Provision:
    return Provision("2001:453", "SoL", "4", section, from_date, part)


def _new(section: str, part: str = "") -> Provision:
    return Provision("2025:400", "SoL", "12", section, NEW_ACT_FROM, part)


PROVISIONS: Final[dict[str, tuple[Provision, ...]]] = {
    "right_to_assistance": (_old("1"), _new("1")),
    "riksnorm": (_old("3", part="andra stycket"), _new("7", "andra stycket")),
    "income_support_costs": (_old("3", part="första stycket 2"), _new("7", "första stycket 2")),
    "special_calculation_rule": (_old("1 b", date(2013, 7, 1)), _new("8")),
    "children_earnings": (_old("1 a", date(2008, 1, 1)), _new("9")),
    "riksnorm_amounts": (Provision("2001:937", "SoF", "2", "1", OLD_ACT_FROM),),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a rule cites, by topic; which section that is depends on the month."""

    topic: str

    def on(self, month: Month) -> Provision | None:
        """The provision in force on the first day of the month; None when there was none yet."""
        in_force = [provision for provision in PROVISIONS[self.topic] if provision.from_date <= month.first_day]
        return in_force[-1] if in_force else None
