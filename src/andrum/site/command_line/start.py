"""Shared by the commands that need Django: load it once, with a clear word when the settings are wrong."""

import os


def load_django() -> None:
    """Load settings and every room."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "andrum.site.settings")
    import django

    django.setup(set_prefix=False)


def load_safely() -> None:
    """Load Django and refuse settings that are unsafe to serve people with. Raises SettingsError."""
    load_django()
    from andrum.site.environment import refuse_unsafe

    refuse_unsafe()
