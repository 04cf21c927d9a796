"""Marks a text for translation, without translating: the words are looked up where they are shown."""


def marked(text: str) -> str:
    """Return the Swedish text; ``makemessages`` finds it here and pages translate it by ``gettext``."""
    return text


_ = marked
MONTHS = (
    _("januari"), _("februari"), _("mars"), _("april"), _("maj"), _("juni"),
    _("juli"), _("augusti"), _("september"), _("oktober"), _("november"), _("december"),
)  # fmt: skip
