"""Units, and who has which role in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does in a unit."""

    CASEWORKER = "caseworker", _("Handläggare")
    FEE_OFFICER = "fee_officer", _("Avgiftshandläggare")
    UNIT_MANAGER = "unit_manager", _("Enhetschef")
    REVIEWER = "reviewer", _("Granskare")
    BOARD = "board", _("Nämndledamot")
    ADMINISTRATOR = "administrator", _("Administratör")
    OPERATOR = "operator", _("Driftansvarig")


class Unit(models.Model):
    """A part of the administration that answers for matters."""

    name = models.CharField(_("namn"), max_length=120)
    code = models.CharField(_("kod"), max_length=20, unique=True)

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role in a unit during a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    from_date = models.DateField(_("från"))
    to_date = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")), name="accounts_role_in_order"
            ),
            models.UniqueConstraint(
                fields=("user", "unit", "role"), condition=Q(to_date__isnull=True), name="accounts_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"
