"""What can hinder a change, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _

NOTHING_CHANGED = _("Ingenting har ändrats.")


class InvestigationStateError(AndrumError):
    """The investigation is not where it must be for what is asked: not begun, finished, or under way already."""


class InvestigationParameterError(AndrumError):
    """A file with days or headings is missing or cannot be used."""


class ReasonMissingError(AndrumError):
    """Something that the law wants a reason for has none."""


class PartyError(AndrumError):
    """Somebody cannot be heard as asked."""


class LockedInvestigationError(InvestigationStateError):
    """The investigation is finished, and locked by the database."""

    def __init__(self) -> None:
        super().__init__(
            _("Utredningen är avslutad och låst."),
            saved=NOTHING_CHANGED,
            todo=_("Börja en ny version om något ska ändras."),
        )
