"""Runs and their steps."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from andrum.automation.models.mandates import Mandate


class RunState(TextChoices):
    """How far a run has come."""

    WAITING = "waiting", _("I kö")
    RUNNING = "running", _("Pågår")
    WAITING_FOR_REGISTER = "waiting_for_register", _("Väntar på registren")
    WAITING_FOR_CITIZEN = "waiting_for_citizen", _("Väntar på komplettering")
    DECIDED = "decided", _("Beslutad automatiskt")
    HANDED_OVER = "handed_over", _("Lämnad till handläggare")
    FAILED = "failed", _("Väntar: något gick fel")


class StepName(TextChoices):
    """The steps, in order."""

    COLLECT = "collect", _("Hämta uppgifter")
    COMPLETE = "complete", _("Är allt med?")
    CROSS_CHECK = "cross_check", _("Jämföra uppgifter")
    ASSESS = "assess", _("Beräkna")
    DECIDE = "decide", _("Besluta eller lämna över")
    CARRY_OUT = "carry_out", _("Verkställa")


class Run(models.Model):
    """One application's way through the automation; exactly one an application."""

    application = models.OneToOneField("applications.Application", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(_("månad"), max_length=7)
    state = models.CharField(_("läge"), max_length=24, choices=RunState.choices, default=RunState.WAITING)
    round = models.PositiveSmallIntegerField(_("omgång"), default=1)
    attempt = models.PositiveSmallIntegerField(_("försök"), default=0)
    next_try_at = models.DateTimeField(_("nästa försök"), null=True, blank=True)
    cause = models.CharField(_("väntar på"), max_length=300, blank=True, default="")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    mandate_ref = models.CharField(_("mandat"), max_length=120, blank=True, default="")
    decision = models.OneToOneField("cases.Decision", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField(_("skapad"))
    started_at = models.DateTimeField(_("påbörjad"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klar"), null=True, blank=True)

    class Meta:
        verbose_name = _("körning")
        verbose_name_plural = _("körningar")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided") | (Q(decision__isnull=False) & ~Q(mandate_ref="")),
                name="automation_decided_has_mandate",
            ),
        ]
        indexes = [
            models.Index(fields=("state", "next_try_at"), name="automation_run_waiting"),
            models.Index(fields=("matter", "-month"), name="automation_run_matter"),
            models.Index(fields=("-created_at",), name="automation_run_newest"),
        ]

    def __str__(self) -> str:
        return f"Run {self.pk}"


class RunStep(models.Model):
    """One step of a run: what went in, with which versions, and what came out. Written once."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="steps")
    round = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=12, choices=StepName.choices)
    at = models.DateTimeField()
    inputs = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    versions = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    result = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
        constraints = [models.UniqueConstraint(fields=("run", "round", "name"), name="automation_step_once")]

    def __str__(self) -> str:
        return f"{self.name} of run {self.run_id}"
