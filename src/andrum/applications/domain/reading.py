"""Read what was typed on a page: clean values, or a message beside the field. Nothing typed is lost."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from andrum.applications.domain.cleaning import MAX_LINE, MAX_TEXT, clean_line, clean_text, typed
from andrum.applications.domain.questions import JSON, Answer, Field, Page, is_asked
from andrum.kernel.bank_accounts import DOUBTS, UNKNOWN, BankAccount, BankAccountError
from andrum.kernel.identity import PersonalNumber, PersonalNumberError
from andrum.kernel.money import AmountError, parse_kronor
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _

MAX_ORE = 1_000_000_000
"""Ten million kronor; a larger amount is a slip of the finger."""
OLDEST_CHILD = 21
YOUNGEST_PARTNER = 16

_AMOUNT = re.compile(r"^-?[0-9][0-9 ]*([.,][0-9]{1,2})?$")
_THOUSANDS = re.compile(r"[.,][0-9]{3}(\D|$)")
_EMAIL = re.compile(r"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$")
_PHONE = re.compile(r"^\+?[0-9()\-/ ]{5,25}$")


class UnreadableError(ValueError):
    """A text that is no answer to the question; the argument is the message, marked for translation."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page gave: the clean answer, what was typed, and the messages by field name."""

    answer: Answer
    typed: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """True when there is nothing to mend."""
        return not self.errors


def read(page: Page, data: Mapping[str, object], *, month: Month, today: date) -> Reading:
    """Read the fields of a page, or of one item of a list page, in order; later questions depend on earlier answers."""
    answer: Answer = {}
    errors: dict[str, str] = {}
    for field in page.fields:
        if not is_asked(field, answer):
            continue
        text = typed(data, field.name)
        try:
            value = _value(field, text, month, today)
        except UnreadableError as hinder:
            errors[field.name] = str(hinder)
            continue
        if value is not None:
            answer[field.name] = value
        elif field.required:
            errors[field.name] = _missing(field)
    for name, message in _CHECKS.get(page.key, _nothing)(answer, today):
        errors.setdefault(name, message)
    return Reading(answer=answer, typed={field.name: typed(data, field.name) for field in page.fields}, errors=errors)


def _missing(field: Field) -> str:
    return {
        "choice": _("Välj ett av alternativen."),
        "yes_no": _("Svara ja eller nej."),
        "day": _("Skriv vilken dag."),
        "money": _("Skriv ett belopp."),
        "number": _("Skriv ett tal."),
        "personal_number": _("Skriv personnumret med tolv siffror."),
    }.get(field.kind, _("Skriv ett svar."))


def _value(field: Field, text: str, month: Month, today: date) -> JSON:
    if field.kind == "long_text":
        return _text(clean_text(text), MAX_TEXT)
    line = clean_line(text)
    if not line:
        return None
    reader = _READERS[field.kind]
    return reader(field, line, month, today)


def _text(text: str, most: int) -> str | None:
    if len(text) > most:
        raise UnreadableError(
            _("Texten är för lång. Korta den till högst 4 000 tecken.")
            if most == MAX_TEXT
            else _("Texten är för lång. Skriv högst 200 tecken.")
        )
    return text or None


def _line(_field: Field, text: str, _month: Month, _today: date) -> JSON:
    return _text(text, MAX_LINE)


def _choice(field: Field, text: str, _month: Month, _today: date) -> JSON:
    if text not in {choice.code for choice in field.choices}:
        raise UnreadableError(_missing(field))
    return text


def _money(_field: Field, text: str, _month: Month, _today: date) -> JSON:
    bare = text.lower().removesuffix(":-").removesuffix("kronor").removesuffix("kr").strip()
    if _THOUSANDS.search(bare):
        raise UnreadableError(_("Skriv beloppet utan punkt, till exempel 1250 eller 1 250,50."))
    if not bare.isascii() or not _AMOUNT.match(bare):
        raise UnreadableError(_("Beloppet går inte att läsa. Skriv det med siffror, till exempel 1 250,50."))
    try:
        ore = parse_kronor(bare)
    except AmountError:
        raise UnreadableError(_("Beloppet går inte att läsa. Skriv det med siffror, till exempel 1 250,50.")) from None
    if ore < 0:
        raise UnreadableError(_("Beloppet kan inte vara mindre än noll."))
    if ore > MAX_ORE:
        raise UnreadableError(_("Beloppet är ovanligt stort. Kontrollera siffrorna."))
    return ore


def _number(field: Field, text: str, _month: Month, _today: date) -> JSON:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and field.low <= int(text) <= field.high):
        raise UnreadableError(_("Skriv ett helt tal som kan stämma, med siffror."))
    return int(text)


