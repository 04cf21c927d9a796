"""Signs by a ticked confirmation of the one who is signed in; the signing in is what proves who it is."""

from collections.abc import Mapping

from andrum.applications.service import NotCompleteError, SignatureEvidence
from andrum.kernel.words import marked as _


class ConfirmationSigner:
    """The way to sign in the demo, and wherever the sign-in by e-identity is held to be enough."""

    method = "confirmation_signed_in"

    def sign(self, *, personal_number: str, text: str, proof: Mapping[str, str]) -> SignatureEvidence:
        """Give the evidence when the box is ticked.

        Raises:
            NotCompleteError: when it is not.
        """
        if not text or not personal_number or proof.get("confirm") != "yes":
            raise NotCompleteError(
                _("Du har inte kryssat i att uppgifterna stämmer."),
                saved=_("Ansökan är sparad men inte underskriven."),
                todo=_("Läs igenom, kryssa i rutan och skriv under."),
            )
        return SignatureEvidence(method=self.method)
