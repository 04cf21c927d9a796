"""Forms of retention."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class ApproveForm(forms.Form):
    """What the manager has looked for in the file."""

    confirmed = forms.MultipleChoiceField(
        label=_("Jag har läst akten, och det här stämmer"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, asks: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        if asks:
            self.fields["confirmed"].choices = [(ask, ask) for ask in asks]  # type: ignore[attr-defined]
        else:
            del self.fields["confirmed"]


class ExemptForm(forms.Form):
    """Why a file is kept, and until when."""

    reason = forms.CharField(
        label=_("Varför ska akten vara kvar?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv bestämmelsen eller vad i akten det gäller. Inga personnummer."),
    )  # fmt: skip
    until = forms.DateField(
        label=_("Till och med"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Sedan föreslås akten igen."),
    )  # fmt: skip
