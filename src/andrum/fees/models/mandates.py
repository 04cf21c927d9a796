"""What the board lets be decided without a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MandateCode(models.TextChoices):
    """What may be decided alone, and nothing else."""

    YEARLY = "yearly", _("Omräkning där bara årets belopp har ändrats")
    CONFIRMED = "confirmed", _("Det registren säger är bekräftat och ingenting skiljer")


class MandateState(models.TextChoices):
    """On, off, or stopped by somebody who pressed the button."""

    ON = "on", _("På")
    OFF = "off", pgettext_lazy("mandat", "Av")
    STOPPED = "stopped", _("Stoppat")


class FeeMandate(models.Model):
    """One delegation of fee decisions (avgiftsmandat) to the automated decision function (KL 6 kap. 37 §, FL 28 §)."""

    code = models.CharField(_("vad"), max_length=20, choices=MandateCode.choices)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    most_change_ore = models.BigIntegerField(_("största ändring"))
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    decided_by_board_ref = models.CharField(_("nämndens beslut"), max_length=80)
    state = models.CharField(_("läge"), max_length=10, choices=MandateState.choices, default=MandateState.OFF)
    stops_on_error = models.BooleanField(_("stoppas vid ett bekräftat fel"), default=True)
    changed_at = models.DateTimeField(_("ändrat"))
    changed_by = models.CharField(_("ändrat av"), max_length=150)
    reason = models.CharField(_("skäl"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("avgiftsmandat")
        verbose_name_plural = _("avgiftsmandat")
        constraints = [
            models.UniqueConstraint(fields=("unit", "code", "valid_from"), name="fees_mandate_once"),
            models.UniqueConstraint(fields=("unit", "code"), condition=Q(state="on"), name="fees_mandate_one_on"),
            models.CheckConstraint(condition=~Q(decided_by_board_ref=""), name="fees_mandate_by_board"),
            models.CheckConstraint(condition=Q(most_change_ore__gte=0), name="fees_mandate_limit"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="fees_mandate_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}@{self.valid_from}"

    @property
    def name(self) -> str:
        """What may be decided alone and in which unit, for each unit has mandates of its own."""
        return f"{self.get_code_display()} ({self.unit.name})"

    @property
    def reference(self) -> str:
        """How a decision names the mandate: what, first day and the board's decision."""
        return f"AVGIFT-{self.code.upper()}@{self.valid_from.isoformat()}, {self.decided_by_board_ref}"[:120]
