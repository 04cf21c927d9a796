"""The journal: SoL 14 kap. 3-7 §§."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.cases.models.matters import Matter


class JournalNote(models.Model):
    """A note. Signed, it is locked by the database; corrections and alleged errors are new notes that point at it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="notes")
    title = models.CharField(_("rubrik"), max_length=200)
    text = models.TextField(_("anteckning"))
    written_by = models.CharField(max_length=150)
    written_by_id = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    correction_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="corrections", null=True)
    alleges_error_in = models.ForeignKey("self", on_delete=models.PROTECT, related_name="alleged_errors", null=True)

    class Meta:
        verbose_name = _("journalanteckning")
        verbose_name_plural = _("journalanteckningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(correction_of__isnull=True) | Q(alleges_error_in__isnull=True), name="cases_note_one_link"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(signed_at__gte=models.F("written_at")),
                name="cases_note_signed_after",
            ),
        ]
        indexes = [models.Index(fields=("matter", "-written_at"), name="cases_note_timeline")]

    def __str__(self) -> str:
        return f"JournalNote {self.pk}"

    @property
    def is_signed(self) -> bool:
        """True when it is locked."""
        return self.signed_at is not None
