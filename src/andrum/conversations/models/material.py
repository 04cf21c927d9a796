"""Sound that the board's policy keeps, and the receipt when something is deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.conversations.models.conversations import Conversation


class SoundChunk(models.Model):
    """Some seconds of one microphone, encrypted: 16-bit samples, 16 kHz, from ``start_s``."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="sound")
    channel = models.PositiveSmallIntegerField()
    first_frame = models.PositiveIntegerField()
    start_s = models.FloatField()
    seconds = models.FloatField()
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("ljud")
        verbose_name_plural = _("ljud")
        constraints = [
            models.UniqueConstraint(fields=("conversation", "channel", "first_frame"), name="conversations_sound_once")
        ]

    def __str__(self) -> str:
        return f"SoundChunk {self.pk}"


class DeletionReceipt(models.Model):
    """What was deleted, how much, by which rule and on whose decision. Stays when the thing itself is gone."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="receipts")
    what = models.CharField(max_length=8, choices=[("sound", _("ljud")), ("words", _("yttranden"))])
    rows = models.PositiveIntegerField()
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    rule = models.CharField(_("regel"), max_length=120)
    decision_reference = models.CharField(_("beslut"), max_length=120, blank=True, default="")
    deleted_by = models.CharField(max_length=150)
    deleted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kvitto på gallring")
        verbose_name_plural = _("kvitton på gallring")
        constraints = [models.UniqueConstraint(fields=("conversation", "what"), name="conversations_deleted_once")]

    def __str__(self) -> str:
        return f"DeletionReceipt {self.pk}"
