"""Fields that the desk's forms share."""

from django import forms
from django.utils.translation import gettext as _

from andrum.kernel.errors import AndrumError
from andrum.kernel.money import parse_kronor

MOST_ORE = 10**10


class KronorField(forms.Field):
    """An amount in kronor, kept as öre. Blank is not known."""

    widget = forms.TextInput

    def to_python(self, value: object) -> int | None:
        """Öre, or None."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            ore = parse_kronor(text)
        except AndrumError as error:
            raise forms.ValidationError(str(error)) from None
        if not 0 <= ore <= MOST_ORE:
            raise forms.ValidationError(_("Skriv ett belopp mellan 0 kr och hundra miljoner kronor."))
        return ore
