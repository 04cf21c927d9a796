"""What the unit asks the citizen to complete."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.applications.models.applications import Application


class Supplement(models.Model):
    """A request for a supplement. ``items`` is a list of ``{"code", "text", "fact"}``; ``answers`` one text a code."""

    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="supplements")
    asked_by = models.CharField(_("begärd av"), max_length=150)
    asked_at = models.DateTimeField(_("begärd"))
    due_date = models.DateField(_("svara senast"))
    items = models.JSONField(_("frågor"))
    answers = models.JSONField(_("svar"), default=dict)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    class Meta:
        verbose_name = _("komplettering")
        verbose_name_plural = _("kompletteringar")
        constraints = [
            models.UniqueConstraint(
                fields=("application",), condition=Q(answered_at__isnull=True), name="applications_one_open_supplement"
            ),
        ]
        indexes = [models.Index(fields=("matter", "-asked_at"), name="applications_supplements")]

    def __str__(self) -> str:
        return f"Supplement {self.pk}"
