"""One row an automated decision, and what the reviewers said."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from andrum.control.models.strata import Stratum


class ReviewState(TextChoices):
    """How far a review has come."""

    NOT_DRAWN = "not_drawn", _("Inte lottad")
    WAITING = "waiting", _("Väntar på granskning")
    SECOND = "second", _("Väntar på en andra granskning")
    CONFIRM = "confirm", _("Väntar på bekräftelse av ett fel")
    MANAGER = "manager", _("Väntar på enhetschefen")
    CLOSED = "closed", _("Granskad")


class Verdict(TextChoices):
    """What somebody found."""

    RIGHT = "right", _("Rätt")
    WRONG = "wrong", _("Fel")
    UNCLEAR = "unclear", _("Oklart")


class Review(models.Model):
    """The control of one automated decision: how it was drawn, and how it went. Exactly one a decision.

    ``run`` is empty for a fee, which is decided without an application.
    """

    decision = models.OneToOneField("cases.Decision", on_delete=models.PROTECT, related_name="+")
    run = models.OneToOneField("automation.Run", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="reviews")
    risks = models.JSONField(_("risker"), default=list)
    decided_at = models.DateTimeField(_("beslutat"))
    seed_day = models.DateField(_("fröets dag"))
    seed = models.CharField(_("frö"), max_length=64)
    key = models.CharField(_("nyckel"), max_length=60)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    parameters = models.CharField(_("parametrar"), max_length=60)
    is_drawn = models.BooleanField(_("lottad"))
    is_recalled = models.BooleanField(_("granskas i efterhand"), default=False)
    state = models.CharField(_("läge"), max_length=10, choices=ReviewState.choices)
    outcome = models.CharField(_("resultat"), max_length=10, choices=Verdict.choices[:2], blank=True, default="")
    created_at = models.DateTimeField(_("skapad"))
    due_date = models.DateField(_("granskas senast"), null=True, blank=True)
    closed_at = models.DateTimeField(_("granskad"), null=True, blank=True)

    class Meta:
        verbose_name = _("granskning")
        verbose_name_plural = _("granskningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, outcome=""),
                name="control_closed_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="not_drawn", is_drawn=False, is_recalled=False)
                | ~Q(state="not_drawn") & (Q(is_drawn=True) | Q(is_recalled=True)),
                name="control_drawn_is_reviewed",
            ),
        ]
        indexes = [
            models.Index(fields=("state", "due_date", "id"), name="control_review_queue"),
            models.Index(fields=("stratum", "decided_at"), name="control_review_count"),
            models.Index(fields=("seed_day", "id"), name="control_review_draws"),
        ]

    def __str__(self) -> str:
        return f"Review {self.pk}"

    @property
    def amount_ore(self) -> int | None:
        """What was granted, or what is to be paid a month, in öre; None when the decision does not say."""
        if self.run_id is not None:
            return self.decision.amount_ore
        fee = self.decision.calculation.get("fee", {}).get("fee_ore")
        return fee if isinstance(fee, int) else None

    @property
    def share(self) -> Fraction:
        """The share of the stratum that was reviewed when the decision was made."""
        return Fraction(self.numerator, self.denominator)


class Opinion(models.Model):
    """What one reviewer found. Never changed."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="opinions")
    number = models.PositiveSmallIntegerField(_("ordning"))
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("bedömning"), max_length=10, choices=Verdict.choices)
    cause = models.CharField(_("orsak"), max_length=40, blank=True, default="")
    words = models.TextField(_("med egna ord"), blank=True, default="")
    at = models.DateTimeField(_("när"))

    class Meta:
        verbose_name = _("bedömning")
        verbose_name_plural = _("bedömningar")
        constraints = [
            models.UniqueConstraint(fields=("review", "number"), name="control_opinion_in_turn"),
            models.UniqueConstraint(fields=("review", "reviewer"), name="control_one_opinion_each"),
            models.CheckConstraint(
                condition=~Q(verdict="wrong") | (~Q(cause="") & ~Q(words="")), name="control_wrong_has_cause"
            ),
            models.CheckConstraint(condition=~Q(verdict="unclear") | ~Q(words=""), name="control_unclear_has_words"),
        ]

    def __str__(self) -> str:
        return f"Opinion {self.number} of review {self.review_id}"
