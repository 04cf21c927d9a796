"""What a signature is, whichever way it is made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignatureEvidence:
    """How a text was signed. ``evidence`` is what the signing service gave to keep, empty for a confirmation."""

    method: str
    evidence: str = ""
