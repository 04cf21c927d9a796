"""The words an investigation moves through; Swedish on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Framework(TextChoices):
    """Whose areas the document follows."""

    CHILDREN = "barn_och_unga", _("Barn och unga")
    ADULTS = "vuxna", _("Vuxna")
    OLDER = "aldre", _("Äldre")


class InvestigationState(TextChoices):
    """Where it is."""

    PRESCREENING = "prescreening", _("Förhandsbedömning")
    OPEN = "open", _("Pågår")
    NOT_OPENED = "not_opened", _("Inleddes inte")
    FINISHED = "finished", _("Avslutad")


CLOSED = (InvestigationState.NOT_OPENED, InvestigationState.FINISHED)


class StepKind(TextChoices):
    """What somebody decided or assessed on the way."""

    PROTECTION = "protection", _("Omedelbar skyddsbedömning")
    PRESCREENING = "prescreening", _("Förhandsbedömning")
    EXTENSION = "extension", _("Förlängning")
    PRESCREENING_EXTENSION = "prescreening_extension", _("Förlängd förhandsbedömning")


class StepOutcome(TextChoices):
    """How it went."""

    NO_PROTECTION = "no_protection", _("Inget omedelbart skydd behövs")
    PROTECTION = "protection", _("Omedelbart skydd behövs")
    BEGIN = "begin", _("Utredning inleds")
    DECLINE = "decline", _("Utredning inleds inte")
    EXTENDED = "extended", _("Tiden förlängs")


class WrittenPart(TextChoices):
    """What only a person writes."""

    PURPOSE = "purpose", _("Vad utredningen ska svara på")
    ANALYSIS = "analysis", _("Analys")
    ASSESSMENT = "assessment", _("Bedömning")
    PROPOSAL = "proposal", _("Förslag till beslut")


class Way(TextChoices):
    """How a party got the basis."""

    BY_HAND = "by_hand", _("Lämnas över vid ett möte")
    POST = "post", _("Skickas med post")
    MAILBOX = "mailbox", _("Skickas till den digitala brevlådan")
    ORAL = "oral", _("Gås igenom muntligt")
