"""From which month a change counts, and what was paid wrongly: 32 kap. 10 § socialtjänstlagen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from andrum.kernel.money import kronor
from andrum.kernel.periods import Month
from andrum.law.home_care_fee.assessment import FeeAssessment
from andrum.law.home_care_fee.household import FeeHousehold
from andrum.law.home_care_fee.parameters import parameters_for
from andrum.law.home_care_fee.provisions import Cited
from andrum.law.vocabulary.provisions import Provision
from andrum.law.vocabulary.spans import Span

CHANGE_OF_FEE = Cited("change_of_fee")


def fee_applies_from(changed: date, *, whole_month: bool | None = None) -> Month:
    """The month from which a changed fee counts.

    The month after the change; the same month when the new circumstances hold for the whole of it.

    Args:
        changed: The day on which the circumstances changed.
        whole_month: True when they hold for the whole month, such as a pension of the month; None takes it from the
            day: what changes on the first holds for the whole month.
    """
    month = Month.of(changed)
    holds = changed == month.first_day if whole_month is None else whole_month
    return month if holds else month.shift(1)


@dataclass(frozen=True, slots=True)
class FeeCircumstances:
    """What holds from a day on. The household's own month says nothing here."""

    since: date
    household: FeeHousehold
    whole_month: bool | None = None

    @property
    def applies_from(self) -> Month:
        """The first month that is counted by them."""
        return fee_applies_from(self.since, whole_month=self.whole_month)


def fee_households(circumstances: Sequence[FeeCircumstances], first: Month, last: Month) -> Iterator[FeeHousehold]:
    """The household of each month from the first to the last, by the latest circumstances that count in it.

    A month before any circumstances count is left out.
    """
    month = first
    while month <= last:
        counting = [it for it in circumstances if it.applies_from <= month]
        if counting:
            latest = max(counting, key=lambda it: (it.applies_from, it.since))
            yield replace(latest.household, month=month)
        month = month.shift(1)


@dataclass(frozen=True, slots=True)
class FeeCorrection:
    """What one month that has passed should have cost.

    Args:
        month: The month.
        charged: What was charged, öre.
        right: What should have been; a Span where something is unknown.
        difference: ``right - charged``; negative is to be paid back.
        outcome: ``none``, ``credit``, or ``hand_over`` where a person decides.
        words: Why, in Swedish.
        provision: The section.
    """

    month: Month
    charged: int
    right: int | Span
    difference: int | Span
    outcome: Literal["none", "credit", "hand_over"]
    words: str
    provision: Provision | None


def fee_corrections(
    charged: Mapping[Month, int], fees: Sequence[FeeAssessment], *, now: Month, municipality: Path | None = None
) -> tuple[FeeCorrection, ...]:
    """Compare what was charged with what should have been, month by month.

    A fee that was too high is paid back, as far back as the municipality's rule goes. One that was too low is never
    raised for time that has passed without a person: that is a decision to the person's disadvantage.

    Args:
        charged: Öre by month, everything that was charged.
        fees: New assessments; months that were not charged count as 0.
        now: The month in which the correction is made.
        municipality: Folder with the municipality's tariff.

    Raises:
        ParameterFileError: when a file is wrong, or the municipality has no tariff for this month.
    """
    back = parameters_for(now, municipality).guidelines.correction_months
    found = sorted(fees, key=lambda fee: fee.household.month)
    return tuple(_correction(charged.get(fee.household.month, 0), fee, now.shift(-back)) for fee in found)


def _correction(charged: int, fee: FeeAssessment, earliest: Month) -> FeeCorrection:
    month, right = fee.household.month, fee.to_pay
    difference = right - charged
    outcome: Literal["none", "credit", "hand_over"] = "hand_over"
    if not fee.may_decide_alone or isinstance(difference, Span):
        words = "Avgiften för månaden är inte avgjord; en person tar ställning först."
    elif difference == 0:
        outcome, words = "none", "Avgiften var rätt."
    elif difference > 0:
        words = f"Avgiften var {kronor(difference)} för låg. En person avgör om den får höjas för tid som gått."
    elif month < earliest:
        words = f"Avgiften var {kronor(-difference)} för hög, men månaden ligger så långt tillbaka att en person avgör."
    else:
        outcome, words = "credit", f"Avgiften var {kronor(-difference)} för hög och betalas tillbaka."
    return FeeCorrection(month, charged, right, difference, outcome, words, CHANGE_OF_FEE.on(month))
