"""The words a matter moves through; Swedish on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MatterKind(TextChoices):
    """What the matter is about."""

    ECONOMIC_ASSISTANCE = "economic_assistance", _("Ekonomiskt bistånd")
    CHILDREN_AND_YOUTH = "children_and_youth", _("Barn och unga")
    ADULTS = "adults", _("Vuxna")
    OLDER_PEOPLE = "older_people", _("Äldre")
    HOME_CARE_FEE = "home_care_fee", _("Avgift för omsorg")


class MatterState(TextChoices):
    """Open until closed."""

    OPEN = "open", _("Pågår")
    CLOSED = "closed", _("Avslutat")


class ParticipantRole(TextChoices):
    """What a person is in a matter."""

    APPLICANT = "applicant", _("Sökande")
    CO_APPLICANT = "co_applicant", _("Medsökande")
    CHILD = "child", _("Barn")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    RELATIVE = "relative", _("Närstående")


class FactSource(TextChoices):
    """Who says it."""

    CITIZEN = "citizen", _("Den sökande")
    REGISTER = "register", _("Register")
    DOCUMENT = "document", _("Handling")
    CASEWORKER = "caseworker", _("Handläggare")


class DocumentSource(TextChoices):
    """Where a document came from."""

    CITIZEN = "citizen", _("Den sökande")
    REGISTER = "register", _("Myndighet")
    CASEWORKER = "caseworker", _("Handläggare")
    ANDRUM = "andrum", _("Gjort av Andrum")


class Outcome(TextChoices):
    """How a decision went."""

    GRANTED = "granted", _("Bifall")
    PARTLY_GRANTED = "partly_granted", _("Delvis bifall")
    DENIED = "denied", _("Avslag")
    DISMISSED = "dismissed", _("Avvisning")
    WRITTEN_OFF = "written_off", _("Avskrivning")
    FEE_SET = "fee_set", _("Avgift bestämd")


class HowDecided(TextChoices):
    """By a person or automatically."""

    PERSON = "person", _("Av handläggare")
    AUTOMATED = "automated", _("Automatiskt")


class TaskKind(TextChoices):
    """Why there is something to do."""

    DECISION_DUE = "decision_due", _("Beslut ska fattas")
    SUPPLEMENT_DUE = "supplement_due", _("Komplettering ska komma")
    ANSWER_DUE = "answer_due", _("Svar på underrättelse")
    DIFFERENCE = "difference", _("Uppgifter skiljer sig")
    MESSAGE = "message", _("Meddelande")
    PERSON_WANTED = "person_wanted", _("Vill tala med en människa")
    OBJECTION = "objection", _("Invändning: ompröva beslutet")
    APPEAL = "appeal", _("Överklagande")
    OPENED_ANYWAY = "opened_anyway", _("Öppnat utanför tilldelning")
    OTHER = "other", _("Att göra")


class MessageKind(TextChoices):
    """What the citizen wants with a message."""

    MESSAGE = "message", _("Meddelande")
    PERSON_WANTED = "person_wanted", _("Vill tala med en människa")
    OBJECTION = "objection", _("Invändning mot beslutet")
    APPEAL = "appeal", _("Överklagande")
