"""Forms of a decision that is tried again, and of an appeal."""

from typing import ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.automation.domain.reconsidering import SHORTEST
from andrum.automation.web.fields import KronorField
from andrum.automation.web.forms import DAY

LONG: Final = 10_000
GROUND_WORDS = {
    "reservation": _("Beslutet säger att det får återkallas, och det villkoret är uppfyllt."),
    "security": _("Tvingande säkerhetsskäl kräver att beslutet ändras genast."),
    "wrong_information": _("Felet beror på att personen har lämnat oriktiga eller vilseledande uppgifter."),
}


def area(rows: int) -> forms.Textarea:
    """A field of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class KeepForm(forms.Form):
    """Why the decision is kept."""

    answer = forms.CharField(
        max_length=LONG, label=_("Svar till den sökande"), widget=area(8),
        help_text=_("Skriv vad du har prövat och varför beslutet står kvar. Texten sparas också i journalen."),
    )  # fmt: skip


class ChangeForm(forms.Form):
    """What the decision is changed to. Which parts are needed follows from the law, and is said when they lack."""

    OUTCOMES: ClassVar = [
        ("granted", _("Bifall: den sökande får det som söks")),
        ("partly_granted", _("Delvis bifall: en del av det som söks")), ("denied", _("Avslag")),
    ]  # fmt: skip

    outcome = forms.ChoiceField(label=_("Nytt utfall"), choices=OUTCOMES, widget=forms.RadioSelect)
    amount = KronorField(
        label=_("Nytt belopp för hela månaden"), required=False,
        help_text=_("Kronor. Bara det som inte redan är betalt för månaden betalas ut."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    reasons = forms.CharField(
        max_length=LONG,
        label=_("Vad var fel, och vad gäller nu?"),
        widget=area(6),
        help_text=_("Den sökande läser texten i brevet."),
    )
    obvious = forms.CharField(
        max_length=LONG, label=_("Varför är beslutet uppenbart felaktigt?"), widget=area(3), required=False,
        help_text=_("Beslutet är överklagat. Då får det bara ändras om felet är uppenbart (38 och 39 §§)."),
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Om beloppet blir lägre: vilken grund?"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Beloppet blir inte lägre")), *GROUND_WORDS.items()],
        help_text=_("Ett gynnande beslut får ändras till nackdel bara på de här grunderna (37 §)."),
    )  # fmt: skip
    ground_why = forms.CharField(max_length=LONG, label=_("Vad bygger grunden på?"), widget=area(3), required=False)
    because = forms.CharField(
        max_length=LONG, label=_("Behövs ingen underrättelse före ändringen? Skriv varför"), widget=area(2),
        required=False,
        help_text=_("Lämna tomt i vanliga fall. Blir beloppet lägre ska den sökande få svara först (25 §)."),
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: object, way: str, is_appealed: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if way == "slip" or not is_appealed:
            del self.fields["obvious"]
        if way == "slip" or is_appealed:
            del self.fields["ground"], self.fields["ground_why"]
        if is_appealed and way != "slip":
            del self.fields["because"]

    def clean(self) -> dict[str, object]:
        """The amount fits the outcome."""
        values = super().clean() or {}
        outcome, amount = values.get("outcome"), values.get("amount")
        if outcome in {"granted", "partly_granted"} and not amount and "amount" not in self.errors:
            self.add_error("amount", _("Skriv vilket belopp som beviljas."))
        elif outcome == "denied":
            values["amount"] = 0
        if "reasons" not in self.errors and len(str(values.get("reasons", "")).strip()) < SHORTEST:
            self.add_error("reasons", _("Skriv minst en mening."))
        return values


class InTimeForm(forms.Form):
    """The appeal is to be tried by the court."""

    why = forms.CharField(
        max_length=LONG, label=_("Varför ska det prövas?"), widget=area(3), required=False,
        help_text=_("Krävs bara när det kom sent: vi lämnade fel uppgift, eller domstolen fick det i tid (45 §)."),
    )  # fmt: skip


class DismissForm(forms.Form):
    """The appeal came too late."""

    told_rightly = forms.BooleanField(
        label=_("Jag har kontrollerat att vi berättade rätt hur man överklagar, och att domstolen inte fick det i tid.")
    )
    reasons = forms.CharField(
        max_length=LONG,
        label=_("Skäl"),
        widget=area(4),
        help_text=_("Dagarna skrivs av sig själva. Skriv det som är särskilt här."),
    )


class StatementForm(forms.Form):
    """What the board says to the court."""

    statement = forms.CharField(max_length=LONG, label=_("Yttrande till domstolen"), widget=area(10))


class HandedOverForm(forms.Form):
    """The day when the papers were handed over."""

    day = forms.DateField(label=_("Vilken dag lämnades handlingarna till domstolen?"), widget=DAY)
