"""What the board allows a language model, and what came of it in each conversation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.conversations.models.conversations import Conversation
from andrum.conversations.models.fields import SealedTextField
from andrum.conversations.models.states import LineDecision


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
    claims_state = models.CharField(max_length=10, choices=PointingState.choices, blank=True, default="")
    claims_counts = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("utpekning")
        verbose_name_plural = _("utpekningar")

    def __str__(self) -> str:
        return f"Pointing of conversation {self.conversation_id}"

    @property
    def is_writing(self) -> bool:
        """True while claims wait to be put into words, or are."""
        return self.claims_state in {PointingState.WAITING, PointingState.READING}

    @property
    def goes_on(self) -> bool:
        """True while it waits or reads."""
        return self.state in {PointingState.WAITING, PointingState.READING}


class ClaimMark(models.TextChoices):
    """What a claim is worth beside its quotes."""

    VERBATIM = "ordagrant", _("ordagrant")
    SUPPORTED = "styrkt", _("styrkt av citaten")
    UNSUPPORTED = "ej styrkt", _("ej styrkt")
    CONTRADICTED = "motsägs", _("motsägs av citaten")


class Claim(models.Model):
    """A sentence that a language model put into words, with the lines it cites and its mark.

    The database refuses one that stands in the note without being supported, or without a person behind it.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="claims")
    lines = models.ManyToManyField("conversations.Line", related_name="+")
    text = models.TextField(_("påstående"), max_length=400)
    mark = models.CharField(max_length=10, choices=ClaimMark.choices)
    why = models.CharField(max_length=20, blank=True, default="")
    decision = models.CharField(max_length=10, choices=LineDecision.choices, default=LineDecision.UNREVIEWED)
    decided_by = models.CharField(max_length=150, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("formulerat påstående")
        verbose_name_plural = _("formulerade påståenden")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decision="accepted") | models.Q(mark__in=("ordagrant", "styrkt")),
                name="conversations_claim_is_supported",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="unreviewed", decided_at__isnull=True)
                | (~models.Q(decision="unreviewed") & models.Q(decided_at__isnull=False) & ~models.Q(decided_by="")),
                name="conversations_claim_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.pk}"

    @property
    def may_stand(self) -> bool:
        """Whether the worker may put it in the note."""
        return self.mark in {ClaimMark.VERBATIM, ClaimMark.SUPPORTED}
