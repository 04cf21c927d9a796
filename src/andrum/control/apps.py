"""The room as a Django app."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """Control."""

    name = "andrum.control"
    verbose_name = "Kontroll"
    default_auto_field = "django.db.models.BigAutoField"
