"""The one shape of an error that a person may meet: what happened, what is saved, what to do."""

from collections.abc import Callable, Mapping

from andrum.kernel.words import marked as _

Say = Callable[[str], str]
_say: list[Say] = [str]


def say_by(say: Say) -> None:
    """Say how a text is put in the reader's language; the site gives its catalogue."""
    _say[0] = say


class AndrumError(Exception):
    """A foreseen hinder, written in Swedish for the one who meets it.

    As text it is in the language of the reader; ``what``, ``saved``, ``todo`` and ``whole`` are always Swedish, as they
    are kept and told to other systems. Texts are marked by ``andrum.kernel.words.marked``.

    Args:
        what: What happened, one sentence.
        saved: What is saved, one sentence; empty when nothing was under way.
        todo: What to do now, one sentence.
        values: What stands in the places ``{name}`` of the texts.

    No text may hold a name, a personal number or other data about a person.
    """

    def __init__(
        self, what: str, *, saved: str = "", todo: str = "", values: Mapping[str, object] | None = None
    ) -> None:  # fmt: skip
        self._texts = (what, saved, todo)
        self._values = dict(values or {})
        self.what, self.saved, self.todo = (self._filled(text) for text in self._texts)
        self.whole = " ".join(part for part in (self.what, self.saved, self.todo) if part)
        super().__init__(self.whole)

    @property
    def said(self) -> tuple[str, str, str]:
        """What happened, what is saved and what to do, in the language of the reader."""
        what, saved, todo = (self._filled(_say[0](text)) if text else "" for text in self._texts)
        return what, saved, todo

    def __str__(self) -> str:
        """All of it, in the language of the reader."""
        return " ".join(part for part in self.said if part)

    def _filled(self, text: str) -> str:
        return text.format(**self._values) if self._values else text


class NotAllowedError(AndrumError):
    """The one who asks may not see or do this; says nothing of what is there."""

    def __init__(self) -> None:
        super().__init__(
            _("Sidan finns inte, eller så har du inte behörighet till den."),
            todo=_("Gå till startsidan, eller fråga din chef om du behöver tillgång."),
        )


class ConflictError(AndrumError):
    """Somebody else, or the automation, has changed or holds what was to be changed."""
