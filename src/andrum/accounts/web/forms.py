"""Forms of the administrator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.accounts.models import Role, Unit
from andrum.accounts.queries.staff import units

WORD = r"^[a-zA-Z0-9åäöÅÄÖ._@-]+$"


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs' type has no counterpart when run
    """A unit by name."""

    def __init__(self) -> None:
        super().__init__(queryset=units(), label=_("Enhet"), empty_label=None)

    def label_from_instance(self, obj: Unit) -> str:
        """The name."""
        return obj.name


class RoleForm(forms.Form):
    """A role in a unit."""

    role = forms.ChoiceField(label=_("Roll"), choices=Role.choices)
    unit = UnitChoice()


class UserForm(RoleForm):
    """One new member of staff with a first role."""

    username = forms.RegexField(
        WORD, label=_("Användarnamn"), max_length=150, help_text=_("Samma som i kommunens inloggningstjänst.")
    )
    name = forms.CharField(label=_("Namn"), max_length=150)
    email = forms.EmailField(label=_("E-post"), required=False)
    field_order = ("username", "name", "email", "role", "unit")


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("Enhetens namn"), max_length=120)
    code = forms.RegexField(
        r"^[a-z0-9-]+$", label=_("Kod"), max_length=20, help_text=_("Små bokstäver, till exempel norr.")
    )


class TokenForm(forms.Form):
    """A new key."""

    name = forms.CharField(label=_("Vem ska använda nyckeln?"), max_length=80)
    unit = UnitChoice()
    days = forms.IntegerField(label=_("Hur många dagar ska den gälla?"), min_value=1, max_value=730, initial=90)
