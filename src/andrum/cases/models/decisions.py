"""Decisions and the communication before them."""

from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.cases.domain.appeals import appeal_by
from andrum.cases.models.matters import Matter
from andrum.cases.models.states import HowDecided, Outcome

LOCKED_FIELDS = (
    "matter_id", "month", "outcome", "amount_ore", "reasons", "how", "decided_by_kind", "decided_by_id",
    "decided_by_name", "mandate_ref", "calculation", "rulebook_version", "applied_ore", "decided_at", "idempotency_key",
    "changes_id",
)  # fmt: skip
"""Columns of a decision that the database lets nobody change; the day of delivery and appeal may be filled in once."""


class Decision(models.Model):
    """A decision. Immutable: what is wrong is put right by a new decision that changes it (FL 36-39 §§)."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="decisions")
    month = models.CharField(_("månad"), max_length=7)
    outcome = models.CharField(_("utfall"), max_length=16, choices=Outcome.choices)
    amount_ore = models.BigIntegerField(_("belopp"))
    reasons = models.TextField(_("motivering"), blank=True, default="")
    how = models.CharField(max_length=10, choices=HowDecided.choices)
    decided_by_kind = models.CharField(max_length=10)
    decided_by_id = models.CharField(max_length=60)
    decided_by_name = models.CharField(_("beslutat av"), max_length=150)
    mandate_ref = models.CharField(max_length=120, blank=True, default="")
    calculation = models.JSONField(encoder=DjangoJSONEncoder)
    rulebook_version = models.CharField(max_length=120, blank=True, default="")
    applied_ore = models.BigIntegerField(_("ansökt belopp"), null=True)
    decided_at = models.DateTimeField(_("beslutat"))
    appeal_by_date = models.DateField(_("kan överklagas till och med"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delgivet"), null=True, blank=True)
    idempotency_key = models.CharField(max_length=200, unique=True)
    changes = models.OneToOneField("self", on_delete=models.PROTECT, related_name="changed_by", null=True, blank=True)

    class Meta:
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        constraints = [
            models.UniqueConstraint(
                fields=("matter", "month"),
                condition=Q(changes__isnull=True, outcome__in=("granted", "partly_granted", "denied")),
                name="cases_one_decision_a_month",
            ),
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="cases_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(outcome__in=("granted", "partly_granted")) | Q(amount_ore=0), name="cases_no_grant_no_money"
            ),
            models.CheckConstraint(condition=Q(outcome="granted") | ~Q(reasons=""), name="cases_reasons_fl_32"),
            models.CheckConstraint(condition=Q(how="person") | ~Q(mandate_ref=""), name="cases_robot_needs_mandate"),
        ]
        indexes = [
            models.Index(fields=("matter", "-decided_at"), name="cases_decision_timeline"),
            models.Index(fields=("how", "-decided_at"), name="cases_decision_how"),
            models.Index(fields=("month", "outcome"), name="cases_decision_month"),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

    @staticmethod
    def appeal_by_when_got(day: date) -> date:
        """The last day to appeal for one who gets the decision that day (FL 44 §)."""
        return appeal_by(day)


class Communication(models.Model):
    """What the person was told before an adverse decision, and until when to answer (FL 25 §, SoL 14 kap. 8 §)."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="communications")
    month = models.CharField(max_length=7)
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=150)
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = _("underrättelse inför beslut")
        indexes = [models.Index(fields=("matter", "-sent_at"), name="cases_communication_timeline")]

    def __str__(self) -> str:
        return f"Communication {self.pk}"
