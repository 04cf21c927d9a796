"""Tables of fees, one file a subject."""

from andrum.fees.models.authorities import Authority, AuthorityKind
from andrum.fees.models.decisions import Cause, FeeDecision
from andrum.fees.models.invoices import BasisKind, InvoiceBasis, InvoiceRun
from andrum.fees.models.mandates import FeeMandate, MandateCode, MandateState
from andrum.fees.models.recalculations import ItemState, Recalculation, RecalculationItem, RecalculationState
from andrum.fees.models.reviews import FeeReview, ReviewReason
from andrum.fees.models.services import Absence, GrantedService, Measure
from andrum.fees.models.statements import IncomeStatement, StatementState, Way

__all__ = [
    "Absence",
    "Authority",
    "AuthorityKind",
    "BasisKind",
    "Cause",
    "FeeDecision",
    "FeeMandate",
    "FeeReview",
    "GrantedService",
    "IncomeStatement",
    "InvoiceBasis",
    "InvoiceRun",
    "ItemState",
    "MandateCode",
    "MandateState",
    "Measure",
    "Recalculation",
    "RecalculationItem",
    "RecalculationState",
    "ReviewReason",
    "StatementState",
    "Way",
]
