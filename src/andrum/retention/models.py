"""Proposals, what was decided of them, and the receipt of what was removed. No data about a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """How far a proposal has come."""

    PROPOSED = "proposed", _("Föreslagen")
    APPROVED = "approved", _("Godkänd")
    EXEMPTED = "exempted", _("Undantagen")
    WITHDRAWN = "withdrawn", _("Tillbakadragen")
    ERASED = "erased", _("Gallrad")


WAITING = (ProposalState.PROPOSED, ProposalState.APPROVED, ProposalState.EXEMPTED)


class Proposal(models.Model):
    """That the file of one person, with these matters, is removed. The person is a number that leads nowhere after."""

    person = models.BigIntegerField()
    matters = models.JSONField(_("ärenden"))
    references = models.JSONField(_("ärendenummer"))
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    last_entry_date = models.DateField(_("sista anteckning"))
    from_date = models.DateField(_("får gallras från"))
    finish_by_date = models.DateField(_("ska vara gallrad senast"))
    provision = models.CharField(_("bestämmelse"), max_length=40)
    rules_version = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True, default="")
    decided_by_id = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")
    exempt_until_date = models.DateField(null=True, blank=True)
    erase_from_date = models.DateField(_("gallras tidigast"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    receipt = models.JSONField(_("kvitto"), default=list)

    class Meta:
        verbose_name = _("förslag om gallring")
        verbose_name_plural = _("förslag om gallring")
        constraints = [
            models.UniqueConstraint(fields=("person",), condition=Q(state__in=WAITING), name="retention_one_waiting"),
            models.CheckConstraint(
                condition=~Q(state="erased") | Q(erased_at__isnull=False), name="retention_erased_has_moment"
            ),
        ]
        indexes = [models.Index(fields=("state", "finish_by_date"), name="retention_by_state")]

    def __str__(self) -> str:
        return f"Proposal {self.pk}"


class Erasing(models.Model):
    """Is there only inside the transaction that removes a file: rows that are locked may go then, and no other time."""

    class Meta:
        verbose_name = _("gallring pågår")

    def __str__(self) -> str:
        return f"Erasing {self.pk}"
