"""The room as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases."""

    name = "andrum.cases"
    verbose_name = "Ärenden"
    default_auto_field = "django.db.models.BigAutoField"
