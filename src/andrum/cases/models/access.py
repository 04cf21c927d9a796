"""Who works on a matter now, and who opened it outside the need to know."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.cases.models.matters import Matter


class Hold(models.Model):
    """The lock on a matter, so that a person and the automation never work on it at once. It runs out by itself."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    holder_kind = models.CharField(max_length=10)
    holder_id = models.CharField(max_length=60)
    holder_name = models.CharField(max_length=150)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("lås")

    def __str__(self) -> str:
        return f"Hold on {self.matter_id}"


class OpenedAnyway(models.Model):
    """A matter opened with a reason by one whom it was not assigned to, for a short time; always reviewed."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("skäl"))
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    notice = models.ForeignKey("cases.Task", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("öppnat utanför tilldelning")
        indexes = [models.Index(fields=("user", "until_at"), name="cases_opened_user")]

    def __str__(self) -> str:
        return f"OpenedAnyway {self.pk}"
