"""Forms of the room."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.cases.service import Outcome
from andrum.investigations.models import Framework, Way

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONG = forms.Textarea(attrs={"rows": 4})


class ListForm(forms.Form):
    """Which investigations to list; what cannot be understood is left out."""

    WHOSE: ClassVar = [("alla", _("alla")), ("mina", _("mina"))]
    WHICH: ClassVar = [("pagar", _("som pågår")), ("avslutade", _("som är avslutade")), ("alla", _("i alla lägen"))]

    vilka = forms.ChoiceField(choices=WHOSE, required=False)
    lage = forms.ChoiceField(choices=WHICH, required=False)
    omrade = forms.ChoiceField(choices=Framework.choices, required=False)
    sida = forms.IntegerField(min_value=1, max_value=100_000, required=False)


class SearchForm(forms.Form):
    """Words to search with."""

    q = forms.CharField(label=_("Namn, personnummer eller ärendenummer"), max_length=100, min_length=2, strip=True)


class ReportForm(forms.Form):
    """A report about a child has come in."""

    reported_date = forms.DateField(label=_("När kom anmälan in?"), widget=DAY)
    reason = forms.CharField(
        label=_("Vad gäller anmälan?"), widget=LONG, max_length=5_000,
        help_text=_("En eller ett par meningar. De står i beslutsunderlaget."),
    )  # fmt: skip


class OpenForm(forms.Form):
    """Begin an investigation at once."""

    started_date = forms.DateField(label=_("När inleddes utredningen?"), widget=DAY)
    reported_date = forms.DateField(
        label=_("När kom anmälan in?"), widget=DAY, required=False,
        help_text=_("Lämna tomt när utredningen börjar med en ansökan."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Varför görs utredningen?"), widget=LONG, max_length=5_000,
        help_text=_("En eller ett par meningar. De står i beslutsunderlaget."),
    )  # fmt: skip


class ProtectionForm(forms.Form):
    """The assessment of whether a child needs protection at once."""

    NEEDS: ClassVar = [("nej", _("Nej, inget omedelbart skydd behövs")), ("ja", _("Ja, barnet behöver skydd nu"))]

    needs = forms.ChoiceField(label=_("Behöver barnet omedelbart skydd?"), choices=NEEDS, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Vilken dag gjordes bedömningen?"), widget=DAY)
    text = forms.CharField(label=_("Hur har du bedömt det?"), widget=LONG, max_length=10_000)


class PrescreeningForm(forms.Form):
    """To investigate or not."""

    BEGINS: ClassVar = [("ja", _("Utredning inleds")), ("nej", _("Utredning inleds inte"))]

    begins = forms.ChoiceField(label=_("Vad beslutar du?"), choices=BEGINS, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Vilken dag fattas beslutet?"), widget=DAY)
    text = forms.CharField(label=_("Skälen för beslutet"), widget=LONG, max_length=10_000)


class MoreTimeForm(forms.Form):
    """More time, by a decision."""

    to_date = forms.DateField(label=_("Ny sista dag"), widget=DAY)
    text = forms.CharField(label=_("Vilka är skälen?"), widget=LONG, max_length=10_000)


class ChildForm(forms.Form):
    """Why the child has not been heard."""

    text = forms.CharField(
        label=_("Varför har barnet inte hörts?"), widget=LONG, max_length=5_000, required=False,
        help_text=_("Till exempel att barnet är spädbarn, eller inte vill. Lämna tomt för att ta bort skälet."),
    )  # fmt: skip


class PartyForm(forms.Form):
    """Send the basis to a party."""

    person_id = forms.TypedChoiceField(label=_("Vem ska få underlaget?"), coerce=int)
    way = forms.ChoiceField(label=_("Hur?"), choices=Way.choices, initial=Way.BY_HAND)
    answer_by = forms.DateField(label=_("Svar senast"), widget=DAY)
    text = forms.CharField(
        label=_("Meddelande till parten"), widget=forms.Textarea(attrs={"rows": 5}), max_length=5_000,
        help_text=_("Skriv enkelt. Parten kan också svara muntligt (14 kap. 8 § socialtjänstlagen)."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What a party answered."""

    answer = forms.CharField(
        label=_("Vad svarade parten?"), widget=LONG, max_length=20_000,
        help_text=_("Skriv av svaret, eller skriv ner vad som sades och när."),
    )  # fmt: skip


class FinishForm(forms.Form):
    """Finish and lock."""

    not_sent_because = forms.CharField(
        label=_("Varför behöver parterna inte vänta på att få yttra sig?"), widget=LONG, max_length=5_000,
        required=False,
        help_text=_("Fylls i bara när någon part inte har fått underlaget eller har tid kvar att svara."),
    )  # fmt: skip


class NewVersionForm(forms.Form):
    """Begin a new version."""

    why = forms.CharField(label=_("Vad ska ändras, och varför?"), widget=LONG, max_length=5_000)


class DecisionForm(forms.Form):
    """The decision. Nothing is chosen or written beforehand: the program proposes nothing."""

    outcome = forms.ChoiceField(
        label=_("Utfall"), choices=[("", _("Välj utfall")), *Outcome.choices],
    )  # fmt: skip
    what = forms.CharField(
        label=_("Vad beslutas?"), widget=LONG, max_length=5_000,
        help_text=_("Till exempel vilken insats, från när och hur länge, eller att ärendet avslutas utan insats."),
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Motivering"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000, required=False,
        help_text=_("Skälen för beslutet (32 § förvaltningslagen). Behövs alltid utom när allt beviljas."),
    )  # fmt: skip
