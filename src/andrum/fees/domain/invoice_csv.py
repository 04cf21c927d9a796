"""An invoice basis as rows by the municipality's own mapping."""

import csv
import io
from collections.abc import Iterable

from andrum.fees.domain.invoice import Document, Line, decimal_of
from andrum.fees.domain.settings_file import CsvMapping

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(documents: Iterable[Document], mapping: CsvMapping) -> bytes:
    """One row a line of an invoice, in the order given. The same documents always give the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mapping.delimiter, lineterminator="\r\n")
    if mapping.header:
        writer.writerow([heading for heading, _name in mapping.columns])
    for document in documents:
        for place, line in enumerate(document.lines, 1):
            values = _values(document, place, line, mapping.decimal)
            writer.writerow([values[name] for _heading, name in mapping.columns])
    return out.getvalue().encode(mapping.encoding, errors="replace")


def _values(document: Document, place: int, line: Line, decimal: str) -> dict[str, str]:
    sign = "-" if document.is_credit else ""
    buyer = document.buyer
    texts = {
        "customer": buyer.customer, "personal_number": buyer.personal_number, "name": buyer.name,
        "street": buyer.street, "postal_code": buyer.postal_code, "city": buyer.city, "words": line.words,
        "code": line.code, "number": document.number, "credits": document.credits_number,
    }  # fmt: skip
    return {
        **{name: _plain(text) for name, text in texts.items()},
        "kind": "kredit" if document.is_credit else "faktura", "month": str(document.month),
        "issue_date": document.issue_date.isoformat(), "due_date": document.due_date.isoformat(), "line": str(place),
        "amount": sign + decimal_of(line.amount_ore).replace(".", decimal),
        "total": sign + decimal_of(document.total_ore).replace(".", decimal),
    }  # fmt: skip


def _plain(text: str) -> str:
    """No text becomes a formula in a spreadsheet."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
