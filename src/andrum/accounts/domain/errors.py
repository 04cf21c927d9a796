"""Hinders, in words for the one who meets them."""

from andrum.kernel.errors import AndrumError


class AlreadyThereError(AndrumError):
    """The user name, the unit's code or the role is there already."""


class OwnAccessError(AndrumError):
    """Nobody gives oneself access."""

    def __init__(self) -> None:
        super().__init__(
            "Du kan inte ändra din egen behörighet.", saved="Ingenting har ändrats.", todo="Be en annan administratör."
        )
