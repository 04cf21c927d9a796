"""What can hinder an application, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError, ConflictError
from andrum.kernel.words import marked as _


class ApplicationStateError(AndrumError):
    """The application is signed or withdrawn, or there is one already."""


class ApplicationMonthError(AndrumError):
    """An application cannot be made for the month."""


class CoApplicantError(AndrumError):
    """The co-applicant cannot apply with the applicant."""


class AttachmentError(AndrumError):
    """A file that cannot be received."""


class SupplementError(AndrumError):
    """A supplement that cannot be asked or answered as it stands."""


class NotCompleteError(AndrumError):
    """Something that must be answered is not."""


class ChangedElsewhereError(ConflictError):
    """The draft was saved from another tab or device after this page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Ansökan har ändrats i en annan flik eller på en annan enhet sedan du öppnade sidan."),
            saved=_("Det som sparades där finns kvar. Det du skrev här har inte sparats men står kvar i fälten."),
            todo=_("Jämför med det som är sparat och spara igen om ditt svar här ska gälla."),
        )


class TextChangedError(ConflictError):
    """What would be signed is not what was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Ansökan har ändrats sedan du läste sammanfattningen."),
            saved=_("Inget är underskrivet."),
            todo=_("Läs sammanfattningen igen och skriv under."),
        )


class AlreadyAppliedError(ConflictError):
    """The reference is used for another application, or the month is applied for already."""

    def __init__(self) -> None:
        super().__init__(
            _("Det finns redan en ansökan med samma referens och annat innehåll, eller för samma person och månad."),
            saved=_("Inget nytt har sparats."),
            todo=_("Kontrollera referens, person och månad. Ändringar skickas som meddelande till enheten."),
        )
