"""Applications and the signatures on them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The first application, or the one of a following month."""

    NEW = "new", _("Ny ansökan")
    CONTINUED = "continued", _("Fortsatt ansökan")


class State(models.TextChoices):
    """Draft until signed by all who apply; withdrawn when taken back before the signing was complete."""

    DRAFT = "draft", _("Utkast")
    AWAITING_CO_APPLICANT = "awaiting_co_applicant", _("Väntar på medsökande")
    SIGNED = "signed", _("Inskickad")
    WITHDRAWN = "withdrawn", _("Återtagen")


class Application(models.Model):
    """What a person says and asks for, for one month.

    ``answers`` holds one dict a page, amounts in whole öre. ``unfinished`` holds what was typed and kept by itself
    before the page was saved, as it was typed, by page key or ``page.item``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    month = models.CharField(_("månad"), max_length=7)
    applicant = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    co_applicant = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(_("läge"), max_length=24, choices=State.choices, default=State.DRAFT)
    answers = models.JSONField(_("svar"), default=dict)
    unfinished = models.JSONField(_("skrivet men inte klart"), default=dict)
    version = models.PositiveIntegerField(default=1)
    language = models.CharField(_("språk"), max_length=5, default="sv")
    source = models.CharField(_("väg in"), max_length=60, default="web")
    external_reference = models.CharField(max_length=120, blank=True, default="")
    started_at = models.DateTimeField(_("påbörjad"))
    saved_at = models.DateTimeField(_("sparad"))
    text = models.TextField(_("underskriven text"), blank=True, default="")
    text_hash = models.CharField(max_length=64, blank=True, default="")
    signed_at = models.DateTimeField(_("inskickad"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("återtagen"), null=True, blank=True)

    class Meta:
        verbose_name = _("ansökan")
        verbose_name_plural = _("ansökningar")
        constraints = [
            models.UniqueConstraint(
                fields=("applicant", "month"), condition=~Q(state="withdrawn"), name="applications_one_a_month"
            ),
            models.UniqueConstraint(
                fields=("source", "external_reference"),
                condition=~Q(external_reference=""),
                name="applications_external_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False, matter__isnull=False) & ~Q(text_hash=""),
                name="applications_signed_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(co_applicant__isnull=True) | ~Q(co_applicant=models.F("applicant")),
                name="applications_two_persons",
            ),
        ]
        indexes = [
            models.Index(fields=("state", "signed_at"), name="applications_sweep"),
            models.Index(fields=("matter", "-month"), name="applications_of_matter"),
            models.Index(fields=("co_applicant", "-month"), name="applications_of_co"),
        ]

    def __str__(self) -> str:
        return f"Application {self.pk}"


class Signature(models.Model):
    """One person's signature on exactly the text with the hash. Never changed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("underskriven"))
    method = models.CharField(_("sätt"), max_length=40)
    text_hash = models.CharField(max_length=64)
    evidence = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = _("underskrift")
        verbose_name_plural = _("underskrifter")
        constraints = [
            models.UniqueConstraint(fields=("application", "person"), name="applications_signs_once"),
        ]

    def __str__(self) -> str:
        return f"Signature {self.pk}"
