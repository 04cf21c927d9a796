"""What can hinder automation, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError, ConflictError
from andrum.kernel.words import marked as _


class RegistersUnavailableError(AndrumError):
    """The whole question to the registers failed; the run waits and asks again.

    Args:
        code: The fault code, as the service gave it (``felkod``), or ``timeout`` and the like. No personal data.
    """

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Registren svarar inte just nu."),
            saved=_("Ansökan ligger kvar och inget är förlorat."),
            todo=_("Vi frågar igen av oss själva."),
        )
        self.code = code


class GarbledAnswerError(AndrumError):
    """An answer that cannot be read, or that is about somebody else."""

    def __init__(self, code: str) -> None:
        super().__init__(_("Registersvaret går inte att läsa."), todo=_("En handläggare kontrollerar uppgifterna."))
        self.code = code


class QuestionRefusedError(AndrumError):
    """A question to the registers that may not be asked. ``code`` says why, for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Registren får inte tillfrågas i det här ärendet."), saved=_("Ingen fråga är ställd."),
            todo=_("Kontrollera att ärendet är öppet, gäller ekonomiskt bistånd och handläggs av din enhet."),
        )  # fmt: skip
        self.code = code


class MandateError(AndrumError):
    """A mandate that may not be given, or not in this way."""


class RunError(AndrumError):
    """A run that cannot be moved as asked."""


class HandOverClosedError(ConflictError):
    """The prepared case is decided, or replaced by a newer one."""

    def __init__(self) -> None:
        super().__init__(
            _("Det förberedda ärendet är redan avslutat."),
            saved=_("Inget har ändrats."),
            todo=_("Öppna ärendet på nytt."),
        )


class DutyError(AndrumError):
    """Something that the law says must come before the decision has not been done."""


class ParameterFileError(AndrumError):
    """A parameter file that cannot be used as it stands."""
