"""A payment file: ISO 20022 pain.001.001.09, Swedish domestic credit transfers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from andrum.dispatch.domain.accounts import Account
from andrum.dispatch.domain.sender import Sender
from andrum.dispatch.domain.text import bank_text
from andrum.kernel.clock import SWEDEN

if TYPE_CHECKING:
    import xmlschema

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
SCHEMA = Path(__file__).parents[1] / "schemas" / "pain.001.001.09.xsd"
GIRO_CLEARING = {"bankgiro": "9900", "plusgiro": "9960"}
MAX_NAME = 70
MAX_MESSAGE = 140


@dataclass(frozen=True, slots=True)
class Payment:
    """One credit transfer. ``key`` is its EndToEndId: unique for all time, so that a bank refuses a second one."""

    key: str
    amount_ore: int
    name: str
    account: Account
    message: str


def total_of(payments: Sequence[Payment]) -> int:
    """The control sum in öre."""
    return sum(payment.amount_ore for payment in payments)


def payment_file(
    *, message_id: str, payments: Sequence[Payment], sender: Sender, execution_date: date, at: datetime
) -> bytes:
    """Write the file. The same input gives the same bytes.

    Raises:
        ValueError: when there is nothing to pay, an amount is not above zero, or the file does not keep to the schema.
    """
    if not payments or min(payment.amount_ore for payment in payments) <= 0:
        raise ValueError("A payment file needs payments above zero.")
    document = ET.Element("Document", {"xmlns": NAMESPACE})
    initiation = _add(document, "CstmrCdtTrfInitn")
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", message_id)
    _add(header, "CreDtTm", at.astimezone(SWEDEN).replace(microsecond=0).isoformat())
    _sums(header, payments)
    _party(_add(header, "InitgPty"), sender=sender, number=sender.bank_identifier, code="BANK")
    batch = _add(initiation, "PmtInf")
    _batch_head(batch, message_id=message_id, payments=payments, sender=sender, execution_date=execution_date)
    for payment in payments:
        _transfer(_add(batch, "CdtTrfTxInf"), payment)
    content: bytes = ET.tostring(document, encoding="utf-8", xml_declaration=True)
    faults = list(_schema().iter_errors(content.decode()))
    if faults:
        raise ValueError(
            f"The payment file does not keep to its schema: {len(faults)} faults, first at {faults[0].path}."
        )
    return content


def _batch_head(
    batch: ET.Element, *, message_id: str, payments: Sequence[Payment], sender: Sender, execution_date: date
) -> None:
    _add(batch, "PmtInfId", message_id)
    _add(batch, "PmtMtd", "TRF")
    _sums(batch, payments)
    _add(_add(_add(batch, "PmtTpInf"), "SvcLvl"), "Cd", "NURG")
    _add(_add(batch, "ReqdExctnDt"), "Dt", execution_date.isoformat())
    _party(_add(batch, "Dbtr"), sender=sender, number=sender.organisation_number, code="COID")
    account = _add(batch, "DbtrAcct")
    _account(account, sender.account)
    _add(account, "Ccy", "SEK")
    _add(_add(_add(batch, "DbtrAgt"), "FinInstnId"), "BICFI", sender.bank_bic)


def _transfer(transfer: ET.Element, payment: Payment) -> None:
    _add(_add(transfer, "PmtId"), "EndToEndId", payment.key)
    _add(_add(transfer, "Amt"), "InstdAmt", _amount(payment.amount_ore)).set("Ccy", "SEK")
    account = payment.account
    if account.kind != "iban":
        member = _add(_add(_add(transfer, "CdtrAgt"), "FinInstnId"), "ClrSysMmbId")
        _add(_add(member, "ClrSysId"), "Cd", "SESBA")
        _add(member, "MmbId", GIRO_CLEARING.get(account.kind, account.clearing))
    _add(_add(transfer, "Cdtr"), "Nm", bank_text(payment.name, length=MAX_NAME, otherwise="Mottagare"))
    _account(_add(transfer, "CdtrAcct"), account)
    message = bank_text(payment.message, length=MAX_MESSAGE, otherwise="Utbetalning")
    _add(_add(transfer, "RmtInf"), "Ustrd", message)


def _account(parent: ET.Element, account: Account) -> None:
    place = _add(parent, "Id")
    if account.kind == "iban":
        _add(place, "IBAN", account.number)
        return
    other = _add(place, "Othr")
    _add(other, "Id", account.clearing + account.number)
    scheme = _add(other, "SchmeNm")
    if account.kind == "bankgiro":
        _add(scheme, "Prtry", "BGNR")
    else:
        _add(scheme, "Cd", "BBAN")


def _party(parent: ET.Element, *, sender: Sender, number: str, code: str) -> None:
    _add(parent, "Nm", bank_text(sender.municipality, length=MAX_NAME, otherwise="Kommun"))
    other = _add(_add(_add(parent, "Id"), "OrgId"), "Othr")
    _add(other, "Id", number)
    _add(_add(other, "SchmeNm"), "Cd", code)


def _sums(parent: ET.Element, payments: Sequence[Payment]) -> None:
    _add(parent, "NbOfTxs", str(len(payments)))
    _add(parent, "CtrlSum", _amount(total_of(payments)))


def _amount(ore: int) -> str:
    return f"{ore // 100}.{ore % 100:02d}"


def _add(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


@lru_cache(maxsize=1)
def _schema() -> "xmlschema.XMLSchema":
    import xmlschema  # noqa: PLC0415 - slow to load, and needed where payment files are made

    return xmlschema.XMLSchema(str(SCHEMA))
