"""Keys by which another system calls the API for a unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.accounts.models.units import Unit


class ApiToken(models.Model):
    """A key for one unit. Only its hash is kept; the secret is shown once."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("namn"), max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(_("skapad"))
    expires_at = models.DateTimeField(_("gäller till"))
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)

    class Meta:
        verbose_name = _("nyckel")
        verbose_name_plural = _("nycklar")

    def __str__(self) -> str:
        return self.name
