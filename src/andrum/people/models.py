"""Persons."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.kernel.identity import PersonalNumber


class Protection(models.TextChoices):
    """How a person's data is protected in the population register."""

    NONE = "none", _("Ingen")
    CONFIDENTIALITY_MARK = "sekretessmarkering", _("Sekretessmarkering")
    PROTECTED_REGISTRATION = "skyddad_folkbokforing", _("Skyddad folkbokföring")


class Person(models.Model):
    """A person who applies, or is part of a household."""

    personal_number = models.CharField(_("personnummer"), max_length=12, unique=True)
    given_name = models.CharField(_("förnamn"), max_length=80)
    family_name = models.CharField(_("efternamn"), max_length=80)
    search_name = models.CharField(max_length=170, db_index=True)
    street = models.CharField(_("gatuadress"), max_length=120, blank=True, default="")
    postal_code = models.CharField(_("postnummer"), max_length=10, blank=True, default="")
    city = models.CharField(_("ort"), max_length=60, blank=True, default="")
    phone = models.CharField(_("telefon"), max_length=30, blank=True, default="")
    email = models.EmailField(_("e-post"), blank=True, default="")
    language = models.CharField(_("språk"), max_length=5, default="sv")
    protection = models.CharField(_("skydd"), max_length=30, choices=Protection.choices, default=Protection.NONE)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        constraints = [
            models.CheckConstraint(condition=~Q(given_name="") | ~Q(family_name=""), name="people_has_a_name"),
        ]
        indexes = [models.Index(fields=("protection", "family_name", "given_name"), name="people_by_name")]

    def __str__(self) -> str:
        return f"Person {self.pk}"

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def address(self) -> str:
        """Street, postal code and city on two lines; empty when no street is known."""
        return f"{self.street}\n{self.postal_code} {self.city}".strip() if self.street else ""

    @property
    def number(self) -> PersonalNumber:
        """The personal number, as what it is."""
        return PersonalNumber(self.personal_number)

    @property
    def born(self) -> date:
        """Day of birth."""
        return self.number.born

    @property
    def is_protected(self) -> bool:
        """True when only named staff may know of the person."""
        return self.protection != Protection.NONE
