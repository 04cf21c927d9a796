"""The JSON Schema of the household, for other systems and for ``andrum assess --schema``."""

from typing import Final

from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS

MAX_AMOUNT: Final = 10**11
"""The largest amount that is read, in öre; what is larger is a slip."""

MAX_ITEMS: Final = 400
MAX_PERSONS: Final = 40

JsonSchema = dict[str, object]


def _known_or_unknown(value: JsonSchema) -> JsonSchema:
    return {"anyOf": [value, {"$ref": "#/$defs/unknown"}]}


def _object(required: list[str], properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _list(of: JsonSchema, most: int = MAX_ITEMS) -> JsonSchema:
    return {"type": "array", "maxItems": most, "items": of}


def _whole(most: int, description: str, least: int = 0) -> JsonSchema:
    return _known_or_unknown({"type": "integer", "minimum": least, "maximum": most, "description": description})


def _one_of(*words: str) -> JsonSchema:
    return _known_or_unknown({"enum": list(words)})


def _kind(known: dict[str, str], description: str) -> JsonSchema:
    text = {"type": "string", "minLength": 1, "maxLength": 60, "description": description, "examples": sorted(known)}
    return _known_or_unknown(text)


ID: Final[JsonSchema] = {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,80}$"}
DAY: Final[JsonSchema] = _known_or_unknown({"type": "string", "format": "date"})
MONTH: Final[JsonSchema] = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
YES_NO: Final[JsonSchema] = _known_or_unknown({"type": "boolean"})


def _members() -> JsonSchema:
    return _object(
        ["id", "role", "born"],
        {
            "id": ID,
            "role": _one_of("applicant", "co_applicant", "child"),
            "born": DAY,
            "days": _whole(31, "Days of the month a child lives here; left out means the whole month."),
            "lunch_at_home": YES_NO,
            "in_school": YES_NO,
            "living_at_home": YES_NO,
            "earned_earlier_this_year": _whole(MAX_AMOUNT, "Own earnings earlier this calendar year, in öre."),
        },
    )


def _incomes() -> JsonSchema:
    return _object(
        ["id", "member", "kind", "amount", "paid"],
        {
            "id": ID,
            "member": ID,
            "kind": _kind(INCOME_KINDS_WORDS, "Kind of income; one that is not listed goes to a person."),
            "amount": _whole(MAX_AMOUNT, "Öre."),
            "paid": DAY,
            "net": YES_NO,
        },
    )


def _costs() -> JsonSchema:
    return _object(
        ["id", "kind", "amount"],
        {
            "id": ID,
            "kind": _kind(COST_KINDS_WORDS, "Kind of cost; one that is not listed goes to a person."),
            "amount": _whole(MAX_AMOUNT, "Öre."),
            "due": DAY,
            "evidence": YES_NO,
        },
    )


def _assets() -> JsonSchema:
    return _object(
        ["id", "kind", "amount"],
        {
            "id": ID,
            "kind": _kind(ASSET_KINDS, "Kind of asset; one that is not listed goes to a person."),
            "amount": _whole(MAX_AMOUNT, "Öre."),
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
        **_object(
            ["schema", "month", "application", "members", "incomes", "costs", "assets"],
            {
                "schema": {"const": 1},
                "month": MONTH,
                "application": _one_of("new", "continued"),
                "housing": _housing(),
                "community": _object(
                    ["persons"], {"persons": _whole(MAX_PERSONS, "Persons who share the household in all.", 1)}
                ),
                "members": {**_list(_members(), MAX_PERSONS), "minItems": 1},
                "incomes": _known_or_unknown(_list(_incomes())),
                "costs": _known_or_unknown(_list(_costs())),
                "assets": _known_or_unknown(_list(_assets())),
                "special_calculation_rule": {
                    "type": "object",
                    "propertyNames": ID,
                    "additionalProperties": _object(
                        ["assistance_months_in_row"],
                        {
                            "assistance_months_in_row": _whole(1200, "Months in a row with income support."),
                            "started": _known_or_unknown(MONTH),
                        },
                    ),
                },
                "surplus_last_month": _whole(MAX_AMOUNT, "Öre."),
            },
        ),
        "$defs": {"unknown": _object(["unknown"], {"unknown": {"type": "string", "minLength": 1, "maxLength": 300}})},
    }


def _housing() -> JsonSchema:
    return _object(
        ["form"],
        {
            "form": _one_of("rented", "owned", "lodger", "none", "other"),
            "rent": _whole(MAX_AMOUNT, "The rent of the contract, öre a month."),
            "rooms": _whole(50, "Rooms, kitchen not counted."),
            "months_over_ceiling": _whole(1200, "Months with assistance that the rent has been above the ceiling."),
        },
    )
