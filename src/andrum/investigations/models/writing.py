"""What the worker writes: each part, and every version of it with its author."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.investigations.models.investigations import Investigation
from andrum.investigations.models.states import WrittenPart


class Part(models.Model):
    """A part of the document that only a person writes. ``revision`` rises with every save of it."""

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(_("del"), max_length=12, choices=WrittenPart.choices)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("skriven del")
        verbose_name_plural = _("skrivna delar")
        constraints = [models.UniqueConstraint(fields=("investigation", "part"), name="investigations_part_once")]

    def __str__(self) -> str:
        return f"Part {self.pk}"


class PartVersion(models.Model):
    """One version: what somebody wrote in one sitting. ``is_aside`` is a text that met another's, kept beside it."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True, default="")
    is_aside = models.BooleanField(default=False)
    taken_care_of = models.BooleanField(default=False)
    written_by = models.CharField(max_length=150)
    written_by_id = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version av en skriven del")
        verbose_name_plural = _("versioner av skrivna delar")
        constraints = [
            models.UniqueConstraint(fields=("part", "number"), name="investigations_version_once"),
            models.CheckConstraint(
                condition=models.Q(saved_at__gte=models.F("began_at")), name="investigations_saved_after"
            ),
        ]

    def __str__(self) -> str:
        return f"PartVersion {self.pk}"
