"""Work a fee out by the rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from andrum.cases.service import Matter
from andrum.fees.domain.errors import FeeSettingsError
from andrum.fees.domain.law import result_of
from andrum.fees.domain.result import FeeResult
from andrum.fees.models import FeeDecision
from andrum.fees.queries.settings import fee_settings
from andrum.fees.queries.situation import Situation, situation_in
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month
from andrum.law.service import ParameterFileError, fee_parameters_for

UNUSABLE = (ParameterFileError, FeeSettingsError)
"""What a file of the municipality's that is missing or wrong raises: no fee can be worked out before it is mended."""


@dataclass(frozen=True, slots=True)
class Calculated:
    """What was known, and what the rulebook made of it."""

    situation: Situation
    result: FeeResult


def municipality_folder() -> Path | None:
    """Where the municipality's tariff lies; None for the made-up demo municipality's."""
    return Path(settings.ANDRUM_MUNICIPALITY) if settings.ANDRUM_MUNICIPALITY else None


def tariff_problem(month: Month) -> AndrumError | None:
    """What is missing or wrong in the municipality's tariff or its file for fees, for a month; None when nothing is."""
    try:
        fee_parameters_for(month, municipality_folder())
        fee_settings()
    except UNUSABLE as error:
        return error
    return None


def calculate(matter: Matter, month: Month) -> Calculated:
    """The fee of a matter for a month, as things stand now. Nothing is kept.

    Raises:
        ParameterFileError: when a file of the tariff is wrong. FeeSettingsError when that for fees is.
    """
    situation = situation_in(matter, month)
    return Calculated(situation, result_of(situation.household, municipality=municipality_folder()))


def only_parameters_changed(before: FeeDecision, after: FeeResult) -> bool:
    """True when nothing but the month and the year's amounts differ from the basis of a decision."""
    return _bare(before.basis) == _bare(after.basis)


def only_the_year_changed(made: FeeDecision) -> bool:
    """True when a decision differs from the one it replaces by the month and the year's amounts alone."""
    return made.replaces is not None and _bare(made.replaces.basis) == _bare(made.basis)


def _bare(basis: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in basis.items() if name != "month"}


def rests_on_own_words(situation: Situation) -> bool:
    """True when the person has said, and the register has not said otherwise, all that the fee is made from."""
    if not situation.facts or situation.differences:
        return False
    return all(any(view.source == "citizen" for view in views) for views in situation.facts.values())
