"""Hinders, in words for the one who meets them."""

from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _


class AlreadyThereError(AndrumError):
    """The user name, the unit's code or the role is there already."""


class OwnAccessError(AndrumError):
    """Nobody gives oneself access."""

    def __init__(self) -> None:
        super().__init__(
            _("Du kan inte ändra din egen behörighet."),
            saved=_("Ingenting har ändrats."),
            todo=_("Be en annan administratör."),
        )


class WrongCodeError(AndrumError):
    """The code of the second factor is none, has been used, or is of another time."""

    def __init__(self) -> None:
        super().__init__(
            _("Koden stämmer inte."),
            saved=_("Du är inte inloggad ännu."),
            todo=_("Skriv koden som appen visar nu. Kontrollera att telefonens klocka går rätt."),
        )


class WrongKeyError(AndrumError):
    """The answer is not of one of the user's security keys, or not to what was asked now."""

    def __init__(self) -> None:
        super().__init__(
            _("Säkerhetsnyckeln gick inte att använda."),
            saved=_("Ingenting har ändrats."),
            todo=_("Den kan ha tagits bort, eller så tog det för lång tid. Försök igen, eller gör på annat sätt."),
        )


class LastFactorError(AndrumError):
    """The only second factor is never removed by its owner."""

    def __init__(self) -> None:
        super().__init__(
            _("Säkerhetsnyckeln är ditt enda andra steg."),
            saved=_("Den är kvar."),
            todo=_("Lägg till ett annat sätt först."),
        )


class TooManyTriesError(AndrumError):
    """Too many wrong codes in a short time."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            _("Koden eller säkerhetsnyckeln har varit fel för många gånger."), saved=_("Ingenting har ändrats."),
            todo=_("Vänta {minutes} minuter och försök igen. Fråga administratören om du har tappat telefonen."),
            values={"minutes": minutes},
        )  # fmt: skip


class UnreadableSecretError(AndrumError):
    """The kept secret cannot be read: the site's key has been changed since."""

    def __init__(self) -> None:
        super().__init__(
            _("Det andra steget går inte att läsa längre."),
            todo=_("Be administratören ta bort ditt andra steg, så kan du lägga till det på nytt."),
        )
