"""Words that more than one page needs."""

from andrum.kernel.words import marked as _

MONTHS = (
    _("januari"), _("februari"), _("mars"), _("april"), _("maj"), _("juni"),
    _("juli"), _("augusti"), _("september"), _("oktober"), _("november"), _("december"),
)  # fmt: skip
