"""The municipality's own file for fees: who sends invoices, how the CSV looks, and what a person must look at."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from andrum.fees.domain.errors import FeeSettingsError
from andrum.fees.domain.invoice import Seller
from andrum.kernel.dated_files import fields_of
from andrum.kernel.identity import check_digit
from andrum.kernel.money import from_kronor

DEMO: Final = Path(__file__).parents[1] / "parameters" / "fees-demo.yaml"
VAT: Final = re.compile(r"SE\d{10}01")
BANKGIRO: Final = re.compile(r"\d{7,8}")
OLD_INCOMES: Final = "incomes_older_than_months"
OUTLIER_RULES: Final = frozenset(
    {"change_above_kr", "change_above_percent", "from_zero", "to_zero", "reaches_ceiling", "no_decision", OLD_INCOMES}
)
FIELDS: Final = ("municipality", "tolerance_kr", "review_days", "notice_days", "outliers", "invoice", "csv")
CSV_FIELDS: Final = frozenset(
    {
        "number", "kind", "credits", "customer", "personal_number", "name", "street", "postal_code", "city", "month",
        "issue_date", "due_date", "line", "code", "words", "amount", "total",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutlierRule:
    """One listed rule by which a recalculated fee goes to a person. ``limit`` is öre, percent or months."""

    rule: str
    limit: int


@dataclass(frozen=True, slots=True)
class CsvMapping:
    """How the municipality's invoicing wants its rows: ``columns`` are pairs of heading and field."""

    delimiter: str
    decimal: str
    encoding: str
    header: bool
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FeeSettings:
    """All of the file. ``tolerance_ore`` is the difference a month between said and register that needs nobody."""

    municipality: str
    tolerance_ore: int
    review_days: int
    notice_days: int
    outliers: tuple[OutlierRule, ...]
    seller: Seller
    csv: CsvMapping

    def as_json(self) -> dict[str, object]:
        """Seller and CSV as they are kept with a run, so that it is printed the same ever after."""
        return {"seller": asdict(self.seller), "csv": {**asdict(self.csv), "columns": list(self.csv.columns)}}


def seller_from(kept: Mapping[str, object]) -> Seller:
    """The seller as it was kept with a run."""
    return Seller(**kept)  # type: ignore[arg-type]  # made by ``as_json``


def csv_from(kept: Mapping[str, object]) -> CsvMapping:
    """The mapping as it was kept with a run."""
    values = {**kept, "columns": tuple((str(head), str(name)) for head, name in kept["columns"])}  # type: ignore[attr-defined]
    return CsvMapping(**values)  # type: ignore[arg-type]


@lru_cache(maxsize=4)
def load_fee_settings(path: Path = DEMO) -> FeeSettings:
    """Read the file. Raises FeeSettingsError that says what is missing or wrong."""
    data: Mapping[str, Any] = fields_of(path, error=FeeSettingsError, names=FIELDS)
    try:
        return FeeSettings(
            municipality=str(data["municipality"]),
            tolerance_ore=_positive(data, "tolerance_kr") * 100, review_days=_positive(data, "review_days"),
            notice_days=_positive(data, "notice_days"), outliers=_outliers(data["outliers"]),
            seller=_seller(data["invoice"]), csv=_csv(data["csv"]),
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as error:
        raise FeeSettingsError(
            f"Filen för avgifter saknar något eller har fel form ({error}).", todo="Jämför med fees-demo.yaml."
        ) from None


def _positive(data: Mapping[str, object], name: str) -> int:
    value = data[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise FeeSettingsError(f"{name} ska vara ett helt tal, noll eller mer.", todo="Rätta filen för avgifter.")
    return value


def _outliers(rows: object) -> tuple[OutlierRule, ...]:
    if not isinstance(rows, list):
        raise TypeError("outliers")
    found = []
    for row in rows:
        rule, limit = str(row["rule"]), row.get("limit", 0)
        if rule not in OUTLIER_RULES or not isinstance(limit, int):
            raise FeeSettingsError(
                f"Regeln {rule} för avvikelser finns inte.", todo=f"Välj bland {', '.join(sorted(OUTLIER_RULES))}."
            )
        found.append(OutlierRule(rule, from_kronor(limit) if rule.endswith("_kr") else limit))
    return tuple(found)


def _seller(data: Mapping[str, object]) -> Seller:
    names = [field.name for field in fields(Seller)]
    missing = [name for name in names if data.get(name) in (None, "")]
    unknown = sorted(set(data) - set(names))
    if missing or unknown:
        raise FeeSettingsError(
            "Avsnittet invoice stämmer inte.",
            todo=f"Skriv {', '.join(missing)}." if missing else f"Ta bort {', '.join(unknown)}.",
        )
    seller = Seller(**{name: int(str(data[name])) if name == "payment_days" else str(data[name]) for name in names})  # type: ignore[arg-type]
    number = seller.organisation_number
    if not (number.isascii() and number.isdigit() and len(number) == 10 and check_digit(number[:9]) == int(number[9])):
        raise FeeSettingsError("organisation_number stämmer inte.", todo="Skriv tio siffror utan streck.")
    if VAT.fullmatch(seller.vat_number) is None or not BANKGIRO.fullmatch(seller.bankgiro):
        raise FeeSettingsError(
            "vat_number eller bankgiro stämmer inte.", todo="Skriv SE, tio siffror och 01; bankgiro utan streck."
        )
    return seller


def _csv(data: Mapping[str, object]) -> CsvMapping:
    rows = data["columns"]
    if not isinstance(rows, list) or not rows:
        raise TypeError("csv.columns")
    columns = tuple((str(row["heading"]), str(row["field"])) for row in rows)
    unknown = sorted({name for _heading, name in columns} - CSV_FIELDS)
    if unknown:
        raise FeeSettingsError(
            f"csv har fält som inte finns: {', '.join(unknown)}.", todo=f"Välj bland {', '.join(sorted(CSV_FIELDS))}."
        )
    delimiter, encoding = str(data["delimiter"]), str(data["encoding"])
    if len(delimiter) != 1 or encoding not in {"utf-8", "utf-8-sig", "iso-8859-1"}:
        raise FeeSettingsError("csv har fel skiljetecken eller teckenkodning.", todo="Skriv ett tecken, och utf-8.")
    return CsvMapping(delimiter, str(data["decimal"]), encoding, bool(data["header"]), columns)
