"""The words a conversation moves through, in Swedish on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FrameworkChoice(TextChoices):
    """Which areas of life it is sorted under."""

    CHILDREN = "barn_och_unga", _("Barn och unga")
    ADULTS = "vuxna", _("Vuxna")
    OLDER = "aldre", _("Äldre")


class ConversationWay(TextChoices):
    """How the words come in."""

    LIVE = "live", _("Samtal nu, med mikrofon eller tangentbord")
    UPLOAD = "upload", _("Ljudfil")
    TEXT = "text", _("Text som är skriven eller klistrad in")
    DICTATION = "dictation", _("Diktera efteråt")


class ConversationState(TextChoices):
    """Where it stands."""

    PLANNED = "planned", _("Förberett")
    LIVE = "live", _("Pågår")
    PAUSED = "paused", _("Pausat")
    ENDED = "ended", _("Att granska")
    SIGNED = "signed", _("Signerat")
    CANCELLED = "cancelled", _("Blev inte av")


class AnswerChoice(TextChoices):
    """What the client said to being written down."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    STOP = "stop", _("Stopp")


class SegmentSource(TextChoices):
    """Where an utterance came from."""

    SPEECH = "speech", _("Taligenkänning")
    TYPED = "typed", _("Skrivet under samtalet")
    PASTED = "pasted", _("Inklistrat")
    UPLOAD = "upload", _("Ljudfil")
    DICTATION = "dictation", _("Dikterat efteråt")
    WALK_THROUGH = "walk_through", _("Sagt vid genomgången")


class LineKindChoice(TextChoices):
    """What a line is."""

    STATEMENT = "statement", _("Det som sagts")
    AGREEMENT = "agreement", _("Överenskommelse")
    OWN_VIEW = "own_view", _("Egen åsikt eller önskan")


class LineDecision(TextChoices):
    """What the worker has decided."""

    UNREVIEWED = "unreviewed", _("Inte granskad")
    ACCEPTED = "accepted", _("Godkänd")
    CHANGED = "changed", _("Ändrad")
    REJECTED = "rejected", _("Borttagen")


class LinePosition(TextChoices):
    """What the client says."""

    NOT_ASKED = "not_asked", _("Inte tillfrågad")
    AGREES = "agrees", _("Stämmer")
    DISPUTES = "disputes", _("Stämmer inte")
    ADDS = "adds", _("Vill lägga till")
