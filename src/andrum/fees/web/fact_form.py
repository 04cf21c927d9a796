"""Changing one fact of a fee: which facts may be changed, and the fields that each has."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.fees.domain.facts import AMOUNT_PARTS, CHANGE, INCOME, PARTNER_INCOME
from andrum.fees.domain.kinds import CHANGE_KINDS, HOUSING_FORMS, INCOME_KINDS, RELATIONS
from andrum.fees.domain.statement import HOUSING_ASKED, fact_title
from andrum.fees.web.fields import KronorField, choices_of, day_field, yes_no

CHOICES: Final[dict[str, Mapping[str, str]]] = {
    "relation": RELATIONS, "form": HOUSING_FORMS,
    "information": {"given": "har lämnats", "not_given": "har inte lämnats"},
}  # fmt: skip
CHANGEABLE: Final = (
    "fee.relation", "fee.living_together", "fee.partner_born", "fee.information", "fee.incomes_told",
    "fee.partner_incomes_told",
)  # fmt: skip
HOUSING_ALL: Final = frozenset({"form", *(part for parts in HOUSING_ASKED.values() for part in parts)})


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


def may_change(name: str) -> bool:
    """True for a fact that a fee officer may set."""
    part = name.rpartition(".")[2]
    if name.startswith((INCOME, PARTNER_INCOME)):
        return part in INCOME_KINDS
    if name.startswith(CHANGE):
        return part in CHANGE_KINDS
    return name in CHANGEABLE or (name.startswith(("fee.housing.", "fee.partner_housing.")) and part in HOUSING_ALL)
