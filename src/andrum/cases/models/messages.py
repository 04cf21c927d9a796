"""Messages between the citizen and the unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.cases.models.decisions import Decision
from andrum.cases.models.matters import Matter
from andrum.cases.models.states import MessageKind


class Message(models.Model):
    """A message; from the citizen it always leaves a task with a deadline."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=16, choices=MessageKind.choices, default=MessageKind.MESSAGE)
    is_from_citizen = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()
    sender_name = models.CharField(max_length=150)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    in_time = models.BooleanField(_("kom i rätt tid"), null=True)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)

    class Meta:
        verbose_name = _("meddelande")
        verbose_name_plural = _("meddelanden")
        indexes = [models.Index(fields=("matter", "-at"), name="cases_message_timeline")]

    def __str__(self) -> str:
        return f"Message {self.pk}"
