"""The files as they were made."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    """Which of the two files."""

    ASSISTANCE = "assistance", _("Bistånd, försörjningshinder och insatser")
    ENDED = "ended", _("Orsaker till att bistånd har upphört")


class MonthFile(models.Model):
    """One version of a month's file, exactly as it was made. A correction is a new version, with the reason."""

    kind = models.CharField(max_length=12, choices=FileKind.choices)
    month = models.CharField(_("månad"), max_length=7)
    version = models.PositiveSmallIntegerField(_("version"))
    name = models.CharField(_("fil"), max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    households = models.PositiveIntegerField(_("hushåll"))
    total_ore = models.BigIntegerField(_("summa"))
    problems = models.PositiveIntegerField(_("brister"), default=0)
    reason = models.CharField(_("skäl"), max_length=300, blank=True, default="")
    form = models.CharField(_("format"), max_length=80)
    holds_protected = models.BooleanField(default=False)
    made_at = models.DateTimeField(_("gjord"))
    made_by = models.CharField(_("gjord av"), max_length=150)
    handed_in_at = models.DateTimeField(_("inlämnad"), null=True, blank=True)
    handed_in_by = models.CharField(_("inlämnad av"), max_length=150, blank=True, default="")
    receipt = models.CharField(_("kvittens"), max_length=120, blank=True, default="")

    class Meta:
        verbose_name = _("statistikfil")
        verbose_name_plural = _("statistikfiler")
        constraints = [
            models.UniqueConstraint(fields=("kind", "month", "version"), name="statistics_version_once"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="statistics_correction_has_a_reason"),
            models.CheckConstraint(condition=Q(problems=0) | ~Q(reason=""), name="statistics_faults_have_a_reason"),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, handed_in_by="")
                | (Q(handed_in_at__isnull=False) & ~Q(handed_in_by="")),
                name="statistics_handed_in_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name
