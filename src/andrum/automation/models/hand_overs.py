"""Prepared cases for a person."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.automation.models.runs import Run


class HandOver(models.Model):
    """A case prepared for a person: why it was handed over, what is proposed, what is missing and what differs."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="hand_overs")
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(_("månad"), max_length=7)
    reasons = models.JSONField(_("skäl"))
    household = models.JSONField(_("hushåll"), encoder=DjangoJSONEncoder)
    proposal = models.JSONField(_("förslag"), encoder=DjangoJSONEncoder)
    differences = models.JSONField(_("skillnader"), default=list)
    missing = models.JSONField(_("saknas"), default=list)
    created_at = models.DateTimeField(_("lämnad"))
    due_date = models.DateField(_("beslut senast"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_at = models.DateTimeField(_("tagen"), null=True, blank=True)
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    closed_how = models.CharField(max_length=20, blank=True, default="")
    decision = models.OneToOneField("cases.Decision", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("förberett ärende")
        verbose_name_plural = _("förberedda ärenden")
        constraints = [
            models.UniqueConstraint(
                fields=("run",), condition=Q(closed_at__isnull=True), name="automation_one_open_hand_over"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_how="") | (Q(closed_at__isnull=False) & ~Q(closed_how="")),
                name="automation_closed_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=("due_date", "id"), condition=Q(closed_at__isnull=True), name="automation_worklist"),
            models.Index(fields=("matter", "-created_at"), name="automation_prepared_matter"),
        ]

    def __str__(self) -> str:
        return f"HandOver {self.pk}"
