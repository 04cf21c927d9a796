"""What can hinder a change, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError, ConflictError
from andrum.kernel.words import marked as _


class FeeDutyError(AndrumError):
    """Something must be done before the fee may be decided."""


class FeeMatterError(AndrumError):
    """A matter of fees that cannot be opened or closed as asked."""


class FeeNotComputableError(AndrumError):
    """The fee cannot be worked out from what is known."""


class ServiceError(AndrumError):
    """A granted service or an absence that cannot be kept as it stands."""


class ServiceChangedError(ConflictError):
    """A message about a service that says something else than the one before it."""

    def __init__(self) -> None:
        super().__init__(
            _("Referensen finns redan, med annan person, insats, omfattning eller första dag."),
            saved=_("Det som kom först står kvar."),
            todo=_("Avsluta den första med en sista dag och skicka den nya omfattningen med en egen referens."),
        )  # fmt: skip


class AuthorityError(AndrumError):
    """A right to speak for somebody that cannot be kept as it stands."""


class StatementError(AndrumError):
    """Income information that cannot be kept or signed as it stands."""


class StatementChangedError(ConflictError):
    """Something was changed after the page was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Uppgifterna har ändrats sedan sidan visades."), saved=_("Det du skrev sist är sparat."),
            todo=_("Läs igenom igen och skriv under."),
        )  # fmt: skip


class RecalculationError(AndrumError):
    """A recalculation that cannot be moved as asked."""


class InvoiceError(AndrumError):
    """An invoice basis that cannot be made."""


class FeeMandateError(AndrumError):
    """A mandate that cannot be given or switched as asked."""


class FeeSettingsError(AndrumError):
    """The municipality's own file for fees is missing or wrong."""


class IncomeRegisterError(AndrumError):
    """The registers could not be asked at all."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            _("Registren svarar inte just nu."), saved=_("Ingenting har ändrats."), todo=_("Försök igen om en stund.")
        )
        self.cause = cause
