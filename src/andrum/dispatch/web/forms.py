"""Forms of dispatch."""

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.dispatch.domain.accounts import Account
from andrum.dispatch.domain.errors import AccountError


class SentForm(forms.Form):
    """A letter that a person has sent."""

    received_date = forms.DateField(
        label=_("Dag då personen fick brevet"),
        help_text=_("Tiden för att överklaga räknas från den dagen. Lämna tomt om du inte vet."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class AccountForm(forms.Form):
    """An account that the person has given."""

    account = forms.CharField(
        label=_("Kontonummer"),
        help_text=_(
            "Clearingnummer, kommatecken och kontonummer, till exempel 6000, 123 456 789. Eller BG, PG eller IBAN."
        ),
        max_length=60,
    )

    def clean_account(self) -> Account:
        """The account, read and checked."""
        try:
            return Account.parse(self.cleaned_data["account"])
        except AccountError as error:
            raise forms.ValidationError(str(error)) from None


class CancelForm(forms.Form):
    """Why a payment is stopped."""

    reason = forms.CharField(label=_("Varför stoppas betalningen?"), max_length=200)
