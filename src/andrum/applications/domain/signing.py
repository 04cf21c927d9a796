"""What a signature is, whichever way it is made."""

from collections.abc import Mapping
from dataclasses import dataclass

from andrum.applications.domain.errors import NotCompleteError


@dataclass(frozen=True, slots=True)
class SignatureEvidence:
    """How a text was signed. ``evidence`` is what the signing service gave to keep, empty for a confirmation."""

    method: str
    evidence: str = ""


class ConfirmationSigner:
    """Signs by a ticked confirmation of the one who is signed in; the signing in is what proves who it is."""

    method = "confirmation_signed_in"

    def sign(self, *, personal_number: str, text: str, proof: Mapping[str, str]) -> SignatureEvidence:
        """Give the evidence when the box is ticked.

        Raises:
            NotCompleteError: when it is not.
        """
        if not text or not personal_number or proof.get("confirm") != "yes":
            raise NotCompleteError(
                "Du har inte kryssat i att uppgifterna stämmer.",
                saved="Ansökan är sparad men inte underskriven.",
                todo="Läs igenom, kryssa i rutan och skriv under.",
            )
        return SignatureEvidence(method=self.method)
