"""Forms of the room."""

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Unit
from andrum.runs.domain import MOST_MINUTES


class ReasonForm(forms.Form):
    """Why a kind is paused, resumed or tried again."""

    reason = forms.CharField(
        label=_("Varför?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Skälet sparas i loggen. Skriv inget om enskilda personer."),
    )  # fmt: skip


class TimeForm(forms.Form):
    """How long a case takes a person, and who says so."""

    kind = forms.ChoiceField(label=_("Vilket slag av ärenden?"))
    unit = forms.ChoiceField(label=_("Vilken enhet?"))
    minutes = forms.IntegerField(
        label=_("Minuter för en handläggare, per ärende"), min_value=1, max_value=MOST_MINUTES,
        help_text=_("Hela minuter för ett ärende från ansökan till utbetalning, utan automatiken."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Varifrån kommer siffran?"), max_length=300,
        help_text=_("Till exempel: enhetens tidsstudie, 40 ärenden under två veckor."),
    )  # fmt: skip
    source_date = forms.DateField(
        label=_("Vilken dag är den från?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self, *args: object, kinds: Iterable[tuple[str, str | Promise]], units: Iterable[Unit], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(str(unit.pk), unit.name) for unit in units]  # type: ignore[attr-defined]
