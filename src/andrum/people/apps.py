"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "andrum.people"
    verbose_name = "Personer"
    default_auto_field = "django.db.models.BigAutoField"
