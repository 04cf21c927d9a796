"""The room as a Django app."""

from django.apps import AppConfig

from andrum.audit.domain.kinds import register_kind


class AuditConfig(AppConfig):
    """Audit."""

    name = "andrum.audit"
    verbose_name = "Logg"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Reading the log is an event too."""
        register_kind("audit.read", label="Läste i loggen")
        register_kind("audit.verified", label="Kontrollerade loggens kedja")
        register_kind("audit.head_exported", label="Hämtade loggens huvud")
