"""The room as a Django app."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Dispatch."""

    name = "andrum.dispatch"
    verbose_name = "Expediering"
    default_auto_field = "django.db.models.BigAutoField"
