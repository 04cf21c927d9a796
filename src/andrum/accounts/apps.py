"""The room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "andrum.accounts"
    verbose_name = "Behörighet"
    default_auto_field = "django.db.models.BigAutoField"
