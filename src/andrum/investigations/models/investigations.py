"""Investigations and the steps on their way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.investigations.models.states import CLOSED, Framework, InvestigationState, StepKind, StepOutcome


class Investigation(models.Model):
    """An investigation of a matter. Finished, the database locks it; a new version is a new row that follows it."""

    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(_("område"), max_length=20, choices=Framework.choices)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, related_name="followed_by", null=True, blank=True)
    state = models.CharField(max_length=14, choices=InvestigationState.choices)
    reported_date = models.DateField(_("anmälan eller ansökan kom in"), null=True, blank=True)
    reason = models.TextField(_("anledning"), blank=True, default="")
    started_date = models.DateField(_("inledd"), null=True, blank=True)
    days_version = models.CharField(max_length=40)
    child_not_heard = models.TextField(_("varför barnet inte har hörts"), blank=True, default="")
    not_sent_because = models.TextField(_("varför ingen part fick yttra sig"), blank=True, default="")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150)
    opened_by_id = models.CharField(max_length=60)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.CharField(max_length=150, blank=True, default="")
    word = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    pdf = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("utredning")
        verbose_name_plural = _("utredningar")
        constraints = [
            models.UniqueConstraint(
                fields=("matter",), condition=Q(state__in=("prescreening", "open")), name="investigations_one_at_a_time"
            ),
            models.UniqueConstraint(fields=("matter", "number"), name="investigations_numbered"),
            models.CheckConstraint(
                condition=Q(state__in=("prescreening", "open"), finished_at__isnull=True, finished_by="")
                | (Q(state__in=("not_opened", "finished"), finished_at__isnull=False) & ~Q(finished_by="")),
                name="investigations_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("open", "finished")) | Q(started_date__isnull=False),
                name="investigations_open_has_day",
            ),
        ]
        indexes = [models.Index(fields=("state", "started_date"), name="investigations_by_day")]

    def __str__(self) -> str:
        return f"Investigation {self.pk}"

    @property
    def is_closed(self) -> bool:
        """True when the database lets nobody change it."""
        return self.state in CLOSED

    @property
    def is_child(self) -> bool:
        """True when it is about a child or a young person."""
        return self.framework == Framework.CHILDREN


class Step(models.Model):
    """What somebody assessed or decided on the way: protection, prescreening, more time. Never changed."""

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=24, choices=StepKind.choices)
    outcome = models.CharField(max_length=16, choices=StepOutcome.choices)
    day = models.DateField(_("dag"))
    to_date = models.DateField(_("till och med"), null=True, blank=True)
    text = models.TextField(_("skäl"))
    by = models.CharField(max_length=150)
    by_id = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("steg i utredningen")
        verbose_name_plural = _("steg i utredningar")
        constraints = [
            models.UniqueConstraint(
                fields=("investigation", "kind"), condition=Q(kind__in=("protection", "prescreening")),
                name="investigations_step_once",
            ),
            models.UniqueConstraint(
                fields=("investigation", "kind", "to_date"), condition=Q(to_date__isnull=False),
                name="investigations_same_day_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("extension", "prescreening_extension")) | Q(to_date__isnull=False),
                name="investigations_more_time_has_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=("investigation", "at"), name="investigations_step_order")]

    def __str__(self) -> str:
        return f"Step {self.pk}"


class Placement(models.Model):
    """Under which area a person has put a note, a document, a fact or an unsorted line."""

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="placements")
    entry_key = models.CharField(max_length=60)
    area = models.CharField(_("område"), max_length=60, blank=True, default="")
    by = models.CharField(max_length=150)
    by_id = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("placering")
        verbose_name_plural = _("placeringar")
        constraints = [
            models.UniqueConstraint(fields=("investigation", "entry_key"), name="investigations_placed_once")
        ]

    def __str__(self) -> str:
        return f"Placement {self.pk}"
