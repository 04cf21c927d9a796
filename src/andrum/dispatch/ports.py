"""What dispatch needs from outside: a mailbox for letters and a channel for payment files.

Both must be idempotent by ``key`` and ``name``: the same call again, after a crash, changes nothing and answers the
same.
Both raise ReceiverUnavailableError (wait) or ReceiverRefusedError (a person has to look), nothing else.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes. The personal number is the mailbox's address (Mina meddelanden)."""

    personal_number: str
    name: str
    address: str
    language: str = "sv"


class Mailbox(Protocol):
    """Takes letters to citizens."""

    def deliver(self, *, key: str, recipient: Recipient, title: str, pdf: bytes) -> str:
        """Hand over a letter. Returns the receipt, the same for the same key."""
        ...


class PaymentChannel(Protocol):
    """Takes payment files to the bank."""

    def deliver(self, *, name: str, content: bytes) -> str:
        """Hand over a file. Returns the receipt, the same for the same name."""
        ...
