"""The certain review of matters opened outside assignment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.control.models.reviews import Verdict


class OpeningReview(models.Model):
    """What somebody found when they looked at why a matter was opened anyway. Once an opening."""

    opening = models.OneToOneField("cases.OpenedAnyway", on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("bedömning"), max_length=10, choices=Verdict.choices[:2])
    words = models.TextField(_("med egna ord"), blank=True, default="")
    at = models.DateTimeField(_("när"))

    class Meta:
        verbose_name = _("granskad öppning")
        verbose_name_plural = _("granskade öppningar")
        constraints = [
            models.CheckConstraint(condition=~Q(verdict="wrong") | ~Q(words=""), name="control_wrong_opening_has_words")
        ]

    def __str__(self) -> str:
        return f"OpeningReview {self.pk}"
