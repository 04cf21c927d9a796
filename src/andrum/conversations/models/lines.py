"""Lines: what the words were sorted into, what the worker decided and what the client says of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.conversations.domain.words import PERHAPS_DANGER, RISK
from andrum.conversations.models.conversations import Conversation, Presence
from andrum.conversations.models.segments import Segment
from andrum.conversations.models.states import LineDecision, LineKindChoice, LinePosition


class Line(models.Model):
    """One line: a statement, an agreement or an own view. Quote is ``text[start:end]`` of its utterance.

    ``polarity``, ``status``, ``certainty``, ``time``, ``area``, ``factor`` and ``origin`` are words of the language
    engine. ``wording`` is the worker's own; the quote is never changed. When utterances have been deleted by the
    board's rule, ``segment`` is empty and the quote stays.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=10, choices=LineKindChoice.choices)
    segment = models.ForeignKey(Segment, on_delete=models.SET_NULL, related_name="lines", null=True)
    n = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("ord"))
    speaker = models.ForeignKey(Presence, on_delete=models.PROTECT, related_name="+")
    start_s = models.FloatField(null=True, blank=True)
    question_n = models.PositiveIntegerField(null=True, blank=True)
    question = models.TextField(blank=True, default="")
    about = models.CharField(max_length=20, blank=True, default="")
    polarity = models.CharField(max_length=8, blank=True, default="")
    area = models.CharField(_("område"), max_length=40, blank=True, default="")
    factor = models.CharField(max_length=40, blank=True, default="")
    status = models.CharField(max_length=30, blank=True, default="")
    certainty = models.CharField(max_length=10, blank=True, default="")
    time = models.CharField(max_length=10, blank=True, default="")
    is_safety = models.BooleanField(_("säkerhet"), default=False)
    origin = models.CharField(max_length=12)
    strength = models.FloatField(default=1.0)
    doubt = models.CharField(_("där läsningarna är oense"), max_length=30, blank=True, default="")
    who = models.CharField(_("vem"), max_length=80, blank=True, default="")
    what = models.CharField(_("vad"), max_length=300, blank=True, default="")
    when = models.CharField(_("när"), max_length=80, blank=True, default="")
    due_date = models.DateField(_("senast"), null=True, blank=True)
    wording = models.TextField(_("handläggarens formulering"), blank=True, default="", max_length=2_000)
    decision = models.CharField(max_length=10, choices=LineDecision.choices, default=LineDecision.UNREVIEWED)
    decided_by = models.CharField(max_length=150, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    client_position = models.CharField(max_length=10, choices=LinePosition.choices, default=LinePosition.NOT_ASKED)
    client_words = models.TextField(_("klientens ord"), blank=True, default="", max_length=5_000)
    client_who = models.ForeignKey(
        Presence, verbose_name=_("vem som säger det"), on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    client_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rad i samtalet")
        verbose_name_plural = _("rader i samtalet")
        constraints = [
            models.UniqueConstraint(
                fields=("conversation", "kind", "n", "start", "end", "area", "polarity"),
                name="conversations_line_once",
            ),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")) & ~Q(quote=""), name="conversations_quoted"),
            models.CheckConstraint(
                condition=Q(decision="unreviewed", decided_at__isnull=True)
                | (~Q(decision="unreviewed") & Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="conversations_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(client_position="not_asked", client_at__isnull=True)
                | (~Q(client_position="not_asked") & Q(client_at__isnull=False)),
                name="conversations_position_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(client_position__in=("disputes", "adds")) | ~Q(client_words=""),
                name="conversations_position_in_words",
            ),
        ]
        indexes = [models.Index(fields=("conversation", "n", "start"), name="conversations_lines_in_order")]

    def __str__(self) -> str:
        return f"Line {self.pk}"

    @property
    def is_perhaps_danger(self) -> bool:
        """Whether the words are shown as danger though no sign says so: a person must read them."""
        return self.is_safety and self.doubt == PERHAPS_DANGER

    @property
    def stands_as_danger(self) -> bool:
        """Whether it stands as danger in what is kept: what only may be danger does when it is let stand as a worry."""
        return self.is_safety and (self.doubt != PERHAPS_DANGER or self.polarity == RISK)

    @property
    def is_rejected(self) -> bool:
        """True when the worker took it away."""
        return self.decision == LineDecision.REJECTED


class LineChange(models.Model):
    """One change of a line: which field, from what to what, by whom. Never changed and never removed."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=20)
    before = models.TextField(blank=True, default="")
    after = models.TextField(blank=True, default="")
    changed_by = models.CharField(max_length=150)
    changed_by_id = models.CharField(max_length=60)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ändring av en rad")
        verbose_name_plural = _("ändringar av rader")
        indexes = [models.Index(fields=("line", "changed_at"), name="conversations_line_changes")]

    def __str__(self) -> str:
        return f"{self.field} of line {self.line_id}"
