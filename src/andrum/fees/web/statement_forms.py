"""Forms that an inhabitant, or who speaks for them, answers by: whom one lives with, incomes, housing."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from andrum.fees.domain.kinds import ASKED_INCOMES, ASKED_NEEDS, CHANGE_KINDS, HOUSING_FORMS, INCOME_KINDS, RELATIONS
from andrum.fees.domain.statement import HOUSING_ASKED
from andrum.fees.models import Way
from andrum.fees.web.fields import KronorField, choices_of, yes_no
from andrum.fees.web.stored_words import in_words


class WayForm(forms.Form):
    """How one wants to answer, and from which month it holds."""

    way = forms.ChoiceField(label=_("Hur vill du göra?"), choices=Way.choices, widget=forms.RadioSelect)
    from_month = forms.ChoiceField(
        label=_("Från vilken månad gäller det?"), required=False,
        help_text=_("Har något ändrats mitt i en månad gäller det från månaden efter."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, may_confirm: bool, months: Sequence[tuple[str, str]], **kwargs: Any  # noqa: ANN401 - as Django has it
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["from_month"].choices = months  # type: ignore[attr-defined]
        if not may_confirm:
            self.fields["way"].choices = [choice for choice in Way.choices if choice[0] != Way.CONFIRM]  # type: ignore[attr-defined]


class HouseholdForm(forms.Form):
    """Whom one lives with."""

    relation = forms.ChoiceField(
        label=_("Lever du med någon?"), choices=partial(choices_of, RELATIONS), widget=forms.RadioSelect
    )
    living_together = yes_no(
        _("Bor ni tillsammans?"), required=False, empty_value=True,
        help_text=_("Svara nej om en av er bor i särskilt boende. Hoppa över om du lever ensam."),
    )  # fmt: skip


class IncomesForm(forms.Form):
    """What one gets each month, after tax."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        for kind in ASKED_INCOMES:
            words = in_words(INCOME_KINDS[kind])
            self.fields[kind] = KronorField(label=words[:1].upper() + words[1:], required=False)
        self.fields["nothing"] = forms.BooleanField(label=_("Inga inkomster alls"), required=False)

    def clean(self) -> dict[str, Any]:
        """A page where nothing is filled in is not an answer until somebody says so."""
        said = super().clean() or {}
        if not self.errors and not said.get("nothing") and all(said.get(kind) is None for kind in ASKED_INCOMES):
            self.add_error("nothing", _("Skriv minst en inkomst, eller kryssa för att det inte finns någon."))
        return said

    def answer(self) -> dict[str, int]:
        """Every asked kind; an empty box beside one that is filled in is none, as the page says."""
        return {kind: self.cleaned_data.get(kind) or 0 for kind in ASKED_INCOMES}


def _housing_forms() -> list[tuple[str, str]]:
    return [("", gettext("Välj")), *choices_of(HOUSING_FORMS)]


class HousingForm(forms.Form):
    """How one lives, and what it costs."""

    form = forms.ChoiceField(label=_("Hur bor du?"), choices=_housing_forms)
    rent = KronorField(label=_("Hyra eller avgift i månaden"), required=False, help_text=_("Hela hyran, utan el."))
    electricity_included = yes_no(_("Ingår hushållsel i hyran?"), required=False, empty_value=None)
    interest = KronorField(label=_("Ränta på lån för bostaden, om året"), required=False)
    property_fee = KronorField(label=_("Fastighetsavgift om året"), required=False)
    ground_rent = KronorField(label=_("Tomträttsavgäld om året"), required=False)
    area = forms.IntegerField(label=_("Bostadens yta i kvadratmeter"), required=False, min_value=1, max_value=2_000)
    shared_by = forms.IntegerField(label=_("Hur många delar på kostnaden?"), required=False, min_value=1, max_value=20)

    def clean(self) -> dict[str, Any]:
        """What the form of housing needs must be there; the rest is left out."""
        said = super().clean() or {}
        asked = HOUSING_ASKED.get(said.get("form", ""), ())
        for part in asked:
            if part in {"rent", "interest"} and said.get(part) is None and part not in self.errors:
                self.add_error(part, _("Skriv beloppet. Skriv 0 om du inte betalar något."))
        return {"form": said.get("form"), **{part: said.get(part) for part in asked if said.get(part) is not None}}


class NeedsForm(forms.Form):
    """Lasting costs that others do not have, in a month; all of them may be left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        for kind in ASKED_NEEDS:
            words = in_words(CHANGE_KINDS[kind])
            self.fields[kind] = KronorField(label=words[:1].upper() + words[1:], required=False)

    def answer(self) -> dict[str, int]:
        """Every asked kind; an empty box is none, as the page says."""
        return {kind: self.cleaned_data.get(kind) or 0 for kind in ASKED_NEEDS}
