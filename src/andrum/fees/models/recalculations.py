"""The yearly recalculation of everyone."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RecalculationState(models.TextChoices):
    """From preview to done; paused and resumed between."""

    PREVIEWING = "previewing", _("Räknar")
    PREVIEW = "preview", _("Förhandsvisning: ingenting är beslutat")
    DECIDING = "deciding", _("Beslutar och skickar brev")
    PAUSED = "paused", _("Pausad")
    DONE = "done", _("Klar")
    DROPPED = "dropped", _("Nedlagd")


class ItemState(models.TextChoices):
    """What has become of one person's recalculation."""

    WAITING = "waiting", _("Inte räknad än")
    READY = "ready", _("Kan beslutas tillsammans")
    OUTLIER = "outlier", _("Till en människa")
    UNCHANGED = "unchanged", _("Ingen ändring")
    DECIDED = "decided", _("Beslutad")
    HANDED = "handed", _("Lämnad till handläggare")


class Recalculation(models.Model):
    """A recalculation (omräkning) of every fee in a unit from a month: first a preview, then decided batch-wise."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(_("från och med"), max_length=7)
    state = models.CharField(_("läge"), max_length=12, choices=RecalculationState.choices)
    made_at = models.DateTimeField(_("påbörjad"))
    made_by = models.CharField(max_length=150)
    approved_at = models.DateTimeField(_("godkänd"), null=True, blank=True)
    approved_by = models.CharField(_("godkänd av"), max_length=150, blank=True, default="")
    approved_by_id = models.CharField(max_length=60, blank=True, default="")
    mandate_ref = models.CharField(_("mandat"), max_length=120, blank=True, default="")
    done_at = models.DateTimeField(_("klar"), null=True, blank=True)
    moved_at = models.DateTimeField(_("senast ett steg vidare"))
    rule = models.JSONField(_("regel för avvikelser"), default=dict)

    class Meta:
        verbose_name = _("omräkning")
        verbose_name_plural = _("omräkningar")
        constraints = [
            models.UniqueConstraint(
                fields=("unit", "month"), condition=~Q(state="dropped"), name="fees_one_recalculation"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("deciding", "done")) | Q(approved_at__isnull=False),
                name="fees_recalculation_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"Recalculation {self.pk}"


class RecalculationItem(models.Model):
    """One person in a recalculation (omräkning för en person): fee before and after, and what stands out."""

    recalculation = models.ForeignKey(Recalculation, on_delete=models.PROTECT, related_name="items")
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("läge"), max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    before_ore = models.BigIntegerField(_("avgift nu"), null=True, blank=True)
    after_ore = models.BigIntegerField(_("ny avgift"), null=True, blank=True)
    outliers = models.JSONField(_("avviker"), default=list)
    basis_hash = models.CharField(max_length=64, blank=True, default="")
    explanation = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    decision = models.OneToOneField("cases.Decision", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("omräkning för en person")
        verbose_name_plural = _("omräkningar för personer")
        constraints = [
            models.UniqueConstraint(fields=("recalculation", "matter"), name="fees_item_once"),
            models.CheckConstraint(condition=~Q(state="decided") | Q(decision__isnull=False), name="fees_item_decided"),
        ]
        indexes = [models.Index(fields=("recalculation", "state", "id"), name="fees_item_state")]

    def __str__(self) -> str:
        return f"RecalculationItem {self.pk}"
