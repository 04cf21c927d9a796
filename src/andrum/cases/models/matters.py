"""Matters and those who take part in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.cases.models.states import MatterKind, MatterState, ParticipantRole


class ReferenceSeries(models.Model):
    """The last number given in a series of references, one a kind of matter and year."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("nummerserie")
        constraints = [models.UniqueConstraint(fields=("prefix", "year"), name="cases_series_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class HandlingTimes(models.Model):
    """How soon a unit means to act, in calendar days; a unit without a row has the defaults."""

    unit = models.OneToOneField("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    decision_days = models.PositiveSmallIntegerField(_("dagar till beslut"), default=14)
    message_days = models.PositiveSmallIntegerField(_("arbetsdagar till svar"), default=2)
    objection_days = models.PositiveSmallIntegerField(_("dagar till omprövning"), default=14)
    appeal_days = models.PositiveSmallIntegerField(_("dagar till överlämnande"), default=7)

    class Meta:
        verbose_name = _("handläggningstid")
        verbose_name_plural = _("handläggningstider")

    def __str__(self) -> str:
        return f"HandlingTimes {self.unit_id}"


class Matter(models.Model):
    """One matter (ärende): a person, a kind of support, a unit that answers for it."""

    reference = models.CharField(_("ärendenummer"), max_length=24, unique=True)
    kind = models.CharField(max_length=40, choices=MatterKind.choices, default=MatterKind.ECONOMIC_ASSISTANCE)
    applicant = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=MatterState.choices, default=MatterState.OPEN)
    opened_at = models.DateTimeField(_("öppnat"))
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    is_protected = models.BooleanField(_("skyddade personuppgifter"), default=False)
    safety_concern = models.BooleanField(_("oro för säkerheten"), default=False)

    class Meta:
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        constraints = [
            models.UniqueConstraint(
                fields=("applicant", "kind"), condition=Q(state="open"), name="cases_one_open_matter"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
                name="cases_closed_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=("unit", "state", "assigned_to"), name="cases_matter_worklist"),
            models.Index(fields=("unit", "-opened_at"), name="cases_matter_unit_opened"),
            models.Index(fields=("assigned_to", "state", "-opened_at"), name="cases_matter_theirs"),
            models.Index(fields=("id",), condition=Q(is_protected=True), name="cases_matter_protected"),
        ]

    def __str__(self) -> str:
        return self.reference


class Participant(models.Model):
    """A person's part in a matter during a time."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=ParticipantRole.choices)
    from_date = models.DateField(_("från"))
    to_date = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        verbose_name = _("deltagare")
        constraints = [
            models.UniqueConstraint(
                fields=("matter", "person"), condition=Q(to_date__isnull=True), name="cases_takes_part_once"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")), name="cases_part_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} in {self.matter_id}"
