"""What can hinder what goes out."""

from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _


class DispatchError(AndrumError):
    """Something cannot be sent as it stands."""


class AccountError(AndrumError):
    """A text that is no account a payment can go to."""


class ReceiverUnavailableError(AndrumError):
    """The mailbox or the bank's channel does not answer now: wait and try again."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            _("Mottagaren svarar inte just nu."),
            saved=_("Det som ska skickas ligger kvar i kön."),
            todo=_("Vi försöker igen av oss själva. Är det bråttom, skicka för hand."),
        )
        self.cause = cause


class ReceiverRefusedError(AndrumError):
    """The receiver answered that it will never take this: a person has to see to it."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            _("Mottagaren tog inte emot."),
            saved=_("Det som ska skickas finns kvar."),
            todo=_("Kontrollera uppgifterna och skicka för hand."),
        )
        self.cause = cause
