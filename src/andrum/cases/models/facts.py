"""Facts: the meeting point of what comes in and what decides."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.cases.models.matters import Matter
from andrum.cases.models.states import FactSource


class Fact(models.Model):
    """What one source says about one thing in a matter, and since when. Never changed, only replaced."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="facts")
    name = models.CharField(max_length=120)
    month = models.CharField(max_length=7, blank=True, default="")
    value = models.JSONField(null=True, blank=True)
    unknown_reason = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=12, choices=FactSource.choices)
    source_key = models.CharField(max_length=60)
    source_detail = models.CharField(max_length=120, blank=True, default="")
    retrieved_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    recorded_by_id = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    reason = models.TextField(blank=True, default="")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("uppgift")
        verbose_name_plural = _("uppgifter")
        constraints = [
            models.UniqueConstraint(
                fields=("matter", "month", "name", "source_key"),
                condition=Q(replaced_at__isnull=True),
                name="cases_one_current_fact",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, unknown_reason="") | (Q(value__isnull=True) & ~Q(unknown_reason="")),
                name="cases_value_or_unknown",
            ),
            models.CheckConstraint(
                condition=~Q(source="caseworker") | ~Q(reason=""), name="cases_caseworker_gives_reason"
            ),
        ]
        indexes = [models.Index(fields=("matter", "-recorded_at"), name="cases_fact_timeline")]

    def __str__(self) -> str:
        return f"{self.name} {self.month} ({self.source_key})"
