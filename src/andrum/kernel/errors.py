"""The one shape of an error that a person may meet: what happened, what is saved, what to do."""


class AndrumError(Exception):
    """A foreseen hinder, written in Swedish for the one who meets it.

    Args:
        what: What happened, one sentence.
        saved: What is saved, one sentence; empty when nothing was under way.
        todo: What to do now, one sentence.

    No text may hold a name, a personal number or other data about a person.
    """

    def __init__(self, what: str, *, saved: str = "", todo: str = "") -> None:
        super().__init__(" ".join(part for part in (what, saved, todo) if part))
        self.what = what
        self.saved = saved
        self.todo = todo


class NotAllowedError(AndrumError):
    """The one who asks may not see or do this; says nothing of what is there."""

    def __init__(self) -> None:
        super().__init__(
            "Sidan finns inte, eller så har du inte behörighet till den.",
            todo="Gå till startsidan, eller fråga din chef om du behöver tillgång.",
        )


class ConflictError(AndrumError):
    """Somebody else, or the automation, has changed or holds what was to be changed."""
