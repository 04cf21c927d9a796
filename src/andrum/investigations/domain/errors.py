"""What can hinder a change, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError, ConflictError

NOTHING_CHANGED = "Ingenting har ändrats."


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
            "Utredningen är avslutad och låst.", saved=NOTHING_CHANGED, todo="Börja en ny version om något ska ändras."
        )


class OverwriteError(ConflictError):
    """Another window or colleague has written since; what was sent is kept beside, not over it."""

    def __init__(self, *, who: str, kept_number: int) -> None:
        super().__init__(
            f"{who} har skrivit i samma del sedan du öppnade den.",
            saved=f"Din text är sparad bredvid, som version {kept_number}.",
            todo="Jämför texterna och välj vad som ska stå.",
        )
        self.kept_number = kept_number
