"""Mandates: what the board lets the automation decide."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MandateState(TextChoices):
    """On, off, or stopped by somebody who pressed the button."""

    ON = "on", _("På")
    OFF = "off", pgettext_lazy("mandat", "Av")
    STOPPED = "stopped", _("Stoppat")


class Mandate(models.Model):
    """One delegation to the automated decision function (KL 6 kap. 37 §, FL 28 §), with its limits."""

    code = models.CharField(_("kod"), max_length=40)
    name = models.CharField(_("mandat"), max_length=150)
    case_type = models.CharField(_("ärendetyp"), max_length=60)
    outcomes = models.JSONField(_("utfall"))
    max_amount_ore = models.BigIntegerField(_("högsta belopp"))
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    decided_by_board_ref = models.CharField(_("nämndens beslut"), max_length=150)
    state = models.CharField(_("läge"), max_length=10, choices=MandateState.choices, default=MandateState.OFF)
    stops_on_error = models.BooleanField(_("stoppas vid ett bekräftat fel"), default=True)
    changed_at = models.DateTimeField(_("ändrat"))
    changed_by = models.CharField(_("ändrat av"), max_length=150)
    reason = models.CharField(_("skäl"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandat")
        constraints = [
            models.UniqueConstraint(fields=("code", "valid_from"), name="automation_mandate_once"),
            models.CheckConstraint(condition=~Q(decided_by_board_ref=""), name="automation_mandate_by_board"),
            models.CheckConstraint(condition=Q(max_amount_ore__gt=0), name="automation_mandate_has_limit"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="automation_mandate_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}@{self.valid_from}"

    @property
    def reference(self) -> str:
        """How a decision names the mandate: name, first day and the board's decision."""
        return f"{self.code}@{self.valid_from.isoformat()}, {self.decided_by_board_ref}"[:120]
