"""What a draft is: the only thing that can be changed."""

from andrum.applications.domain.errors import ApplicationStateError
from andrum.kernel.words import marked as _

DRAFT = "draft"


def refuse_unless_draft(state: str) -> None:
    """Raise ApplicationStateError unless the state is a draft's."""
    if state != DRAFT:
        raise ApplicationStateError(
            _("Ansökan är inte längre ett utkast."),
            saved=_("Det som är underskrivet ändras inte."),
            todo=_("Se Mina sidor för vad som händer nu."),
        )
