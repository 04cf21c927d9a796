"""Forms of fees."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.fees.domain.facts import AMOUNT_PARTS, CHANGE, INCOME, PARTNER_INCOME
from andrum.fees.domain.kinds import (
    ABSENCE_REASONS,
    ASKED_INCOMES,
    CHANGE_KINDS,
    HOUSING_FORMS,
    INCOME_KINDS,
    RELATIONS,
    SERVICE_KINDS,
)
from andrum.fees.domain.statement import HOUSING_ASKED, fact_title
from andrum.fees.models import AuthorityKind, MandateCode, Measure, ReviewReason, Way
from andrum.fees.web.stored_words import in_words
from andrum.kernel.money import AmountError, kronor, parse_kronor
from andrum.kernel.periods import Month, MonthError


class KronorField(forms.CharField):
    """An amount in kronor, kept as whole öre; None when it is left empty."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - what Django's own field takes
        super().__init__(
            max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **options
        )

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        """Öre, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            ore = parse_kronor(text)
        except AmountError as error:
            raise forms.ValidationError(str(error)) from None
        if ore < 0:
            raise forms.ValidationError(_("Beloppet kan inte vara mindre än noll."))
        return ore

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        """Kronor without the unit."""
        return kronor(value).removesuffix("\u00a0kr") if isinstance(value, int) else value


class MonthField(forms.CharField):
    """A month as ``2026-11``."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - what Django's own field takes
        super().__init__(max_length=7, widget=forms.TextInput(attrs={"type": "month"}), **options)

    def clean(self, value: Any) -> Month:  # noqa: ANN401 - as Django has it
        """The month."""
        try:
            return Month.parse(super().clean(value))
        except MonthError as error:
            raise forms.ValidationError(str(error)) from None


def day_field(label: Any, *, required: bool = True) -> forms.DateField:  # noqa: ANN401 - a text or a lazy one
    """A day by the browser's own picker."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


def choices_of(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices with their words in the reader's language."""
    return [(name, in_words(text)) for name, text in words.items()]


class WishForm(forms.Form):
    """Which fees to show."""

    skal = forms.ChoiceField(required=False, choices=[("", ""), *ReviewReason.choices])


