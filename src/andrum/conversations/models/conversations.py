"""Conversations, who was there, and what they were told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.conversations.models.states import AnswerChoice, ConversationState, ConversationWay, FrameworkChoice

LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska")), ("sv-x-easy", _("Lättläst svenska"))]
"""What a client can be told in; ``sv-x-easy`` is easy-read Swedish."""


class Conversation(models.Model):
    """One conversation in a matter, from planned to signed. ``revision`` counts every change of its utterances."""

    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=20, choices=FrameworkChoice.choices)
    way = models.CharField(max_length=12, choices=ConversationWay.choices)
    setting = models.CharField(_("sammanhang"), max_length=200, blank=True, default="")
    interpreter = models.CharField(_("språk och tolk"), max_length=100, blank=True, default="")
    child_age = models.PositiveSmallIntegerField(_("barnets ålder"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=ConversationState.choices, default=ConversationState.PLANNED)
    may_listen = models.BooleanField(_("får skrivas ner av programmet"), default=False)
    keeps_sound = models.BooleanField(_("ljudet sparas"), default=False)
    planned_at = models.DateTimeField(_("förberett"))
    started_at = models.DateTimeField(_("börjat"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    signed_at = models.DateTimeField(_("signerat"), null=True, blank=True)
    signed_by = models.CharField(max_length=150, blank=True, default="")
    note = models.OneToOneField("cases.JournalNote", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    utterances = models.PositiveIntegerField(default=0)
    unsorted = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    heard_frames = models.JSONField(default=dict)
    script = models.TextField(_("manus till en inspelning som spelas upp i demon"), blank=True, default="")
    words_deleted_at = models.DateTimeField(null=True, blank=True)
    sound_deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("samtal")
        verbose_name_plural = _("samtal")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False, note__isnull=False)
                | (~Q(state="signed") & Q(signed_at__isnull=True, note__isnull=True)),
                name="conversations_signed_has_note",
            ),
        ]
        indexes = [
            models.Index(fields=("matter", "-planned_at"), name="conversations_of_matter"),
            models.Index(fields=("worker", "state", "-planned_at"), name="conversations_of_worker"),
        ]

    def __str__(self) -> str:
        return f"Conversation {self.pk}"

    @property
    def held_at(self) -> object:
        """When it was held: when it began, or was written down."""
        return self.started_at or self.planned_at

    @property
    def is_signed(self) -> bool:
        """True when nothing can be changed any more."""
        return self.state == ConversationState.SIGNED


class Presence(models.Model):
    """Somebody in the room. ``key`` is the id that utterances carry; ``place`` the number on the keyboard."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="persons")
    key = models.CharField(max_length=8)
    place = models.PositiveSmallIntegerField()
    role = models.CharField(_("roll"), max_length=30)
    name = models.CharField(_("namn"), max_length=150, blank=True, default="")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    channel = models.PositiveSmallIntegerField(_("mikrofon"), null=True, blank=True)

    class Meta:
        verbose_name = _("närvarande")
        verbose_name_plural = _("närvarande")
        constraints = [
            models.UniqueConstraint(fields=("conversation", "key"), name="conversations_present_once"),
            models.UniqueConstraint(fields=("conversation", "place"), name="conversations_place_once"),
            models.UniqueConstraint(
                fields=("conversation", "channel"), condition=Q(channel__isnull=False), name="conversations_one_a_mic"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.conversation_id}"


class InformationGiven(models.Model):
    """What the client was told before or during a conversation, and the answer."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="information")
    language = models.CharField(max_length=12, choices=LANGUAGES)
    text = models.TextField()
    legal_basis = models.TextField()
    policy = models.CharField(max_length=40)
    answer = models.CharField(max_length=6, choices=AnswerChoice.choices)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("information till klienten")
        verbose_name_plural = _("information till klienten")
        indexes = [models.Index(fields=("conversation", "-noted_at"), name="conversations_told")]

    def __str__(self) -> str:
        return f"InformationGiven {self.pk}"
