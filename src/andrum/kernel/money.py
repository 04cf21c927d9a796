"""Money in whole öre: an ``int``, never a float."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _

Ore = int
"""An amount in whole öre. 1 krona = 100 öre."""

NO_BREAK_SPACE = "\u00a0"


class AmountError(AndrumError):
    """A text that is no amount in kronor."""


def kronor(ore: Ore) -> str:
    """Write an amount for people: ``12 345 kr`` or ``12 345,50 kr``, with no-break spaces."""
    sign = "\u2212" if ore < 0 else ""
    whole, rest = divmod(abs(ore), 100)
    grouped = f"{whole:,}".replace(",", NO_BREAK_SPACE)
    fraction = f",{rest:02d}" if rest else ""
    return f"{sign}{grouped}{fraction}{NO_BREAK_SPACE}kr"


def parse_kronor(text: str) -> Ore:
    """Read ``12 345``, ``12345,50`` or ``12 345 kr`` as öre.

    Raises:
        AmountError: when the text is no amount, or has parts of an öre.
    """
    cleaned = "".join(text.split()).removesuffix("kr").removesuffix(":-").replace(",", ".").replace("\u2212", "-")
    try:
        ore = Decimal(cleaned) * 100
    except InvalidOperation:
        raise AmountError(
            _("Beloppet går inte att läsa."), todo=_("Skriv beloppet med siffror, till exempel 1 250,50.")
        ) from None
    if not ore.is_finite() or ore != ore.to_integral_value() or abs(ore) > 10**13:
        raise AmountError(_("Beloppet går inte att läsa."), todo=_("Skriv kronor med högst två decimaler."))
    return int(ore)


def from_kronor(amount: int | str | Decimal) -> Ore:
    """Turn an exact amount in kronor, as written in a parameter file, into öre."""
    return int((Decimal(str(amount)) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
