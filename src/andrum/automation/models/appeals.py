"""Appeals as they are tried: in time or not, and when they were handed over to the court."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AppealTrial(models.Model):
    """An appeal's way (FL 45-46 §§): found in time and handed over with a statement, or dismissed by a decision."""

    message = models.OneToOneField("cases.Message", on_delete=models.PROTECT, related_name="+")
    is_in_time = models.BooleanField(_("kom i rätt tid"))
    why = models.TextField(_("skäl"))
    tried_by = models.CharField(_("prövat av"), max_length=150)
    tried_at = models.DateTimeField(_("prövat"))
    statement = models.TextField(_("yttrande"), blank=True, default="")
    handed_over_date = models.DateField(_("lämnat till domstolen"), null=True, blank=True)
    dismissal = models.OneToOneField(
        "cases.Decision", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("prövning av överklagande")
        verbose_name_plural = _("prövningar av överklaganden")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_in_time=True, dismissal__isnull=True)
                | Q(is_in_time=False, dismissal__isnull=False, handed_over_date__isnull=True),
                name="automation_late_is_dismissed",
            ),
        ]

    def __str__(self) -> str:
        return f"AppealTrial {self.pk}"
