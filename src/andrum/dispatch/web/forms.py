"""Forms of dispatch."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from andrum.dispatch.domain.accounts import Account
from andrum.dispatch.domain.errors import AccountError
from andrum.kernel.bank_accounts import DOUBTS
from andrum.kernel.clock import swedish_day


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
    is_checked = forms.BooleanField(
        label=_("Jag har kontrollerat kontonumret med personen eller banken"), required=False,
        help_text=_("Behövs bara när numret inte följer bankens regler, eller banken är okänd för oss."),
    )  # fmt: skip

    def clean_account(self) -> Account:
        """The account, read and checked."""
        try:
            return Account.parse(self.cleaned_data["account"])
        except AccountError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        """Ask the writer to look again at what is doubtful; one who has done so goes on."""
        cleaned = super().clean() or self.cleaned_data
        account = cleaned.get("account")
        if isinstance(account, Account) and not cleaned.get("is_checked"):
            doubt = account.doubt(day=swedish_day(timezone.now()))
            if doubt:
                self.add_error("account", f"{gettext(DOUBTS[doubt])} {LOOK_AGAIN}")
        return cleaned


LOOK_AGAIN = _("Kryssa i rutan om numret ändå är rätt.")


class CancelForm(forms.Form):
    """Why a payment is stopped."""

    reason = forms.CharField(label=_("Varför stoppas betalningen?"), max_length=200)
