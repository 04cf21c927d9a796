"""Forms of control."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.control.models import Verdict

WORDS_HINT = _("Skriv så att en annan granskare förstår. Inga personnummer.")


class OpinionForm(forms.Form):
    """What one found in a decision."""

    verdict = forms.ChoiceField(
        label=_("Är beslutet rätt?"),
        choices=[
            (Verdict.RIGHT.value, _("Rätt: jag hade kommit fram till detsamma")),
            (Verdict.WRONG.value, _("Fel: något skulle ha blivit annorlunda")),
            (Verdict.UNCLEAR.value, _("Oklart: det går inte att avgöra av det som finns här")),
        ],
        widget=forms.RadioSelect,
    )
    cause = forms.ChoiceField(label=_("Orsak, om något är fel"), required=False)
    words = forms.CharField(
        label=_("Med egna ord, om något är fel eller oklart"), required=False, max_length=4_000, help_text=WORDS_HINT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: object, causes: Mapping[str, str], settles: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["cause"].choices = [("", _("Välj orsak")), *((code, _(words)) for code, words in causes.items())]  # type: ignore[attr-defined]
        if settles:
            verdict = self.fields["verdict"]
            verdict.choices = [c for c in verdict.choices if c[0] != Verdict.UNCLEAR]  # type: ignore[attr-defined]


class VerdictForm(forms.Form):
    """Whether there was a reason in the work."""

    verdict = forms.ChoiceField(
        label=_("Fanns det skäl i arbetet?"),
        choices=[
            (Verdict.RIGHT.value, _("Ja, det fanns skäl")),
            (Verdict.WRONG.value, _("Nej, eller jag hittar inget skäl")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Vad du såg (behövs om svaret är nej)"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class StopForm(forms.Form):
    """Why a mandate is stopped."""

    reason = forms.CharField(
        label=_("Varför stoppar du? (frivilligt)"), required=False, max_length=250,
        help_text=_("Skälet sparas i loggen."),
    )  # fmt: skip
