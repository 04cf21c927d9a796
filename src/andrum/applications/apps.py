"""The room as a Django app."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications."""

    name = "andrum.applications"
    verbose_name = "Ansökan"
    default_auto_field = "django.db.models.BigAutoField"
