"""An answer as JSON that is kept: always the same for the same answer."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from andrum.law.vocabulary.spans import BEYOND_BELIEF, Span
from andrum.law.vocabulary.trace import TraceStep

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def as_bytes(kept: Mapping[str, object]) -> bytes:
    """JSON with sorted keys and no blanks, in UTF-8."""
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def amount_as_json(amount: int | Span, endless: int = BEYOND_BELIEF) -> object:
    """The amount, or ``{"low": …, "high": …}``; an end at ``endless`` or beyond has no bound and is null."""
    if isinstance(amount, int):
        return amount
    low, high = (None if abs(end) >= endless else end for end in (amount.low, amount.high))
    return {"low": low, "high": high}


def part_as_json(part: "DataclassInstance") -> dict[str, object]:
    """A part of the answer, field by field, in öre."""
    return {field.name: _value(getattr(part, field.name)) for field in fields(part)}


def _value(value: object) -> object:
    if isinstance(value, Span):
        return amount_as_json(value)
    return list(value) if isinstance(value, tuple) else value


def step_as_json(step: TraceStep, endless: int = BEYOND_BELIEF) -> dict[str, object]:
    """A step of the trace. ``endless`` is as for amounts: a trace may count in parts of an öre."""
    return {
        "rule": step.rule,
        "part": step.part,
        "what": step.what,
        "about": step.about,
        "inputs": [[name, amount_as_json(amount, endless)] for name, amount in step.inputs],
        "amount": amount_as_json(step.amount, endless),
        "counts": step.counts,
        "provision": step.provision,
        "parameters": list(step.parameters),
    }
