"""Strata of automated decisions, and how large a share of each has been reviewed since when."""

from fractions import Fraction

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.automation.service import Mandate
from andrum.fees.service import FeeMandate


class Stratum(models.Model):
    """The decisions of one mandate, kind of matter and risk. ``risk`` is empty for those without any."""

    mandate = models.ForeignKey("automation.Mandate", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    fee_mandate = models.ForeignKey(
        "fees.FeeMandate", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    case_type = models.CharField(_("ärendetyp"), max_length=60)
    risk = models.CharField(_("risk"), max_length=30, blank=True, default="")
    words = models.CharField(_("vad det är"), max_length=150)
    counted_from = models.DateTimeField(_("räknas från"))

    class Meta:
        verbose_name = _("stratum")
        verbose_name_plural = _("strata")
        constraints = [
            models.UniqueConstraint(fields=("mandate", "case_type", "risk"), name="control_stratum_once"),
            models.UniqueConstraint(fields=("fee_mandate", "case_type", "risk"), name="control_fee_stratum_once"),
            models.CheckConstraint(
                condition=Q(mandate__isnull=False, fee_mandate__isnull=True)
                | Q(mandate__isnull=True, fee_mandate__isnull=False),
                name="control_stratum_of_one_mandate",
            ),
        ]

    def __str__(self) -> str:
        return f"Stratum {self.pk}"

    @property
    def of_mandate(self) -> Mandate | FeeMandate:
        """The mandate that the decisions were made by: one of applications or one of fees, never both."""
        found = self.mandate or self.fee_mandate
        if found is None:  # the database refuses
            raise ValueError("a stratum without a mandate")
        return found

    @property
    def is_risk(self) -> bool:
        """True when all is always reviewed."""
        return bool(self.risk)


class ShareChange(models.Model):
    """From when a share of a stratum has been reviewed, and why. Written once; the last one is in force."""

    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="shares")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    from_at = models.DateTimeField(_("från"))
    reason = models.CharField(_("skäl"), max_length=300)
    parameters = models.CharField(_("parametrar"), max_length=60)
    key = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("ändrad andel")
        verbose_name_plural = _("ändrade andelar")
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__gt=0, denominator__gte=models.F("numerator")), name="control_share_of_one"
            ),
        ]
        indexes = [models.Index(fields=("stratum", "from_at"), name="control_share_in_force")]

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator} of stratum {self.stratum_id}"

    @property
    def share(self) -> Fraction:
        """The share, above 0 and at most 1."""
        return Fraction(self.numerator, self.denominator)
