"""What can hinder a change, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError, ConflictError
from andrum.kernel.words import marked as _


class MatterStateError(AndrumError):
    """The matter is closed, or already open."""


class FactError(AndrumError):
    """A fact that cannot be recorded as it stands."""


class JournalError(AndrumError):
    """A note that cannot be written, signed or corrected as asked."""


class DocumentError(AndrumError):
    """A document that cannot be kept as it stands."""


class DecisionError(AndrumError):
    """A decision that may not be made as it stands."""


class TaskError(AndrumError):
    """A task that cannot be done as asked."""


class AccessReasonError(AndrumError):
    """A reason is missing for opening a matter outside the need to know."""


class HeldError(ConflictError):
    """Somebody else, or the automation, works on the matter now."""

    def __init__(self, *, holder: str, until: str) -> None:
        super().__init__(
            _("{holder} arbetar med ärendet just nu, till kl. {until}."),
            saved=_("Inget har ändrats."),
            todo=_("Vänta en stund och försök igen."),
            values={"holder": holder, "until": until},
        )
