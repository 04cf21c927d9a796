"""What the board allows a language model, and what came of it in each conversation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.conversations.models.conversations import Conversation
from andrum.conversations.models.fields import SealedTextField


class ModelRule(models.Model):
    """A decision of the board on language models, from a day; the latest in force counts. Never changed."""

    may_point = models.BooleanField(_("får peka ut vad som sades"), default=False)
    may_write = models.BooleanField(_("får formulera påståenden"), default=False)
    from_date = models.DateField(_("gäller från"))
    decision_reference = models.CharField(_("nämndens beslut"), max_length=120)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("beslut om språkmodell")
        verbose_name_plural = _("beslut om språkmodell")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(may_write=False) | models.Q(may_point=True), name="conversations_write_needs_point"
            ),
            models.CheckConstraint(condition=~models.Q(decision_reference=""), name="conversations_rule_is_decided"),
        ]

    def __str__(self) -> str:
        return f"ModelRule {self.pk}"


class PointingState(models.TextChoices):
    """Where a language model's reading stands."""

    WAITING = "waiting", _("Väntar")
    READING = "reading", _("Läser")
    DONE = "done", _("Klar")
    PARTLY = "partly", _("Läste en del")
    FAILED = "failed", _("Gick inte")
    TOO_SHORT = "too_short", _("För kort, skickades inte")
    UNUSED = "unused", _("Används inte")
    STOPPED = "stopped", _("Avbruten")


class Pointing(models.Model):
    """A language model's reading of a conversation: how far it is, what was thrown away, and, sealed, what it found.

    ``result`` is JSON: what was pointed at and which utterances were read; ``doubts`` what is kept aside. Both go when
    the utterances go.
    """

    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="pointing")
    state = models.CharField(max_length=10, choices=PointingState.choices, default=PointingState.WAITING)
    model = models.CharField(_("modell"), max_length=120, blank=True, default="")
    round = models.PositiveIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    result = SealedTextField()
    doubts = SealedTextField()
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("utpekning")
        verbose_name_plural = _("utpekningar")

    def __str__(self) -> str:
        return f"Pointing of conversation {self.conversation_id}"

    @property
    def goes_on(self) -> bool:
        """True while it waits or reads."""
        return self.state in {PointingState.WAITING, PointingState.READING}
