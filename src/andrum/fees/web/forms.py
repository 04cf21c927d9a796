"""Forms that those who work with fees write in."""

from collections.abc import Collection
from functools import partial

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Unit
from andrum.fees.domain.kinds import ABSENCE_REASONS, SERVICE_KINDS
from andrum.fees.models import AuthorityKind, MandateCode, Measure, ReviewReason
from andrum.fees.web.fields import KronorField, MonthField, choices_of, day_field


class WishForm(forms.Form):
    """Which fees to show."""

    skal = forms.ChoiceField(required=False, choices=[("", ""), *ReviewReason.choices])


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs' type has no counterpart when run
    """A unit to choose, called by name."""

    def label_from_instance(self, obj: Unit) -> str:
        """The name."""
        return obj.name


class NewFeeMatterForm(forms.Form):
    """Whose fee it is about, and which of the officer's own units answers for it."""

    personal_number = forms.CharField(
        label=_("Personnummer"), help_text=_("Tolv siffror: ÅÅÅÅMMDD-NNNN."), max_length=13,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    given_name = forms.CharField(
        label=_("Förnamn"), required=False, max_length=80,
        help_text=_("Namnen behövs bara när personen inte finns i personregistret än."),
    )  # fmt: skip
    family_name = forms.CharField(label=_("Efternamn"), required=False, max_length=80)
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none())

    def __init__(self, data: QueryDict | None, *, own: Collection[Unit]) -> None:
        super().__init__(data)
        units = self.fields["unit"]
        if not isinstance(units, UnitField):
            raise TypeError
        units.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in own]).order_by("name")
        if len(own) == 1:
            units.initial = next(iter(own)).pk


class ServiceForm(forms.Form):
    """A granted service."""

    kind = forms.ChoiceField(label=_("Insats"), choices=partial(choices_of, SERVICE_KINDS))
    measure = forms.ChoiceField(label=_("Mått"), choices=Measure.choices)
    quantity = forms.IntegerField(
        label=_("Omfattning i en hel månad"), required=False, min_value=0, max_value=10_000_000,
        help_text=_("Minuter, dagar, gånger eller öre, som måttet säger."),
    )  # fmt: skip
    level = forms.CharField(label=_("Nivå"), required=False, max_length=40)
    from_date = day_field(_("Från och med"))
    source_ref = forms.CharField(label=_("Beslutet om insatsen"), required=False, max_length=120)


class LastDayForm(forms.Form):
    """The last day of something."""

    last_date = day_field(_("Sista dagen"))


class AbsenceForm(forms.Form):
    """Days away."""

    from_date = day_field(_("Från och med"))
    to_date = day_field(_("Till och med"))
    reason = forms.ChoiceField(label=_("Varför"), choices=partial(choices_of, ABSENCE_REASONS))


class AuthorityForm(forms.Form):
    """Somebody who may speak for the person."""

    personal_number = forms.CharField(label=_("Personnummer"), max_length=13, help_text=_("Tolv siffror."))
    given_name = forms.CharField(label=_("Förnamn"), max_length=80)
    family_name = forms.CharField(label=_("Efternamn"), max_length=80)
    kind = forms.ChoiceField(label=_("Rätt att företräda"), choices=AuthorityKind.choices)
    evidence = forms.CharField(label=_("Vad du har kontrollerat"), max_length=200)
    from_date = day_field(_("Från och med"))
    to_date = day_field(_("Till och med"), required=False)


class MonthForm(forms.Form):
    """From which month."""

    month = MonthField(label=_("Från och med månad"))


class NoticeForm(forms.Form):
    """What the person is told before."""

    text = forms.CharField(label=_("Underrättelse"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    """What the person answered."""

    answer = forms.CharField(label=_("Svar"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}))


class DecideForm(forms.Form):
    """The reasons, and the proposal that was shown."""

    reasons = forms.CharField(
        label=_("Skäl för beslutet"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Står i beslutet och i brevet. Uträkningen kommer med av sig själv."),
    )  # fmt: skip
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RunForm(forms.Form):
    """Which month to invoice, and the day on the invoices."""

    month = MonthField(label=_("Månad"))
    issue_date = day_field(_("Fakturadag"))


class MandateForm(forms.Form):
    """What the board has decided."""

    code = forms.ChoiceField(label=_("Vad som får beslutas automatiskt"), choices=MandateCode.choices)
    most_change_ore = KronorField(label=_("Största ändring i kronor"))
    valid_from = day_field(_("Gäller från"))
    valid_to = day_field(_("Gäller till och med"), required=False)
    decided_by_board_ref = forms.CharField(label=_("Nämndens beslut"), max_length=80)
    stops_on_error = forms.BooleanField(
        label=_("Stoppas när kontrollen har bekräftat ett fel"), required=False, initial=True
    )


class SwitchForm(forms.Form):
    """Switch a mandate."""

    state = forms.CharField(widget=forms.HiddenInput, max_length=10)
    reason = forms.CharField(label=_("Skäl"), max_length=300)
