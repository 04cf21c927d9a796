"""Who takes letters and payment files: the adapters that the settings name."""

from django.conf import settings
from django.utils.module_loading import import_string

from andrum.dispatch.ports import Mailbox, PaymentChannel


def mailbox() -> Mailbox:
    """The mailbox of this installation."""
    box: Mailbox = import_string(settings.ANDRUM_MAILBOX)()
    return box


def payment_channel() -> PaymentChannel:
    """The channel to the bank of this installation."""
    channel: PaymentChannel = import_string(settings.ANDRUM_PAYMENT_CHANNEL)()
    return channel
