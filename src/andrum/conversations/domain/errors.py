"""What can hinder a conversation, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError, ConflictError
from andrum.kernel.words import marked as _


class ConversationStateError(AndrumError):
    """The conversation is not in a state for this."""


class DeclinedError(AndrumError):
    """The client has not been told yet, has said no, or has said stop."""


class LineError(AndrumError):
    """A line that cannot be made, changed or decided as asked."""


class SegmentError(AndrumError):
    """Words that cannot be kept or corrected as asked."""


class SignError(AndrumError):
    """The note cannot be signed as it stands."""


class SignedAlreadyError(ConflictError):
    """Somebody signed the conversation, maybe in another window."""

    def __init__(self) -> None:
        super().__init__(
            _("Samtalet är redan signerat och låst."), saved=_("Anteckningen står i journalen."),
            todo=_("Lägg till en rättelse i journalen om något ska ändras."),
        )  # fmt: skip


class DisposalError(AndrumError):
    """Sound or words may not be deleted yet."""


class PolicyError(AndrumError):
    """The board's policy for conversations cannot be read as it stands."""


class SealError(AndrumError):
    """What is kept encrypted cannot be opened with the keys there are."""


class SoundFileError(AndrumError):
    """A sound file that cannot be heard."""


class ClaimError(AndrumError):
    """A claim that may not be written, or not stand in the note."""


class ModelRuleError(AndrumError):
    """What is noted of the board's decision on language models does not hold together."""


class RecogniserMissingError(AndrumError):
    """No recogniser is set up, or it does not answer."""
