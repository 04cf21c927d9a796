"""An invoice basis keeps the schemas of UBL 2.1 and every rule of EN 16931 and Peppol BIS Billing 3."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from andrum.fees.domain.errors import FeeSettingsError
from andrum.fees.domain.invoice import Buyer, Document, Line
from andrum.fees.domain.invoice_csv import csv_bytes
from andrum.fees.domain.peppol import peppol_xml
from andrum.fees.domain.settings_file import DEMO, load_fee_settings
from andrum.kernel.periods import Month
from tests.unit.fees.schematron import broken_rules

SCHEMAS = Path(__file__).parents[2] / "data" / "e-invoice" / "ubl-2.1-xsdrt.zip"
NAMES = st.text(min_size=1, max_size=40, alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cn"))).filter(
    str.strip
)
SETTINGS = load_fee_settings(DEMO)
BUYER = Buyer("AV-2026-000001", "Svea Åberg", "Storgatan 1", "123 45", "Älvboda", "194001019809")
INVOICE = Document(
    number="2026-11-000001", is_credit=False, month=Month(2026, 11), issue_date=date(2026, 12, 1),
    due_date=date(2026, 12, 31), seller=SETTINGS.seller, buyer=BUYER,
    lines=(Line("home_care", "Hemtjänst", 266_000), Line("meals", "Måltider, 30 stycken", 195_050)),
)  # fmt: skip
CREDIT = replace(
    INVOICE, number="2026-12-000009", is_credit=True, issue_date=date(2027, 1, 4), credits_number="2026-11-000001",
    credits_date=date(2026, 12, 1),
)  # fmt: skip


@pytest.fixture(scope="session")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ubl")
    with zipfile.ZipFile(SCHEMAS) as packed:
        packed.extractall(folder)
    return folder / "maindoc"


@lru_cache(maxsize=2)
def schema_of(folder: Path, name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(folder / f"UBL-{name}-2.1.xsd"), allow="local")


@pytest.mark.parametrize("document", [INVOICE, CREDIT], ids=["invoice", "credit"])
def test_it_keeps_the_schema(document: Document, schemas: Path):
    name = "CreditNote" if document.is_credit else "Invoice"
    assert [error.reason for error in schema_of(schemas, name).iter_errors(peppol_xml(document).decode())] == []


@pytest.mark.parametrize("document", [INVOICE, CREDIT], ids=["invoice", "credit"])
def test_it_keeps_every_business_rule(document: Document):
    assert broken_rules(peppol_xml(document)) == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (lambda text: re.sub("<cbc:BuyerReference>.*</cbc:BuyerReference>", "", text), "PEPPOL-EN16931-R003"),
        (lambda text: text.replace("SE212000000101", "SE2120000001"), "SE-R-001"),
        (lambda text: text.replace(">4610.50</cbc:PayableAmount>", ">4610.00</cbc:PayableAmount>"), "BR-CO-16"),
        (lambda text: text.replace("9912346", "99123"), "SE-R-009"),
        (lambda text: text.replace(">380<", ">999<"), "BR-CL-01"),
    ],
)  # fmt: skip
def test_a_broken_document_is_caught(wrong, rule: str):
    text = peppol_xml(INVOICE).decode()
    assert wrong(text) != text
    assert rule in " ".join(broken_rules(wrong(text).encode()))


def test_the_schema_refuses_what_stands_in_the_wrong_place(schemas: Path):
    text = peppol_xml(INVOICE).decode().replace("<cbc:ID>2026-11-000001</cbc:ID>", "", 1)
    assert list(schema_of(schemas, "Invoice").iter_errors(text))


@given(
    name=NAMES,
    amounts=st.lists(st.integers(1, 10_000_000), min_size=1, max_size=6),
)  # fmt: skip
def test_any_name_and_any_amounts_keep_the_business_rules(name: str, amounts: list[int]):
    lines = tuple(Line(f"a{place}", f"Insats {place}", ore) for place, ore in enumerate(amounts))
    assert broken_rules(peppol_xml(replace(INVOICE, buyer=replace(BUYER, name=name), lines=lines))) == []


def test_the_same_document_is_written_the_same():
    assert peppol_xml(INVOICE) == peppol_xml(replace(INVOICE))


def test_no_personal_number_stands_in_an_invoice():
    assert b"194001019809" not in peppol_xml(INVOICE)


def test_rows_follow_the_municipality_s_mapping():
    text = csv_bytes([INVOICE, CREDIT], SETTINGS.csv).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["Typ"], row["Artikel"], row["Belopp"], row["Summa"]) for row in rows] == [
        ("faktura", "home_care", "2660,00", "4610,50"), ("faktura", "meals", "1950,50", "4610,50"),
        ("kredit", "home_care", "-2660,00", "-4610,50"), ("kredit", "meals", "-1950,50", "-4610,50"),
    ]  # fmt: skip
    assert rows[2]["Krediterar"] == "2026-11-000001"


def test_a_name_never_becomes_a_formula():
    document = replace(INVOICE, buyer=replace(BUYER, name="=HYPERLINK(1)"))
    assert "'=HYPERLINK(1)" in csv_bytes([document], SETTINGS.csv).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("rule: from_zero", "rule: whatever", "whatever"),
        ("tolerance_kr: 50", "tolerance_kr: -1", "tolerance_kr"),
        ('"2120000001"\n  vat', '"2120000002"\n  vat', "organisation_number"),
        ("field: number", "field: nothing", "nothing"),
        ("  city: Älvboda\n", "", "city"),
        ("csv:", "rows:", "csv"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, was: str, becomes: str, says: str):
    text = DEMO.read_text()
    assert was in text
    path = tmp_path / "fees.yaml"
    path.write_text(text.replace(was, becomes, 1))
    with pytest.raises(FeeSettingsError, match=says):
        load_fee_settings(path)
