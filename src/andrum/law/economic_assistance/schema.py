"""The JSON Schema of the household, for other systems and for ``andrum assess --schema``."""

from typing import Final

from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS
from andrum.law.vocabulary.json_schema import (
    DAY,
    ID,
    MAX_AMOUNT,
    MAX_PERSONS,
    MONTH,
    YES_NO,
    JsonSchema,
    kind_schema,
    known_or_unknown,
    list_schema,
    object_schema,
    one_of,
    whole_schema,
)


def _members() -> JsonSchema:
    return object_schema(
        ["id", "role", "born"],
        {
            "id": ID,
            "role": one_of("applicant", "co_applicant", "child"),
            "born": DAY,
            "days": whole_schema(31, "Days of the month a child lives here; left out means the whole month."),
            "lunch_at_home": YES_NO,
            "in_school": YES_NO,
            "living_at_home": YES_NO,
            "earned_earlier_this_year": whole_schema(MAX_AMOUNT, "Own earnings earlier this calendar year, in öre."),
        },
    )


def _incomes() -> JsonSchema:
    return object_schema(
        ["id", "member", "kind", "amount", "paid"],
        {
            "id": ID,
            "member": ID,
            "kind": kind_schema(INCOME_KINDS_WORDS, "Kind of income; one that is not listed goes to a person."),
            "amount": whole_schema(MAX_AMOUNT, "Öre."),
            "paid": DAY,
            "net": YES_NO,
        },
    )


def _costs() -> JsonSchema:
    return object_schema(
        ["id", "kind", "amount"],
        {
            "id": ID,
            "kind": kind_schema(COST_KINDS_WORDS, "Kind of cost; one that is not listed goes to a person."),
            "amount": whole_schema(MAX_AMOUNT, "Öre."),
            "due": DAY,
            "evidence": YES_NO,
        },
    )


def _assets() -> JsonSchema:
    return object_schema(
        ["id", "kind", "amount"],
        {
            "id": ID,
            "kind": kind_schema(ASSET_KINDS, "Kind of asset; one that is not listed goes to a person."),
            "amount": whole_schema(MAX_AMOUNT, "Öre."),
        },
    )


INCOME_KINDS_WORDS: Final = {kind.id: kind.words for kind in INCOME_KINDS.values()}
COST_KINDS_WORDS: Final = {kind.id: kind.words for kind in COST_KINDS.values()}


def household_schema() -> JsonSchema:
    """The JSON Schema (2020-12) of a household, version 1. Amounts are whole öre."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Andrum: household for economic assistance, version 1",
        "description": 'Every leaf may be its value or {"unknown": "reason"}. Amounts are whole öre.',
        **object_schema(
            ["schema", "month", "application", "members", "incomes", "costs", "assets"],
            {
                "schema": {"const": 1},
                "month": MONTH,
                "application": one_of("new", "continued"),
                "housing": _housing(),
                "community": object_schema(
                    ["persons"], {"persons": whole_schema(MAX_PERSONS, "Persons who share the household in all.", 1)}
                ),
                "members": {**list_schema(_members(), MAX_PERSONS), "minItems": 1},
                "incomes": known_or_unknown(list_schema(_incomes())),
                "costs": known_or_unknown(list_schema(_costs())),
                "assets": known_or_unknown(list_schema(_assets())),
                "special_calculation_rule": {
                    "type": "object",
                    "propertyNames": ID,
                    "additionalProperties": object_schema(
                        ["assistance_months_in_row"],
                        {
                            "assistance_months_in_row": whole_schema(1200, "Months in a row with income support."),
                            "started": known_or_unknown(MONTH),
                        },
                    ),
                },
                "surplus_last_month": whole_schema(MAX_AMOUNT, "Öre."),
            },
        ),
        "$defs": {
            "unknown": object_schema(["unknown"], {"unknown": {"type": "string", "minLength": 1, "maxLength": 300}})
        },
    }


def _housing() -> JsonSchema:
    return object_schema(
        ["form"],
        {
            "form": one_of("rented", "owned", "lodger", "none", "other"),
            "rent": whole_schema(MAX_AMOUNT, "The rent of the contract, öre a month."),
            "rooms": whole_schema(50, "Rooms, kitchen not counted."),
            "months_over_ceiling": whole_schema(
                1200, "Months with assistance that the rent has been above the ceiling."
            ),
        },
    )
