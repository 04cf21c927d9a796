"""One-time codes by the clock (RFC 6238): which step of time a code belongs to."""

import base64
import hmac
import struct

STEP_SECONDS, DIGITS, AROUND = 30, 6, 1
"""As every authenticator app has it; a code of the step before or after is good too, for clocks that differ."""


def code_of(secret: str, step: int) -> str:
    """The six digits of a step of thirty seconds; the secret is in Base32."""
    key = base64.b32decode(secret.encode("ascii"), casefold=True)
    found = hmac.new(key, struct.pack(">Q", step), "sha1").digest()
    start = found[-1] & 0x0F
    number = int.from_bytes(found[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def bare(code: str) -> str:
    """The code as people write it, without spaces and hyphens."""
    return "".join(code.split()).replace("-", "")


def step_of(secret: str, code: str, *, timestamp: float, after: int = 0) -> int:
    """The step the code belongs to, near this instant and later than ``after``; 0 when it belongs to none."""
    now, said = int(timestamp) // STEP_SECONDS, bare(code).encode()
    for step in range(now - AROUND, now + AROUND + 1):
        if step > after and hmac.compare_digest(code_of(secret, step).encode(), said):
            return step
    return 0
