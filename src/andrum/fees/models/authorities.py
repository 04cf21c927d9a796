"""Who may speak for whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AuthorityKind(models.TextChoices):
    """By what right somebody speaks for another."""

    GUARDIAN = "god_man", _("God man (11 kap. föräldrabalken)")
    ADMINISTRATOR = "forvaltare", _("Förvaltare (11 kap. föräldrabalken)")
    FUTURE_POWER = "framtidsfullmakt", _("Framtidsfullmakt (lagen 2017:310)")
    POWER = "fullmakt", _("Fullmakt")
    RELATIVE = "anhorig", _("Anhörigbehörighet (17 kap. föräldrabalken)")


class Authority(models.Model):
    """A checked right to speak for a person about the fee (behörighet att företräda), from a day to a day."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    representative = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("slag"), max_length=20, choices=AuthorityKind.choices)
    evidence = models.CharField(_("underlag"), max_length=200)
    from_date = models.DateField(_("från"))
    to_date = models.DateField(_("till och med"), null=True, blank=True)
    checked_by = models.CharField(_("kontrollerad av"), max_length=150)
    checked_at = models.DateTimeField(_("kontrollerad"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("behörighet att företräda")
        verbose_name_plural = _("behörigheter att företräda")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="fees_authority_in_order"
            ),
            models.CheckConstraint(condition=~Q(person=F("representative")), name="fees_authority_of_another"),
            models.CheckConstraint(condition=~Q(evidence=""), name="fees_authority_has_evidence"),
        ]
        indexes = [models.Index(fields=("representative", "from_date"), name="fees_authority_by_other")]

    def __str__(self) -> str:
        return f"Authority {self.pk}"
