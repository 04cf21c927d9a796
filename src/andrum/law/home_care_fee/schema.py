"""The JSON Schema of the household of a fee, for other systems and for ``andrum assess --schema``."""

from typing import Final

from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.home_care_fee.parameters import MOST_SHARING
from andrum.law.vocabulary.json_schema import (
    DAY,
    ID,
    MAX_AMOUNT,
    MONTH,
    UNKNOWN,
    YES_NO,
    JsonSchema,
    kind_schema,
    known_or_unknown,
    list_schema,
    object_schema,
    one_of,
    whole_schema,
)

MAX_LINES: Final = 60
MAX_AREA: Final = 10_000
MAX_MINUTES: Final = 44_640
MAX_TIMES: Final = 1_000
MAX_TIMES_A_YEAR: Final = 366
MAX_DAYS: Final = 31
LEVEL: Final[JsonSchema] = {"type": "string", "minLength": 1, "maxLength": 60}


def fee_schema() -> JsonSchema:
    """The JSON Schema (2020-12) of the household of a fee, version 1. Amounts are whole öre."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Andrum: household for a home-care fee, version 1",
        "description": 'Every leaf may be its value or {"unknown": "reason"}. Amounts are whole öre.',
        **object_schema(
            ["schema", "month", "person", "services", "relation"],
            {
                "schema": {"const": 1},
                "month": MONTH,
                "person": {"$ref": "#/$defs/person"},
                "partner": {"$ref": "#/$defs/person"},
                "relation": one_of("single", "married", "cohabiting"),
                "living_together": {**YES_NO, "description": "Left out means true, when there is a partner."},
                "absent_days": whole_schema(MAX_DAYS, "Days away in the month; left out means none."),
                "income_information": one_of("given", "not_given"),
                "services": known_or_unknown(list_schema(_service(), MAX_LINES)),
            },
        ),
        "$defs": {"unknown": UNKNOWN, "person": _person()},
    }


def _person() -> JsonSchema:
    return object_schema(
        ["id", "incomes", "housing"],
        {
            "id": ID,
            "born": DAY,
            "incomes": known_or_unknown(list_schema(_income(), MAX_LINES)),
            "housing": _housing(),
            "changes": known_or_unknown(list_schema(_change(), MAX_LINES)),
        },
    )


def _income() -> JsonSchema:
    words = {kind.id: kind.words for kind in FEE_KINDS.incomes.values()}
    return object_schema(
        ["id", "kind", "amount"],
        {
            "id": ID,
            "kind": kind_schema(words, "Kind of income; one that is not listed goes to a person."),
            "amount": whole_schema(MAX_AMOUNT, "Öre each time it is paid."),
            "times": whole_schema(MAX_TIMES_A_YEAR, "Times in the coming twelve months; left out means 12."),
            "net": YES_NO,
        },
    )


def _housing() -> JsonSchema:
    return object_schema(
        ["form"],
        {
            "form": one_of("rented", "owned_house", "owned_flat", "lodger", "special_housing", "special_housing_fee",
                           "none", "other"),
            "rent": whole_schema(MAX_AMOUNT, "The whole rent or monthly fee, öre a month."),
            "electricity_included": {**YES_NO, "description": "Left out means false."},
            "interest": whole_schema(MAX_AMOUNT, "Interest on loans for the home, öre a year."),
            "ground_rent": whole_schema(MAX_AMOUNT, "Ground rent, öre a year; left out means none."),
            "property_fee": whole_schema(MAX_AMOUNT, "Municipal property fee, öre a year."),
            "area": whole_schema(MAX_AREA, "Square metres."),
            "shared_by": whole_schema(MOST_SHARING, "Persons who share the cost; left out means one, or a couple.", 1),
        },
    )  # fmt: skip


def _change() -> JsonSchema:
    words = {kind.id: kind.words for kind in FEE_KINDS.changes.values()}
    return object_schema(
        ["id", "kind"],
        {
            "id": ID,
            "kind": kind_schema(words, "Reason to change the minimum amount; one that is not listed goes to a person."),
            "amount": whole_schema(MAX_AMOUNT, "Öre a month; left out takes the municipality's standard amount."),
            "lasting": YES_NO,
        },
    )


def _service() -> JsonSchema:
    words = {kind.id: kind.words for kind in FEE_KINDS.services.values()}
    return object_schema(
        ["id", "kind"],
        {
            "id": ID,
            "kind": kind_schema(words, "Kind of service; one that is not listed goes to a person."),
            "minutes": whole_schema(MAX_MINUTES, "Minutes in the month, for a price by the hour."),
            "days": whole_schema(MAX_DAYS, "Days in the month, for a price by the day."),
            "times": whole_schema(MAX_TIMES, "Times in the month, for a price by the time."),
            "level": known_or_unknown(LEVEL),
            "amount": whole_schema(MAX_AMOUNT, "Öre in the month, for what has a price of its own."),
            "starts": DAY,
            "ends": DAY,
            "planned": {**YES_NO, "description": "True when the measure is of a whole month, not of what was given."},
        },
    )
