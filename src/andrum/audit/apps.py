"""The room as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit."""

    name = "andrum.audit"
    verbose_name = "Logg"
    default_auto_field = "django.db.models.BigAutoField"
