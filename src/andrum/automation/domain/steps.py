"""Steps of a run as they are kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

JSON = object


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what went in, with which versions, and what came out."""

    name: str
    inputs: Mapping[str, JSON]
    versions: Mapping[str, JSON]
    result: Mapping[str, JSON]

    @property
    def sha256(self) -> str:
        """Over all of it, so that a step that is changed afterwards is seen."""
        return digest([self.name, self.inputs, self.versions, self.result])


def digest(value: JSON) -> str:
    """SHA-256 of a value as JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
