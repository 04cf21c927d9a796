"""The events and the end of the chain. No foreign keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.audit.domain.chain import FIRST


class AuditEvent(models.Model):
    """One thing that somebody did or saw. The database refuses to change or remove it."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("när"), db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=60)
    actor_name = models.CharField(_("vem"), max_length=150)
    kind = models.CharField(_("vad"), max_length=60)
    subject = models.CharField(max_length=120, blank=True, default="")
    matter = models.CharField(max_length=40, blank=True, default="")
    person = models.CharField(max_length=40, blank=True, default="")
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        indexes = [
            models.Index(fields=("matter", "seq"), name="audit_by_matter"),
            models.Index(fields=("person", "seq"), name="audit_by_person"),
            models.Index(fields=("actor_id", "seq"), name="audit_by_actor"),
            models.Index(fields=("kind", "seq"), name="audit_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class AuditHead(models.Model):
    """The end of the chain; one row, locked while an event is added."""

    count = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=FIRST)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("loggens huvud")

    def __str__(self) -> str:
        return f"{self.count} {self.hash}"
