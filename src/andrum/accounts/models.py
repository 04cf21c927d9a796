"""Users, units, memberships and tokens."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """One who can sign in."""
