"""Forms of the register."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Unit, User
from andrum.cases.models import MatterKind, MatterState, ParticipantRole


def first_error(form: forms.Form) -> str:
    """The first thing to mend, with the name of its field."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        return f"{label}: {errors[0]}" if label else str(errors[0])
    return ""


BY_HAND = [choice for choice in MatterKind.choices if choice[0] != MatterKind.HOME_CARE_FEE]
"""Kinds that a caseworker opens; a matter of fees is opened at the fee desk."""


class PersonForm(forms.Form):
    """Who somebody is."""

    personal_number = forms.CharField(
        label=_("Personnummer"), help_text=_("Tolv siffror: ÅÅÅÅMMDD-NNNN."), max_length=13,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    given_name = forms.CharField(label=_("Förnamn"), max_length=80)
    family_name = forms.CharField(label=_("Efternamn"), max_length=80)


class NewMatterForm(PersonForm):
    """What a new matter is about, whom it is about, and the unit that answers for it."""

    field_order = ("kind",)
    kind = forms.ChoiceField(label=_("Vad gäller ärendet?"), choices=BY_HAND, initial=MatterKind.values[0])
    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.none())


class ParticipantForm(PersonForm):
    """One more person in a matter."""

    role = forms.ChoiceField(label=_("Roll"), choices=[c for c in ParticipantRole.choices if c[0] != "applicant"])


class EndForm(forms.Form):
    """The last day of something."""

    last_date = forms.DateField(label=_("Sista dagen"), widget=forms.DateInput(attrs={"type": "date"}))


class NoteForm(forms.Form):
    """A journal note."""

    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = forms.CharField(
        label=_("Anteckning"),
        help_text=_("Skriv sakligt och med respekt. Den enskilde har rätt att läsa det du skriver."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=50_000,
    )


class LinkedNoteForm(forms.Form):
    """A correction of a signed note, or what the person says is wrong in it."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 5}), max_length=50_000)


class TaskForm(forms.Form):
    """Something to do."""

    title = forms.CharField(label=_("Vad ska göras?"), max_length=200)
    due_date = forms.DateField(label=_("Senast"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs' type has no counterpart when run
    """A colleague to choose, called by name."""

    def label_from_instance(self, obj: User) -> str:
        """The name; the word one signs in with says nothing."""
        return obj.name


class AssignForm(forms.Form):
    """Who works on the matter."""

    to = StaffField(
        label=_("Handläggare"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ingen, lägg i enhetens lista"),
    )


class OpenAnywayForm(forms.Form):
    """Why one needs a matter that is somebody else's."""

    reason = forms.CharField(
        label=_("Varför behöver du öppna ärendet?"),
        help_text=_("Din chef läser det du skriver. Skriv vad som har hänt, till exempel vem som är borta."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
    )


class MessageForm(forms.Form):
    """A message to the applicant."""

    text = forms.CharField(
        label=_("Meddelande till den sökande"), widget=forms.Textarea(attrs={"rows": 5}), max_length=10_000
    )


class DocumentForm(forms.Form):
    """A document that came by other ways than the e-service."""

    title = forms.CharField(label=_("Vad är det för handling?"), max_length=200)
    file = forms.FileField(label=_("Fil"), help_text=_("PDF, JPEG eller PNG, högst 25 MB."))


class SearchForm(forms.Form):
    """Words to search with."""

    q = forms.CharField(label=_("Namn, personnummer eller ärendenummer"), max_length=100, min_length=2, strip=True)


class ListForm(forms.Form):
    """Which matters to list, and in what order; what cannot be understood is left out."""

    WHOSE: ClassVar = [("mina", _("Mina")), ("otilldelade", _("Ingen har tagit")), ("alla", _("Alla jag får se"))]
    ORDERS: ClassVar = {
        "oppnat": "opened_at", "-oppnat": "-opened_at", "nummer": "reference", "-nummer": "-reference",
        "namn": "applicant__family_name", "-namn": "-applicant__family_name",
    }  # fmt: skip

    vilka = forms.ChoiceField(choices=WHOSE, required=False)
    lage = forms.ChoiceField(choices=MatterState.choices, required=False)
    ordning = forms.ChoiceField(choices=[(key, key) for key in ORDERS], required=False)
    sida = forms.IntegerField(min_value=1, max_value=100_000, required=False)
