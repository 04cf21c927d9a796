"""The door of dispatch."""

from andrum.dispatch.actions.delivery import resume_waiting, try_again
from andrum.dispatch.actions.orders import cancel_payment, order_letter, order_paper, order_payment
from andrum.dispatch.actions.payment_files import collect_payment_file
from andrum.dispatch.domain.accounts import Account, Payee
from andrum.dispatch.domain.errors import (
    AccountError,
    DispatchError,
    ReceiverRefusedError,
    ReceiverUnavailableError,
)
from andrum.dispatch.domain.typesetting import typeset
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState, PaymentFile
from andrum.dispatch.ports import Mailbox, PaymentChannel, Recipient
from andrum.dispatch.queries.holdings import holdings_of
from andrum.dispatch.queries.letters import (
    current_sender,
    decision_letter_pdf,
    draft_letter_pdf,
    letterhead,
    register_letter_maker,
)
from andrum.dispatch.queries.outgoing import counts, outgoing_of_matter
from andrum.dispatch.queries.papers import paper_pdf
from andrum.dispatch.queries.payees import ordered_ore, payee_of

__all__ = [
    "Account",
    "AccountError",
    "DispatchError",
    "Mailbox",
    "Outgoing",
    "OutgoingKind",
    "OutgoingState",
    "Payee",
    "PaymentChannel",
    "PaymentFile",
    "ReceiverRefusedError",
    "ReceiverUnavailableError",
    "Recipient",
    "cancel_payment",
    "collect_payment_file",
    "counts",
    "current_sender",
    "decision_letter_pdf",
    "draft_letter_pdf",
    "holdings_of",
    "letterhead",
    "order_letter",
    "order_paper",
    "order_payment",
    "ordered_ore",
    "outgoing_of_matter",
    "paper_pdf",
    "payee_of",
    "register_letter_maker",
    "resume_waiting",
    "try_again",
    "typeset",
]
