"""The hash chain: every event carries the hash of the one before it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

JSON = None | bool | int | str | Sequence["JSON"] | Mapping[str, "JSON"]
"""What the details of an event may hold. No floats: they are written differently by different programs."""

FIRST = "0" * 64
"""What the first event takes for the hash before it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many events, the hash of the last, and when it happened."""

    count: int
    hash: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the chain: at which event, and what is wrong, in Swedish."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check of the whole chain found."""

    ok: bool
    count: int
    head: Head
    problems: tuple[Problem, ...] = field(default=())


def event_hash(
    *, seq: int, at: datetime, actor: tuple[str, str, str], kind: str, subject: str, matter: str, person: str,
    details: Mapping[str, JSON], previous_hash: str,
) -> str:  # fmt: skip
    """SHA-256 over all that the event says, in a form any program can repeat: JSON without spaces, keys sorted."""
    text = json.dumps(
        [seq, at.astimezone(UTC).isoformat(timespec="microseconds"), *actor, kind, subject, matter, person,
         details, previous_hash],
        ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False,
    )  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()
