"""A basis as it was compiled, and who was sent it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.investigations.models.investigations import Investigation
from andrum.investigations.models.states import Way


class KeptBasis(models.Model):
    """Every line of the basis at an instant, with their sources. Never changed."""

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="kept")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=60)
    content = models.JSONField()
    lines = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("sammanställning")
        verbose_name_plural = _("sammanställningar")
        constraints = [
            models.UniqueConstraint(fields=("investigation", "number"), name="investigations_basis_numbered")
        ]

    def __str__(self) -> str:
        return f"KeptBasis {self.pk}"


class Hearing(models.Model):
    """A party that was sent the basis before the decision (FL 25 §); the register keeps the answer."""

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="hearings")
    basis = models.ForeignKey(KeptBasis, on_delete=models.PROTECT, related_name="hearings")
    communication = models.OneToOneField("cases.Communication", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("hur"), max_length=10, choices=Way.choices)

    class Meta:
        verbose_name = _("kommunicering med en part")
        verbose_name_plural = _("kommuniceringar med parter")
        constraints = [models.UniqueConstraint(fields=("basis", "person"), name="investigations_heard_once_a_basis")]

    def __str__(self) -> str:
        return f"Hearing {self.pk}"
