"""Fee decisions."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """Why a fee was decided."""

    FIRST = "first", _("Första beslutet")
    CHANGE = "change", _("Något har ändrats")
    YEARLY = "yearly", _("Omräkning inför nytt år")
    CORRECTION = "correction", _("Rättelse bakåt i tiden")
    NO_INFORMATION = "no_information", _("Inga uppgifter har lämnats")


class FeeDecision(models.Model):
    """What a person pays a month (avgiftsbeslut), from a month until a later decision says otherwise.

    Beside the decision in the register, which says who decided, why and with which calculation. Never changed: the fee
    of a month is what the latest decision that covers it says. ``to_month`` is empty for «until further notice».
    """

    decision = models.OneToOneField("cases.Decision", on_delete=models.PROTECT, related_name="+", primary_key=True)
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    from_month = models.CharField(_("från och med"), max_length=7)
    to_month = models.CharField(_("till och med"), max_length=7, blank=True, default="")
    fee_ore = models.BigIntegerField(_("avgift i månaden"))
    cause = models.CharField(_("anledning"), max_length=20, choices=Cause.choices)
    lines = models.JSONField(_("delar"), encoder=DjangoJSONEncoder, default=list)
    basis = models.JSONField(_("underlag"), encoder=DjangoJSONEncoder)
    versions = models.JSONField(_("versioner"), encoder=DjangoJSONEncoder, default=dict)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("avgiftsbeslut")
        verbose_name_plural = _("avgiftsbeslut")
        constraints = [
            models.CheckConstraint(condition=Q(fee_ore__gte=0), name="fees_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(to_month="") | Q(to_month__gte=F("from_month")), name="fees_decision_in_order"
            ),
        ]
        indexes = [models.Index(fields=("matter", "from_month"), name="fees_decision_of_matter")]

    def __str__(self) -> str:
        return f"FeeDecision {self.pk}"
