"""The register of incomes that the settings name."""

from django.conf import settings
from django.utils.module_loading import import_string

from andrum.fees.ports import IncomeRegister


def income_register() -> IncomeRegister:
    """The register of this installation."""
    register: IncomeRegister = import_string(settings.ANDRUM_INCOME_REGISTER)()
    return register
