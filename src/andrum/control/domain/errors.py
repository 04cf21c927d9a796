"""What can hinder a review, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError, ConflictError
from andrum.kernel.words import marked as _


class ControlParameterError(AndrumError):
    """A file of control parameters that cannot be used as it stands."""


class BoundError(AndrumError):
    """Counts from which no bound can be computed."""


class VerdictError(AndrumError):
    """A verdict that is not whole: a wrong without cause and words, or an unclear without words."""


class OwnReviewError(AndrumError):
    """The reviewer has worked with the matter, or has already said what they think."""

    def __init__(self) -> None:
        super().__init__(
            _("Du kan inte granska det du själv har arbetat med eller redan har bedömt."),
            saved=_("Inget har ändrats."),
            todo=_("En annan granskare tar den här granskningen."),
        )


class ReviewClosedError(ConflictError):
    """Somebody else was first."""

    def __init__(self) -> None:
        super().__init__(
            _("Granskningen är redan gjord av någon annan."),
            saved=_("Din bedömning har inte sparats."),
            todo=_("Ta nästa."),
        )
