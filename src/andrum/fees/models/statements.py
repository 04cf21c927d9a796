"""What a person, or one who may speak for them, says of incomes and housing."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How somebody answers."""

    CONFIRM = "confirm", _("Det registren säger stämmer")
    TELL = "tell", _("Lämnar egna uppgifter")
    DECLINE = "decline", _("Vill inte lämna uppgifter")


class StatementState(models.TextChoices):
    """Draft until signed; withdrawn when thrown away before."""

    DRAFT = "draft", _("Utkast")
    SIGNED = "signed", _("Inskickad")
    WITHDRAWN = "withdrawn", _("Återtagen")


class IncomeStatement(models.Model):
    """Incomes and housing from a month (inkomstuppgift). ``answers`` holds one dict a page, amounts in whole öre.

    ``unfinished`` holds what is typed on a page and not saved yet, as it was typed; None when there is nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    from_month = models.CharField(_("från och med"), max_length=7)
    way = models.CharField(_("sätt"), max_length=10, choices=Way.choices, blank=True, default="")
    state = models.CharField(_("läge"), max_length=10, choices=StatementState.choices, default=StatementState.DRAFT)
    answers = models.JSONField(_("svar"), default=dict)
    unfinished = models.JSONField(_("skrivet men inte klart"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    language = models.CharField(_("språk"), max_length=5, default="sv")
    started_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("fees.Authority", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    started_at = models.DateTimeField(_("påbörjad"))
    saved_at = models.DateTimeField(_("sparad"))
    text = models.TextField(_("underskriven text"), blank=True, default="")
    text_hash = models.CharField(max_length=64, blank=True, default="")
    signed_at = models.DateTimeField(_("inskickad"), null=True, blank=True)
    signed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    method = models.CharField(_("sätt att skriva under"), max_length=40, blank=True, default="")
    evidence = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = _("inkomstuppgift")
        verbose_name_plural = _("inkomstuppgifter")
        constraints = [
            models.UniqueConstraint(fields=("matter",), condition=Q(state="draft"), name="fees_one_draft"),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(text_hash=""),
                name="fees_signed_is_whole",
            ),
        ]
        indexes = [models.Index(fields=("matter", "-saved_at"), name="fees_statement_of_matter")]

    def __str__(self) -> str:
        return f"IncomeStatement {self.pk}"
