"""Whether the municipality's parameter files can be used today: guidelines, limits, codes, control, sender, fees."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from andrum.automation import service as automation
from andrum.control import service as control
from andrum.dispatch import service as dispatch
from andrum.fees import service as fees
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month
from andrum.law import service as law
from andrum.site.environment import Problem

TARIFF = "fee_*.yaml"
"""What the files of a tariff are called."""


def parameter_problems() -> list[Problem]:
    """Each file that is missing, unreadable or wrong, named with the place and what to do.

    A municipality that decides no fees has no files for them; where there is one, they are all looked at.
    """
    folder = Path(settings.ANDRUM_MUNICIPALITY) if settings.ANDRUM_MUNICIPALITY else None
    today = timezone.localdate()
    month = Month.of(today)
    tries: list[Callable[[], object]] = [
        lambda: law.parameters_for(month, folder),
        lambda: automation.limits_for(month, folder),
        lambda: automation.income_codes_for(month, folder),
        lambda: control.parameters_for(today, folder),
        dispatch.current_sender,
    ]
    if folder is None or (folder / fees.SETTINGS_FILE).exists() or any(folder.glob(TARIFF)):
        tries += [fees.fee_settings, lambda: law.fee_parameters_for(month, folder)]
    return [problem for attempt in tries if (problem := _tried(attempt)) is not None]


def _tried(attempt: Callable[[], object]) -> Problem | None:
    try:
        attempt()
    except AndrumError as error:
        return Problem("ANDRUM_MUNICIPALITY", error.what, error.todo)
    return None
