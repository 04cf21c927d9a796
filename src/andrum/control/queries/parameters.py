"""Which parameters are in force."""

from datetime import date
from pathlib import Path

from django.conf import settings

from andrum.control.domain.parameters import Parameters, parameters_for


def parameters_on(day: date) -> Parameters:
    """The municipality's control parameters of a day, or the product's own. Raises ControlParameterError."""
    folder = settings.ANDRUM_MUNICIPALITY
    return parameters_for(day, Path(folder) if folder else None)
