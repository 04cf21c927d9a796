"""The room as a Django app."""

from django.apps import AppConfig


class AutomationConfig(AppConfig):
    """Automation."""

    name = "andrum.automation"
    verbose_name = "Automatiserad handläggning"
    default_auto_field = "django.db.models.BigAutoField"
