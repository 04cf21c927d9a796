"""Pauses of a kind of run."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Pause(models.Model):
    """A time when nothing of a kind is begun. At most one at a time; kept when it is over."""

    kind = models.CharField(_("slag"), max_length=60)
    reason = models.CharField(_("skäl"), max_length=300)
    paused_at = models.DateTimeField(_("pausat"))
    paused_by = models.CharField(_("pausat av"), max_length=150)
    resumed_at = models.DateTimeField(_("fortsatte"), null=True, blank=True)
    resumed_by = models.CharField(_("fortsatt av"), max_length=150, blank=True, default="")
    resumed_why = models.CharField(_("skäl att fortsätta"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("paus")
        verbose_name_plural = _("pauser")
        constraints = [
            models.UniqueConstraint(
                fields=("kind",), condition=Q(resumed_at__isnull=True), name="runs_one_pause_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="runs_pause_has_a_reason"),
            models.CheckConstraint(
                condition=Q(resumed_at__isnull=True, resumed_why="")
                | (Q(resumed_at__gte=models.F("paused_at")) & ~Q(resumed_why="")),
                name="runs_pause_ends_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.paused_at:%Y-%m-%d}"
