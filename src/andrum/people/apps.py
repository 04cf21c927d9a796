"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "andrum.people"
    verbose_name = "Personer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's events known to the log."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are ready only now

        for kind, label in {
            "person_registered": "Person lades till",
            "contact_changed": "Kontaktuppgifter ändrades",
            "protection_changed": "Skydd ändrades",
        }.items():
            register_kind(f"people.{kind}", label=label)
