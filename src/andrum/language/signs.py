"""The signs, read from their file once: name of sign → pattern of whole words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from andrum.kernel.yaml_text import read_yaml

FILE = Path(__file__).parent / "data" / "signs.yaml"


@lru_cache
def signs(kind: str) -> Mapping[str, re.Pattern[str]]:
    """The signs of a kind: ``context`` (how a thing is said) or ``safety`` (what must never be missed)."""
    data = read_yaml(FILE.read_text(encoding="utf-8"))[kind]
    return MappingProxyType(
        {name: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for name, words in data.items()}
    )
