"""A ticket to the socket: given by a page that has been through every check a page goes through, and soon used up."""

from django.core import signing

from andrum.accounts.service import User

SALT = "andrum.conversations.ticket"
SECONDS = 60


def ticket_for(user: User, conversation_id: int) -> str:
    """A ticket for one user and conversation."""
    return signing.dumps([user.pk, conversation_id], salt=SALT)


def is_valid(ticket: object, *, user_id: int, conversation_id: int) -> bool:
    """True when the ticket is this user's, to this conversation, and at most a minute old."""
    if not isinstance(ticket, str) or len(ticket) > 300:
        return False
    try:
        return bool(signing.loads(ticket, salt=SALT, max_age=SECONDS) == [user_id, conversation_id])
    except signing.BadSignature:
        return False
