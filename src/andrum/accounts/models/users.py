"""Those who can sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """One who can sign in: staff by their memberships, a citizen by a personal number proved by e-identity."""

    first_name = None  # type: ignore[assignment]  # one name, as people write it
    last_name = None  # type: ignore[assignment]  # one name, as people write it
    name = models.CharField(_("namn"), max_length=150)
    personal_number = models.CharField(_("personnummer"), max_length=12, blank=True, default="")
    may_see_protected = models.BooleanField(_("får se skyddade personuppgifter"), default=False)
    language = models.CharField(_("språk"), max_length=5, default="sv")

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        constraints = [
            models.UniqueConstraint(
                fields=("personal_number",), condition=~Q(personal_number=""), name="accounts_one_user_a_person"
            ),
            models.CheckConstraint(
                condition=Q(personal_number="") | Q(may_see_protected=False), name="accounts_citizen_is_no_named_staff"
            ),
        ]

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """The name."""
        return self.name

    def get_short_name(self) -> str:
        """The first of the names."""
        return self.name.split(" ")[0]

    @property
    def is_citizen(self) -> bool:
        """True for one who signs in as a private person."""
        return bool(self.personal_number)
