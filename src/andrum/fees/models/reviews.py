"""What waits for a fee officer."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReviewReason(models.TextChoices):
    """Why a fee has to be looked at."""

    NEW = "new", _("Ny: har inget avgiftsbeslut")
    MISSING = "missing", _("Uppgifter saknas")
    DIFFERENCE = "difference", _("Den enskilde och registren säger olika")
    CHANGE = "change", _("En uppgift har ändrats")
    SERVICE = "service", _("Insatserna har ändrats")
    ABSENCE = "absence", _("Frånvaro")
    OUTLIER = "outlier", _("Avviker vid omräkningen")
    STATEMENT = "statement", _("Inkomstuppgift har kommit in")
    REFUSED = "refused", _("Kan inte räknas ut utan en människa")
    TARIFF = "tariff", _("Kommunens taxa går inte att använda")


class FeeReview(models.Model):
    """A fee that waits for a person (avgift att granska): why, from which month, and the proposal as it stands."""

    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(_("från och med"), max_length=7)
    reasons = models.JSONField(_("skäl"), default=list)
    proposal = models.JSONField(_("förslag"), encoder=DjangoJSONEncoder, default=dict)
    proposed_ore = models.BigIntegerField(_("föreslagen avgift"), null=True, blank=True)
    before_ore = models.BigIntegerField(_("avgift nu"), null=True, blank=True)
    opened_at = models.DateTimeField(_("öppnad"))
    due_date = models.DateField(_("senast"))
    item = models.ForeignKey(
        "fees.RecalculationItem", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(_("klar"), null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True, default="")
    outcome = models.CharField(max_length=20, blank=True, default="")
    decision = models.ForeignKey("cases.Decision", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("avgift att granska")
        verbose_name_plural = _("avgifter att granska")
        constraints = [
            models.UniqueConstraint(fields=("matter",), condition=Q(closed_at__isnull=True), name="fees_one_open"),
        ]
        indexes = [models.Index(fields=("closed_at", "due_date"), name="fees_review_worklist")]

    def __str__(self) -> str:
        return f"FeeReview {self.pk}"
