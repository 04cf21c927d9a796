"""What is on its way out."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from andrum.dispatch.models.payment_files import PaymentFile


class OutgoingKind(TextChoices):
    """What it is."""

    LETTER = "letter", _("Brev")
    PAYMENT = "payment", _("Betalning")
    MESSAGE = "message", _("Meddelande")
    ORDER = "order", _("Beställning")


class OutgoingState(TextChoices):
    """How far it has come."""

    QUEUED = "queued", _("I kö")
    WAITING = "waiting", _("Väntar, vi försöker igen")
    IN_FILE = "in_file", _("I betalfil")
    SENT = "sent", _("Skickat")
    BY_HAND = "by_hand", _("Skickas för hand")
    FAILED = "failed", _("Gick inte att skicka")
    CANCELLED = "cancelled", _("Stoppat")


class Outgoing(models.Model):
    """One letter, payment, message or order, ordered with the decision and sent once; ``key`` lets it be only one."""

    kind = models.CharField(max_length=10, choices=OutgoingKind.choices)
    key = models.CharField(max_length=120, unique=True)
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("cases.Decision", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=10, choices=OutgoingState.choices, default=OutgoingState.QUEUED)
    payload = models.JSONField(default=dict)
    amount_ore = models.BigIntegerField(_("belopp"), null=True, blank=True)
    ordered_at = models.DateTimeField(_("beställt"))
    ordered_by = models.CharField(max_length=150)
    attempts = models.PositiveIntegerField(_("försök"), default=0)
    next_try_at = models.DateTimeField(_("nästa försök"), null=True, blank=True)
    cause = models.CharField(_("orsak"), max_length=200, blank=True, default="")
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    receipt = models.CharField(max_length=200, blank=True, default="")
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    payment_file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("utskick")
        verbose_name_plural = _("utskick")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="payment") | Q(amount_ore__gt=0), name="dispatch_payment_has_amount"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="dispatch_sent_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="in_file") | Q(payment_file__isnull=False, kind="payment"), name="dispatch_in_a_file"
            ),
        ]
        indexes = [
            models.Index(fields=("kind", "state", "id"), name="dispatch_queue"),
            models.Index(fields=("matter", "-ordered_at"), name="dispatch_matter"),
        ]

    def __str__(self) -> str:
        return self.key
