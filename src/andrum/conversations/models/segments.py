"""What was said, and what the worker marked and noted meanwhile."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.conversations.models.conversations import Conversation, Presence
from andrum.conversations.models.fields import SealedTextField
from andrum.conversations.models.states import SegmentSource


class Segment(models.Model):
    """One utterance. Times are seconds of sound from the start. ``words`` is JSON: text, start, end, probability."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="segments")
    n = models.PositiveIntegerField()
    speaker = models.ForeignKey(Presence, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    words = SealedTextField()
    start_s = models.FloatField(null=True, blank=True)
    end_s = models.FloatField(null=True, blank=True)
    channel = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=12, choices=SegmentSource.choices)
    revision = models.PositiveSmallIntegerField(default=0)
    recorded_at = models.DateTimeField()
    key = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("yttrande")
        verbose_name_plural = _("yttranden")
        constraints = [
            models.UniqueConstraint(fields=("conversation", "n"), name="conversations_one_n"),
            models.UniqueConstraint(fields=("conversation", "key"), name="conversations_said_once"),
            models.CheckConstraint(
                condition=Q(start_s__isnull=True) | Q(end_s__gte=models.F("start_s")), name="conversations_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"Segment {self.n} of {self.conversation_id}"


class SegmentRevision(models.Model):
    """What an utterance said before it was corrected, by whom and when."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="revisions")
    revision = models.PositiveSmallIntegerField()
    text = SealedTextField()
    speaker_key = models.CharField(max_length=8)
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tidigare lydelse")
        verbose_name_plural = _("tidigare lydelser")
        constraints = [models.UniqueConstraint(fields=("segment", "revision"), name="conversations_revision_once")]

    def __str__(self) -> str:
        return f"Revision {self.revision} of segment {self.segment_id}"


class Mark(models.Model):
    """«Viktigt»: the worker marked an utterance while it was said."""

    segment = models.OneToOneField(Segment, on_delete=models.CASCADE, related_name="mark")
    marked_by = models.CharField(max_length=150)
    marked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("markerat viktigt")

    def __str__(self) -> str:
        return f"Mark on segment {self.segment_id}"


class OwnNote(models.Model):
    """What the worker wrote beside what was said; stands in the note as the worker's own."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="own_notes")
    text = models.TextField(_("egen anteckning"), max_length=5_000)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()
    key = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("egen anteckning")
        verbose_name_plural = _("egna anteckningar")
        constraints = [models.UniqueConstraint(fields=("conversation", "key"), name="conversations_noted_once")]

    def __str__(self) -> str:
        return f"OwnNote {self.pk}"
