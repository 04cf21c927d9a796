"""How long a case takes a person, by somebody who answers for the figure."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.runs.domain import MOST_MINUTES


class TimeFigure(models.Model):
    """A person's minutes for one case of a kind in a unit, without the automation. The newest counts."""

    kind = models.CharField(_("slag"), max_length=60)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minuter per ärende"))
    source = models.CharField(_("källa"), max_length=300)
    source_date = models.DateField(_("källans dag"))
    noted_at = models.DateTimeField(_("antecknat"))
    noted_by = models.CharField(_("antecknat av"), max_length=150)

    class Meta:
        verbose_name = _("handläggningstid utan automatik")
        verbose_name_plural = _("handläggningstider utan automatik")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES), name="runs_minutes_are_possible"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="runs_figure_has_a_source"),
        ]
        indexes = [models.Index(fields=("kind", "unit", "-noted_at"), name="runs_newest_figure")]

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes}"
