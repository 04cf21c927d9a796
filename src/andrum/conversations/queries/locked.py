"""A conversation that is about to be changed: read for the last time before, with its row locked."""

from andrum.conversations.domain.errors import ConversationStateError
from andrum.conversations.domain.words import UNSIGNED
from andrum.conversations.models import Conversation
from andrum.kernel.words import marked as _


def unsigned(conversation: Conversation) -> Conversation:
    """The row, locked until the transaction ends. Raises ConversationStateError when nothing may be changed in it."""
    locked = Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
    if locked.state not in UNSIGNED:
        raise ConversationStateError(
            _("Samtalet är signerat eller blev inte av."), saved=_("Inget har ändrats."),
            todo=_("Lägg till en rättelse i journalen om något ska ändras."),
        )  # fmt: skip
    return locked