def _day(field: Field, text: str, month: Month, today: date) -> JSON:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UnreadableError(_("Skriv dagen som år-månad-dag, till exempel 2026-11-30.")) from None
    if field.days == "born":
        if not today - timedelta(days=366 * 120) < day <= today:
            raise UnreadableError(_("Barnet måste vara fött. Kontrollera dagen."))
    elif abs((day - month.first_day).days) > 396:
        raise UnreadableError(_("Dagen ligger långt från månaden du ansöker för. Kontrollera året."))
    return day.isoformat()


def _personal_number(_field: Field, text: str, _month: Month, today: date) -> JSON:
    try:
        number = PersonalNumber.parse(text)
    except PersonalNumberError:
        number = None
    if number is None or number.born > today:
        raise UnreadableError(_("Personnumret stämmer inte. Skriv tolv siffror, till exempel 19900101-9802."))
    return number.digits


def _email(_field: Field, text: str, _month: Month, _today: date) -> JSON:
    if len(text) > MAX_LINE or not _EMAIL.match(text):
        raise UnreadableError(_("E-postadressen stämmer inte. Skriv den som namn@exempel.se."))
    return text


def _phone(_field: Field, text: str, _month: Month, _today: date) -> JSON:
    if not text.isascii() or not _PHONE.match(text):
        raise UnreadableError(_("Telefonnumret stämmer inte. Skriv det med siffror, till exempel 070 123 45 67."))
    return text


Reader = Callable[[Field, str, Month, date], JSON]
_READERS: dict[str, Reader] = {
    "text": _line,
    "choice": _choice,
    "yes_no": _choice,
    "money": _money,
    "number": _number,
    "day": _day,
    "personal_number": _personal_number,
    "email": _email,
    "phone": _phone,
}


def repeated(page: Page, answer: Mapping[str, JSON], others: Sequence[Mapping[str, JSON]]) -> Mapping[str, str]:
    """Messages for an item that is there already under another id: the same child twice would count twice."""
    number = answer.get("personal_number")
    if page.is_list and number and any(other.get("personal_number") == number for other in others):
        return {"personal_number": _("Barnet finns redan i ansökan.")}
    return {}


Check = Callable[[Mapping[str, JSON], date], Sequence[tuple[str, str]]]


def _nothing(_answer: Mapping[str, JSON], _today: date) -> Sequence[tuple[str, str]]:
    return ()


def _check_child(answer: Mapping[str, JSON], today: date) -> Sequence[tuple[str, str]]:
    digits, said = answer.get("personal_number"), answer.get("born")
    if not isinstance(digits, str) and not isinstance(said, str):
        return ((("personal_number"), _("Skriv barnets personnummer, eller dagen barnet är fött.")),)
    if isinstance(digits, str):
        born = PersonalNumber(digits).born
        if isinstance(said, str) and said != born.isoformat():
            return (("born", _("Dagen stämmer inte med personnumret. Ta bort den eller rätta den.")),)
    else:
        born = date.fromisoformat(str(said))
    if today.year - born.year > OLDEST_CHILD:
        return (("personal_number", _("Den som har fyllt 21 år söker själv. Ta bort personen här.")),)
    return ()


def _check_co_applicant(answer: Mapping[str, JSON], today: date) -> Sequence[tuple[str, str]]:
    digits = answer.get("personal_number")
    if isinstance(digits, str) and today.year - PersonalNumber(digits).born.year < YOUNGEST_PARTNER:
        return (("personal_number", _("Personnumret är ett barns. Barn lägger du till på sidan om barn.")),)
    return ()


def _check_account(answer: Mapping[str, JSON], today: date) -> Sequence[tuple[str, str]]:
    """What can be known without asking a bank. One who has looked again goes on; what no rule can tell is accepted."""
    clearing, number = answer.get("clearing"), answer.get("number")
    if not (isinstance(clearing, str) and isinstance(number, str)):
        return ()
    try:
        doubt = BankAccount.read(clearing=clearing, number=number).doubt(day=today)
    except BankAccountError as hinder:
        return ((hinder.field, hinder.text),)
    if doubt in {"", UNKNOWN} or answer.get("is_checked") == "yes":
        return ()
    return (
        ("number", DOUBTS[doubt]),
        ("is_checked", _("Svara ja om numren ändå är rätt. Annars rättar du dem ovanför.")),
    )


_CHECKS: dict[str, Check] = {
    "children": _check_child, "co_applicant": _check_co_applicant, "payout": _check_account,
}  # fmt: skip