class ServiceForm(forms.Form):
    """A granted service."""

    kind = forms.ChoiceField(label=_("Insats"), choices=[])
    measure = forms.ChoiceField(label=_("Mått"), choices=Measure.choices)
    quantity = forms.IntegerField(
        label=_("Omfattning i en hel månad"), required=False, min_value=0, max_value=10_000_000,
        help_text=_("Minuter, dagar, gånger eller öre, som måttet säger."),
    )  # fmt: skip
    level = forms.CharField(label=_("Nivå"), required=False, max_length=40)
    from_date = day_field(_("Från och med"))
    source_ref = forms.CharField(label=_("Beslutet om insatsen"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of(SERVICE_KINDS)  # type: ignore[attr-defined]


class LastDayForm(forms.Form):
    """The last day of something."""

    last_date = day_field(_("Sista dagen"))


class AbsenceForm(forms.Form):
    """Days away."""

    from_date = day_field(_("Från och med"))
    to_date = day_field(_("Till och med"))
    reason = forms.ChoiceField(label=_("Varför"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = choices_of(ABSENCE_REASONS)  # type: ignore[attr-defined]


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


class SwitchForm(forms.Form):
    """Switch a mandate."""

    state = forms.CharField(widget=forms.HiddenInput, max_length=10)
    reason = forms.CharField(label=_("Skäl"), max_length=300)


class FactForm(forms.Form):
    """Change one fact. Which fields there are follows from the fact."""

    reason = forms.CharField(label=_("Varför ändras uppgiften?"), max_length=1_000)
    ORDER: ClassVar[list[str]] = ["value", "net", "lasting", "gone", "reason"]

    def __init__(self, name: str, value: object = None, data: Any = None) -> None:  # noqa: ANN401 - as Django has it
        self.name, self.title = name, fact_title(name)
        super().__init__(data, initial=_initial(value), auto_id="fakta_%s")
        self.fields.update(_fields_of(name))
        self.order_fields(self.ORDER)

    def answer(self) -> object:
        """The value as it is kept."""
        said, name = self.cleaned_data, self.name
        if said.get("gone"):
            return {"removed": True}
        if name.startswith((INCOME, PARTNER_INCOME)):
            return {"amount": said["value"], "times": 12, "net": said["net"]}
        if name.startswith(CHANGE):
            return {"amount": said["value"], "lasting": said["lasting"]}
        if isinstance(self.fields["value"], forms.TypedChoiceField):
            return said["value"]
        return said["value"].isoformat() if hasattr(said["value"], "isoformat") else said["value"]


def _initial(value: object) -> dict[str, object]:
    if isinstance(value, Mapping):
        return {"value": value.get("amount"), "net": value.get("net", True), "lasting": value.get("lasting", True)}
    return {"value": "yes" if value is True else "no" if value is False else value}


def _fields_of(name: str) -> dict[str, forms.Field]:
    part = name.rpartition(".")[2]
    gone = forms.BooleanField(label=_("Finns inte längre"), required=False)
    if name.startswith((INCOME, PARTNER_INCOME)):
        net = forms.BooleanField(label=_("Efter skatt"), required=False)
        return {"value": KronorField(label=_("Kronor i månaden"), required=False), "net": net, "gone": gone}
    if name.startswith(CHANGE):
        lasting = forms.BooleanField(label=_("Behovet är varaktigt"), required=False)
        return {"value": KronorField(label=_("Kronor i månaden"), required=False), "lasting": lasting, "gone": gone}
    return {"value": _single(part)}


def _single(part: str) -> forms.Field:
    """The field of a fact that is one value."""
    if part in AMOUNT_PARTS:
        return KronorField(label=_("Kronor"))
    if part in CHOICES:
        return forms.ChoiceField(label=_("Svar"), choices=choices_of(CHOICES[part]))
    if part in {"area", "shared_by"}:
        return forms.IntegerField(label=_("Antal"), min_value=1, max_value=10_000)
    return day_field(_("Dag")) if part == "partner_born" else yes_no(_("Svar"))


CHOICES: dict[str, Mapping[str, str]] = {
    "relation": RELATIONS, "form": HOUSING_FORMS,
    "information": {"given": "har lämnats", "not_given": "har inte lämnats"},
}  # fmt: skip


def yes_no(label: Any, **options: Any) -> forms.TypedChoiceField:  # noqa: ANN401 - a text or a lazy one
    """Yes or no, kept as a truth."""
    return forms.TypedChoiceField(
        label=label, choices=[("yes", _("Ja")), ("no", _("Nej"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, **options,
    )  # fmt: skip


CHANGEABLE = (
    "fee.relation", "fee.living_together", "fee.partner_born", "fee.information", "fee.incomes_told",
    "fee.partner_incomes_told",
)  # fmt: skip


def may_change(name: str) -> bool:
    """True for a fact that a fee officer may set."""
    part = name.rpartition(".")[2]
    if name.startswith((INCOME, PARTNER_INCOME)):
        return part in INCOME_KINDS
    if name.startswith(CHANGE):
        return part in CHANGE_KINDS
    return name in CHANGEABLE or (name.startswith(("fee.housing.", "fee.partner_housing.")) and part in HOUSING_ALL)


HOUSING_ALL = frozenset({"form", *(part for parts in HOUSING_ASKED.values() for part in parts)})


class WayForm(forms.Form):
    """How one wants to answer."""

    way = forms.ChoiceField(label=_("Hur vill du göra?"), choices=Way.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, may_confirm: bool, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        if not may_confirm:
            self.fields["way"].choices = [choice for choice in Way.choices if choice[0] != Way.CONFIRM]  # type: ignore[attr-defined]


class HouseholdForm(forms.Form):
    """Whom one lives with."""

    relation = forms.ChoiceField(label=_("Lever du med någon?"), choices=[], widget=forms.RadioSelect)
    living_together = yes_no(
        _("Bor ni tillsammans?"), required=False, empty_value=True,
        help_text=_("Svara nej om en av er bor i särskilt boende. Hoppa över om du lever ensam."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        self.fields["relation"].choices = choices_of(RELATIONS)  # type: ignore[attr-defined]


class IncomesForm(forms.Form):
    """What one gets each month, after tax."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        for kind in ASKED_INCOMES:
            words = in_words(INCOME_KINDS[kind])
            self.fields[kind] = KronorField(label=words[:1].upper() + words[1:], required=False)
        self.fields["nothing"] = forms.BooleanField(label=_("Jag har inga inkomster alls"), required=False)

    def clean(self) -> dict[str, Any]:
        """A page where nothing is filled in is not an answer until somebody says so."""
        said = super().clean() or {}
        if not self.errors and not said.get("nothing") and all(said.get(kind) is None for kind in ASKED_INCOMES):
            self.add_error("nothing", _("Skriv minst en inkomst, eller kryssa för att det inte finns någon."))
        return said

    def answer(self) -> dict[str, int]:
        """Every asked kind; an empty box beside one that is filled in is none, as the page says."""
        return {kind: self.cleaned_data.get(kind) or 0 for kind in ASKED_INCOMES}


class HousingForm(forms.Form):
    """How one lives, and what it costs."""

    form = forms.ChoiceField(label=_("Hur bor du?"), choices=[])
    rent = KronorField(label=_("Hyra eller avgift i månaden"), required=False, help_text=_("Hela hyran, utan el."))
    electricity_included = yes_no(_("Ingår hushållsel i hyran?"), required=False, empty_value=None)
    interest = KronorField(label=_("Ränta på lån för bostaden, om året"), required=False)
    property_fee = KronorField(label=_("Fastighetsavgift om året"), required=False)
    ground_rent = KronorField(label=_("Tomträttsavgäld om året"), required=False)
    area = forms.IntegerField(label=_("Bostadens yta i kvadratmeter"), required=False, min_value=1, max_value=2_000)
    shared_by = forms.IntegerField(label=_("Hur många delar på kostnaden?"), required=False, min_value=1, max_value=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", _("Välj")), *choices_of(HOUSING_FORMS)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the form of housing needs must be there; the rest is left out."""
        said = super().clean() or {}
        asked = HOUSING_ASKED.get(said.get("form", ""), ())
        for part in asked:
            if part in {"rent", "interest"} and said.get(part) is None and part not in self.errors:
                self.add_error(part, _("Skriv beloppet. Skriv 0 om du inte betalar något."))
        return {"form": said.get("form"), **{part: said.get(part) for part in asked if said.get(part) is not None}}
