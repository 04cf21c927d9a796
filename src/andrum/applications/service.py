"""The door of the room."""

from andrum.applications.actions.supplements import answer_supplement, request_supplement
from andrum.applications.domain.errors import NotCompleteError
from andrum.applications.domain.events import ApplicationSigned, SupplementAnswered
from andrum.applications.domain.fact_names import facts_of
from andrum.applications.domain.signing import SignatureEvidence
from andrum.applications.models import Application, Attachment, Kind, Signature, State, Supplement
from andrum.applications.ports import Signer
from andrum.applications.queries.applications import applications_of, declared_household, signed_applications
from andrum.applications.queries.holdings import holdings_of
from andrum.applications.queries.proofs import Proof, proofs_of

__all__ = [
    "Application",
    "ApplicationSigned",
    "Attachment",
    "Kind",
    "NotCompleteError",
    "Proof",
    "Signature",
    "SignatureEvidence",
    "Signer",
    "State",
    "Supplement",
    "SupplementAnswered",
    "answer_supplement",
    "applications_of",
    "declared_household",
    "facts_of",
    "holdings_of",
    "proofs_of",
    "request_supplement",
    "signed_applications",
]
