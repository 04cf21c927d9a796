"""Payment files."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PaymentFile(models.Model):
    """One pain.001 file exactly as it goes to the bank. Its content is never changed.

    ``delivered_at`` is set when the bank's channel has taken it, ``failed_at`` when a person has to see to it.
    """

    message_id = models.CharField(_("fil"), max_length=35, unique=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField(_("antal"))
    total_ore = models.BigIntegerField(_("summa"))
    execution_date = models.DateField(_("betalningsdag"))
    created_at = models.DateTimeField(_("skapad"))
    delivered_at = models.DateTimeField(_("lämnad"), null=True, blank=True)
    receipt = models.CharField(max_length=200, blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(_("lämnad till en människa"), null=True, blank=True)
    cause = models.CharField(_("orsak"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("betalfil")
        verbose_name_plural = _("betalfiler")
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0, total_ore__gt=0), name="dispatch_file_not_empty"),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(failed_at__isnull=True), name="dispatch_file_one_end"
            ),
        ]
        indexes = [models.Index(fields=("-created_at",), name="dispatch_file_created")]

    def __str__(self) -> str:
        return self.message_id
