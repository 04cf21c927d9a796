"""The words a conversation moves through. Values of the language engine keep its spelling."""

from enum import StrEnum


class Framework(StrEnum):
    """Which areas of life the conversation is sorted under."""

    CHILDREN = "barn_och_unga"
    ADULTS = "vuxna"
    OLDER = "aldre"


FRAMEWORK_OF_KIND = {
    "children_and_youth": Framework.CHILDREN, "adults": Framework.ADULTS, "older_people": Framework.OLDER,
    "economic_assistance": Framework.ADULTS,
}  # fmt: skip
"""The framework that a kind of matter usually has."""


class Way(StrEnum):
    """How the words come in."""

    LIVE = "live"
    UPLOAD = "upload"
    TEXT = "text"
    DICTATION = "dictation"


class State(StrEnum):
    """Where a conversation stands."""

    PLANNED = "planned"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"
    SIGNED = "signed"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset({State.LIVE, State.PAUSED})
"""Somebody is talking, or will go on."""
UNSIGNED = frozenset({State.PLANNED, State.LIVE, State.PAUSED, State.ENDED})


class Answer(StrEnum):
    """What the client said to being written down by a machine."""

    YES = "yes"
    NO = "no"
    STOP = "stop"


class LineKind(StrEnum):
    """What a line is."""

    STATEMENT = "statement"
    AGREEMENT = "agreement"
    OWN_VIEW = "own_view"


class WorkerDecision(StrEnum):
    """What the worker has decided of a line."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"


class ClientPosition(StrEnum):
    """What the client says of a line."""

    NOT_ASKED = "not_asked"
    AGREES = "agrees"
    DISPUTES = "disputes"
    ADDS = "adds"


class Source(StrEnum):
    """Where an utterance came from."""

    SPEECH = "speech"
    TYPED = "typed"
    PASTED = "pasted"
    UPLOAD = "upload"
    DICTATION = "dictation"
    WALK_THROUGH = "walk_through"


WORKER_ROLES = frozenset({"socialsekreterare", "handläggare", "biståndshandläggare", "personal", "tolk"})
ASKING_ROLES = WORKER_ROLES - {"personal", "tolk"}
"""Who leads the talk. Staff tell what they saw, and an interpreter says the client's words: both are sorted."""
CHILD_ROLES = frozenset({"barn", "ungdom"})
ROLES = (
    "barn", "ungdom", "mamma", "pappa", "styvförälder", "klient", "make/maka", "mormor/annan_anhörig", "lärare",
    "tolk", "personal", "socialsekreterare",
)  # fmt: skip
"""Roles that the language engine knows, those that are asked for first."""
OBSERVED = "observerat_av_handläggare"
DENIED = "förnekat"
HYPOTHETICAL = "hypotetiskt"
REPORTED = "återgivet"
RISK, STRENGTH, NEUTRAL = "risk", "skydd", "neutral"
PERHAPS_DANGER = "kanske_fara"
"""The doubt of words that may be danger though no sign says so."""
BY_WORKER = "handläggare"
"""The origin of a line that the worker picked from the words."""
