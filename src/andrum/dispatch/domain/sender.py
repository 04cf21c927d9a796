"""Who sends letters and pays: read from the municipality's own file."""

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from andrum.dispatch.domain.accounts import Account
from andrum.dispatch.domain.errors import AccountError, DispatchError
from andrum.kernel.dated_files import fields_of

BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
MAX_IDENTIFIER = 35
DEMO = Path(__file__).parents[1] / "sender-demo.yaml"


@dataclass(frozen=True, slots=True)
class Sender:
    """The municipality as it stands in a letter and in a payment file."""

    municipality: str
    board: str
    address: str
    phone: str
    hours: str
    hours_en: str
    web: str
    email: str
    court: str
    organisation_number: str
    bank_identifier: str
    bank_bic: str
    debit_account: str

    @property
    def account(self) -> Account:
        """The account that payments are drawn from: ``BG 991-2346``, ``6000-123456789`` or a Swedish IBAN."""
        return Account.parse(self.debit_account)


@lru_cache(maxsize=4)
def load_sender(path: Path = DEMO) -> Sender:
    """Read the file. Raises DispatchError that says what is missing or wrong."""
    names = [field.name for field in fields(Sender)]
    data = fields_of(path, error=DispatchError, names=names)
    texts = {name: text.strip() for name, text in data.items() if isinstance(text, str)}
    wrong = [name for name in names if not texts.get(name)]
    unknown = sorted(str(name) for name in set(data) - set(names))
    if wrong or unknown:
        raise DispatchError(
            "Filen med avsändaren stämmer inte.",
            todo=" ".join(
                part for part in (
                    f"Skriv text för {', '.join(wrong)}." if wrong else "",
                    f"Ta bort {', '.join(unknown)}." if unknown else "",
                ) if part
            ),
        )  # fmt: skip
    sender = Sender(**texts)
    if not BIC.fullmatch(sender.bank_bic):
        raise DispatchError("bank_bic i filen med avsändaren stämmer inte.", todo="Skriv 8 eller 11 tecken.")
    if max(len(sender.organisation_number), len(sender.bank_identifier)) > MAX_IDENTIFIER:
        raise DispatchError("Organisationsnummer eller avtal är för långt.", todo="Skriv högst 35 tecken.")
    try:
        sender.account  # noqa: B018 - raises when it cannot be paid from
    except AccountError as error:
        raise DispatchError("debit_account i filen med avsändaren stämmer inte.", todo=error.todo) from None
    return sender
