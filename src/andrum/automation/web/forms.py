"""Forms of the desk."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.automation.web.fields import KronorField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WishForm(forms.Form):
    """Which prepared cases to list; what cannot be understood is left out."""

    WHOSE: ClassVar = [("alla", _("alla")), ("mina", _("mina")), ("otagna", _("dem som ingen har tagit"))]
    WHEN: ClassVar = [
        ("alltid", _("när som helst")), ("sena", _("tidigare än i dag, de är sena")), ("snart", _("inom tre dagar")),
    ]  # fmt: skip

    vilka = forms.ChoiceField(choices=WHOSE, required=False)
    nar = forms.ChoiceField(choices=WHEN, required=False)
    skal = forms.SlugField(max_length=60, required=False)


class SearchForm(forms.Form):
    """Words to search with."""

    q = forms.CharField(label=_("Namn, personnummer eller ärendenummer"), max_length=100, min_length=2, strip=True)


class MandateForm(forms.Form):
    """What the board has decided that the automation may decide."""

    name = forms.CharField(label=_("Vad ska mandatet heta?"), max_length=150)
    decided_by_board_ref = forms.CharField(
        label=_("Nämndens beslut"), max_length=150,
        help_text=_("Dag och paragraf, så att var och en kan hitta protokollet."),
    )  # fmt: skip
    max_amount = KronorField(
        label=_("Högsta belopp i ett beslut"), help_text=_("Kronor. Ett högre belopp lämnas till en handläggare."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Gäller från och med"), widget=DAY)
    valid_to = forms.DateField(
        label=_("Gäller till och med"),
        required=False,
        widget=DAY,
        help_text=_("Lämna tomt när det gäller tills vidare."),
    )
    stops_on_error = forms.BooleanField(
        label=_("Stoppa mandatet genast när ett fel är bekräftat"), required=False, initial=True
    )


class ReasonForm(forms.Form):
    """Why something is changed."""

    reason = forms.CharField(label=_("Varför?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class DecisionForm(forms.Form):
    """What the caseworker decides."""

    OUTCOMES: ClassVar = [
        ("granted", _("Bifall: den sökande får det som söks")),
        ("partly_granted", _("Delvis bifall: en del av det som söks")),
        ("denied", _("Avslag")),
        ("dismissed", _("Avvisning: ansökan kan inte prövas")),
        ("written_off", _("Avskrivning: ansökan är återtagen eller inte längre aktuell")),
    ]

    SHORTEST: ClassVar = 20

    outcome = forms.ChoiceField(label=_("Utfall"), choices=OUTCOMES, widget=forms.RadioSelect)
    amount = KronorField(
        label=_("Belopp"), required=False,
        help_text=_("Kronor. Fylls i vid bifall och delvis bifall; annars är det tomt."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Motivering"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Skälen som avgjorde, i klara ord (32 § förvaltningslagen). Krävs om det inte är fullt bifall."),
    )  # fmt: skip

    because = forms.CharField(required=False, max_length=1_000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        """Amount and reasons fit the outcome."""
        values = super().clean() or {}
        outcome, amount = values.get("outcome"), values.get("amount")
        if outcome in {"granted", "partly_granted"} and not amount and "amount" not in self.errors:
            self.add_error("amount", _("Skriv vilket belopp som beviljas."))
        elif outcome and outcome not in {"granted", "partly_granted"}:
            values["amount"] = 0
        if outcome and outcome != "granted" and len(str(values.get("reasons", "")).strip()) < self.SHORTEST:
            self.add_error("reasons", _("Skriv skälen, minst en mening. Den sökande har rätt att veta varför."))
        return values


class CommunicateForm(forms.Form):
    """What the applicant is told before a decision that goes against them."""

    text = forms.CharField(
        label=_("Det här skickas till den sökande"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Berätta vad vi tänker besluta, vad det bygger på och hur man svarar."),
    )  # fmt: skip
    answer_by = forms.DateField(label=_("Svar senast"), widget=DAY)


class AnswerForm(forms.Form):
    """What the applicant answered, also by telephone."""

    answer = forms.CharField(
        label=_("Vad svarade den sökande?"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AskForm(forms.Form):
    """Questions to the applicant, one a line, and until when to answer."""

    MOST: ClassVar = 20

    questions = forms.CharField(
        label=_("Frågor"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("En fråga på varje rad. Den sökande kan svara med text och bifoga en bild eller fil till varje."),
    )  # fmt: skip
    due_date = forms.DateField(label=_("Svar senast"), widget=DAY)

    def clean_questions(self) -> list[str]:
        """Each question once."""
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["questions"]).splitlines()]
        questions = list(dict.fromkeys(line for line in lines if line))
        if not questions:
            raise forms.ValidationError(_("Skriv minst en fråga."))
        if len(questions) > self.MOST:
            raise forms.ValidationError(_("Ställ högst tjugo frågor på en gång."))
        return questions


class HelpForm(forms.Form):
    """What one needs help with."""

    text = forms.CharField(
        label=_("Vad behöver du hjälp med?"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 5})
    )
