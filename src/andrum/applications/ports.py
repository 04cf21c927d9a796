"""What the room needs from outside: a way to sign. Settings name the class (``ANDRUM_SIGNER``, dotted path)."""

from collections.abc import Mapping
from typing import Protocol

from andrum.applications.domain.signing import SignatureEvidence


class Signer(Protocol):
    """Signs a text for a person: e-identity, or a confirmation by the one who is signed in."""

    @property
    def method(self) -> str:
        """A short name of the way to sign, kept with the signature."""
        ...

    def sign(self, *, personal_number: str, text: str, proof: Mapping[str, str]) -> SignatureEvidence:
        """Sign exactly the text. ``proof`` is what the page sent. Raises AndrumError when it is not signed."""
        ...
