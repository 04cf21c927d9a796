"""The daily sample of what was read. The log hangs on nothing, so an event is known here by its number only."""

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from andrum.control.models.reviews import Verdict


class LogReason(TextChoices):
    """Why a reading is reviewed."""

    LOT = "lot", _("Lottad")
    PROTECTED = "protected", _("Skyddade personuppgifter granskas alltid")
    OPENED_ANYWAY = "opened_anyway", _("Öppnat utanför tilldelning granskas alltid")


class LogDraw(models.Model):
    """The draw of one day's readings: from how many, with which seed, how many were taken. Once a day."""

    day = models.DateField(_("dag"), unique=True)
    seed = models.CharField(_("frö"), max_length=64)
    read_events = models.PositiveIntegerField(_("läsningar"))
    taken = models.PositiveIntegerField(_("lottade"))
    drawn_at = models.DateTimeField(_("lottat"))

    class Meta:
        verbose_name = _("lottning av läsningar")
        verbose_name_plural = _("lottningar av läsningar")

    def __str__(self) -> str:
        return f"LogDraw {self.day}"


class LogReview(models.Model):
    """One reading to look at: was there a reason in the work?"""

    draw = models.ForeignKey(LogDraw, on_delete=models.PROTECT, related_name="reviews")
    event_seq = models.BigIntegerField(_("händelse"), unique=True)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.CharField(_("varför"), max_length=16, choices=LogReason.choices)
    is_protected = models.BooleanField(_("skyddade personuppgifter"), default=False)
    verdict = models.CharField(_("bedömning"), max_length=10, choices=Verdict.choices[:2], blank=True, default="")
    words = models.TextField(_("med egna ord"), blank=True, default="")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(_("när"), null=True, blank=True)

    class Meta:
        verbose_name = _("granskad läsning")
        verbose_name_plural = _("granskade läsningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", reviewer__isnull=True, at__isnull=True)
                | ~Q(verdict="") & Q(reviewer__isnull=False, at__isnull=False),
                name="control_log_verdict_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="wrong") | ~Q(words=""), name="control_wrong_reading_has_words"
            ),
        ]
        indexes = [models.Index(fields=("verdict", "id"), name="control_log_queue")]

    def __str__(self) -> str:
        return f"LogReview {self.pk}"
