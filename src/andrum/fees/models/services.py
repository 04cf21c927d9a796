"""What a person has been granted, and when they were away from it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """What ``quantity`` counts, in a whole month. Which of them a price needs is said by the tariff."""

    WHOLE = "whole", _("hela månaden")
    MINUTES = "minutes", _("minuter")
    DAYS = "days", _("dagar")
    TIMES = "times", _("gånger")
    LEVEL = "level", _("nivå")
    AMOUNT = "amount", _("öre, eget pris")


class GrantedService(models.Model):
    """A granted service (beviljad insats) with its extent, from a day to a day. Ended, never changed."""

    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("insats"), max_length=40)
    measure = models.CharField(_("mått"), max_length=10, choices=Measure.choices, default=Measure.WHOLE)
    quantity = models.PositiveIntegerField(_("omfattning"), null=True, blank=True)
    level = models.CharField(_("nivå"), max_length=40, blank=True, default="")
    from_date = models.DateField(_("från"))
    to_date = models.DateField(_("till och med"), null=True, blank=True)
    source_ref = models.CharField(_("beslutet om insatsen"), max_length=120, blank=True, default="")
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("beviljad insats")
        verbose_name_plural = _("beviljade insatser")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="fees_service_in_order"
            ),
            models.UniqueConstraint(fields=("matter", "kind", "from_date"), name="fees_service_once"),
            models.CheckConstraint(
                condition=Q(measure="whole", quantity__isnull=True)
                | Q(measure="level", quantity__isnull=True) & ~Q(level="")
                | Q(measure__in=("minutes", "days", "times", "amount"), quantity__isnull=False),
                name="fees_service_measured",
            ),
        ]
        indexes = [models.Index(fields=("matter", "from_date"), name="fees_service_of_matter")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.from_date}"


class Absence(models.Model):
    """Days away from home (frånvaro), by which the municipality may charge less. Taken back by ``cancelled_at``."""

    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField(_("från"))
    to_date = models.DateField(_("till och med"))
    reason = models.CharField(_("skäl"), max_length=20)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("frånvaro")
        verbose_name_plural = _("frånvaro")
        constraints = [
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="fees_absence_in_order"),
        ]
        indexes = [models.Index(fields=("matter", "from_date"), name="fees_absence_of_matter")]

    def __str__(self) -> str:
        return f"Absence {self.pk}"
