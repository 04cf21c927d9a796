"""Draws by lot that anybody can repeat: a published seed and a key give the same number everywhere, always."""

import hashlib
from fractions import Fraction

STEPS = 2**64


def lot(*, seed: str, key: str) -> Fraction:
    """A number in [0, 1) from SHA-256 of ``seed|key``: the first eight bytes, big-endian, over 2**64."""
    digest = hashlib.sha256(f"{seed}|{key}".encode()).digest()
    return Fraction(int.from_bytes(digest[:8], "big"), STEPS)


def is_drawn(*, seed: str, key: str, share: Fraction) -> bool:
    """True when the lot of ``key`` is below ``share`` (0 to 1)."""
    return lot(seed=seed, key=key) < share
