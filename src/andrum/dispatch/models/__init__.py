"""Tables of dispatch."""

from andrum.dispatch.models.outgoing import Outgoing, OutgoingKind, OutgoingState
from andrum.dispatch.models.payment_files import PaymentFile

__all__ = ["Outgoing", "OutgoingKind", "OutgoingState", "PaymentFile"]
