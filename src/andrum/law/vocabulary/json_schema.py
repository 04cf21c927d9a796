"""Pieces of JSON Schema that the rulebooks' inputs are made of."""

from typing import Final

MAX_AMOUNT: Final = 10**11
"""The largest amount that is read, in öre; what is larger is a slip."""

MAX_ITEMS: Final = 400
MAX_PERSONS: Final = 40

JsonSchema = dict[str, object]


def known_or_unknown(value: JsonSchema) -> JsonSchema:
    """The value, or ``{"unknown": reason}``."""
    return {"anyOf": [value, {"$ref": "#/$defs/unknown"}]}


def object_schema(required: list[str], properties: JsonSchema) -> JsonSchema:
    """An object with no other fields."""
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def list_schema(of: JsonSchema, most: int = MAX_ITEMS) -> JsonSchema:
    """A list that is not too long."""
    return {"type": "array", "maxItems": most, "items": of}


def whole_schema(most: int, description: str, least: int = 0) -> JsonSchema:
    """A whole number."""
    return known_or_unknown({"type": "integer", "minimum": least, "maximum": most, "description": description})


def one_of(*words: str) -> JsonSchema:
    """One of some words."""
    return known_or_unknown({"enum": list(words)})


def kind_schema(known: dict[str, str], description: str) -> JsonSchema:
    """A listed kind, or another that goes to a person."""
    text = {"type": "string", "minLength": 1, "maxLength": 60, "description": description, "examples": sorted(known)}
    return known_or_unknown(text)


ID: Final[JsonSchema] = {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,80}$"}
DAY: Final[JsonSchema] = known_or_unknown({"type": "string", "format": "date"})
MONTH: Final[JsonSchema] = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
YES_NO: Final[JsonSchema] = known_or_unknown({"type": "boolean"})
UNKNOWN: Final[JsonSchema] = object_schema(
    ["unknown"], {"unknown": {"type": "string", "minLength": 1, "maxLength": 300}}
)
