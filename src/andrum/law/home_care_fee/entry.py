"""What other rooms ask of this rulebook: assess a fee, and open a line's section and source."""

from collections.abc import Mapping
from pathlib import Path

from andrum.kernel.periods import Month
from andrum.law.home_care_fee.assessment import FeeAssessment
from andrum.law.home_care_fee.deciding import assess_household
from andrum.law.home_care_fee.household import FeeHousehold
from andrum.law.home_care_fee.parameters import DEMO_MUNICIPALITY, NATIONAL
from andrum.law.home_care_fee.reading import load_fee
from andrum.law.home_care_fee.receipt import RULES
from andrum.law.vocabulary import rulebooks
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.provisions import Provision


def fee_assess(
    household: FeeHousehold | Mapping[str, object] | str | bytes, *, municipality: Path | None = None
) -> FeeAssessment:
    """The fee of one person for one month. Amounts are whole öre.

    Args:
        household: A household, or its JSON by the schema as a mapping, text or bytes.
        municipality: Folder with the municipality's tariff; without it the made-up demo municipality's.

    Raises:
        HouseholdError: when the household cannot be read; says where, what and what to do.
        ParameterFileError: when one of the municipality's files is wrong.
    """
    known = household if isinstance(household, FeeHousehold) else load_fee(household)
    return assess_household(known, municipality)


def provision_for(rule: str, month: Month) -> Provision | None:
    """The section that a rule of the fee rests on in a month. None when there is none."""
    known = RULES.get(rule)
    return known.cited.on(month) if known else None


def parameter_by_version(version: str, *, municipality: Path | None = None) -> Parameter | None:
    """The parameter ``minimum_amount.single@2022-08-01``, with its source and who checked it. None when none."""
    return rulebooks.parameter_by_version(version, (NATIONAL, municipality or DEMO_MUNICIPALITY))
