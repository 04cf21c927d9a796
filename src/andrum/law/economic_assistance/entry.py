"""What other rooms ask of this rulebook: assess, and open a line's section and source."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from andrum.kernel.periods import Month, MonthError
from andrum.law.economic_assistance.assessment import Assessment
from andrum.law.economic_assistance.deciding import assess_household
from andrum.law.economic_assistance.household import Household
from andrum.law.economic_assistance.norm_tables import compiled
from andrum.law.economic_assistance.parameters import DEMO_MUNICIPALITY, NATIONAL
from andrum.law.economic_assistance.reading import load_household
from andrum.law.economic_assistance.rules import costs, incomes, norm, result
from andrum.law.vocabulary import rulebooks
from andrum.law.vocabulary.parameter_files import SHARED, families_in, family_for
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.provisions import Provision
from andrum.law.vocabulary.trace import Rule

RULES: Final[Mapping[str, Rule]] = {
    rule.id: rule
    for rule in (
        norm.ADULTS, norm.CHILD, norm.SHARED, *costs.COST_RULES, costs.UNKNOWN_KIND, costs.NOT_LISTED,
        *incomes.INCOME_RULES.values(), *incomes.EMPLOYMENT_RULES.values(), *incomes.CHILDS_WORK_RULES.values(),
        incomes.EMPLOYMENT, incomes.CHILDS_WORK, incomes.UNKNOWN_KIND, incomes.SURPLUS, result.DIFFERENCE, result.GRANT,
    )
}  # fmt: skip


def assess(
    household: Household | Mapping[str, object] | str | bytes, *, municipality: Path | None = None
) -> Assessment:
    """Assess one household and month. Amounts are whole öre.

    Args:
        household: A household, or its JSON by the schema as a mapping, text or bytes.
        municipality: Folder with the municipality's guidelines; without it the made-up demo municipality's.

    Raises:
        HouseholdError: when the household cannot be read; says where, what and what to do.
        ParameterFileError: when one of the municipality's files is wrong.
    """
    known = household if isinstance(household, Household) else load_household(household)
    return assess_household(known, municipality)


def provision_for(rule: str, month: Month) -> Provision | None:
    """The section that a rule rests on in a month: ``str()``, ``heading`` and ``text``. None when there is none."""
    known = RULES.get(rule)
    return known.cited.on(month) if known else None


def parameter_by_version(version: str, *, municipality: Path | None = None) -> Parameter | None:
    """The parameter ``riksnorm.single@2026-01-01``, with its source and who checked it. None when there is none."""
    folders = (NATIONAL, SHARED, municipality or DEMO_MUNICIPALITY)
    return rulebooks.parameter_by_version(version, folders) or _made_up(version)


def _made_up(version: str) -> Parameter | None:
    """One that is made from others when a month is compiled, such as the addition for each person over seven."""
    try:
        month = Month.parse(version.rpartition("@")[2][:7])
    except MonthError:
        return None
    tables = compiled(family_for(families_in(NATIONAL), "riksnorm", month), None, month)
    places = (*tables["shared"].parameters, *tables["bands"].parameters)
    return next((it for it in places if it.version == version and it.status != "missing"), None)
