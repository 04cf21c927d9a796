"""What can hinder what goes out."""

from andrum.kernel.errors import AndrumError


class DispatchError(AndrumError):
    """Something cannot be sent as it stands."""


class AccountError(AndrumError):
    """A text that is no account a payment can go to."""


class ReceiverUnavailableError(AndrumError):
    """The mailbox or the bank's channel does not answer now: wait and try again."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            "Mottagaren svarar inte just nu.",
            saved="Det som ska skickas ligger kvar i kön.",
            todo="Vi försöker igen av oss själva. Är det bråttom, skicka för hand.",
        )
        self.cause = cause


class ReceiverRefusedError(AndrumError):
    """The receiver answered that it will never take this: a person has to see to it."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            "Mottagaren tog inte emot.",
            saved="Det som ska skickas finns kvar.",
            todo="Kontrollera uppgifterna och skicka för hand.",
        )
        self.cause = cause
