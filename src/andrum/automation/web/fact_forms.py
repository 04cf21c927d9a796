"""The form that changes a fact in place: one field for each part of the value, and why."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andrum.automation.queries.fact_words import (
    AMOUNTS,
    CHOICES,
    COUNTS,
    DAYS,
    KINDS,
    LABELS,
    LEAVES,
    YES_NO,
    reason_of_unknown,
)
from andrum.automation.web.case_facts import kind_choices
from andrum.automation.web.fields import KronorField
from andrum.kernel.money import kronor

DONT_KNOW = "okänt"
NOT_KNOWN = "handläggaren vet inte"
FIXED = frozenset({"id", "member", "role"})
LEAVES_OF: dict[str, tuple[str, ...]] = {
    "income": ("id", "member", "kind", "amount", "paid", "net"),
    "cost": ("id", "kind", "amount", "due", "evidence"),
    "asset": ("id", "kind", "amount"),
    "member": (
        "id",
        "role",
        "born",
        "days",
        "lunch_at_home",
        "in_school",
        "living_at_home",
        "earned_earlier_this_year",
    ),
}
WHOLES = {
    "housing.rent": "rent", "housing.rooms": "rooms", "community.persons": "persons", "housing.form": "form",
    "housing.due": "due", "housing.months_over_ceiling": "months_over_ceiling",
    "incomes.none": "yes_no", "assets.none": "yes_no",
}  # fmt: skip
REMOVABLE = ("income", "cost", "asset")
FORMS = ("rented", "owned", "lodger", "none", "other")


class Change(TypedDict):
    """What the form says, as the action takes it."""

    name: str
    value: object
    unknown_reason: str
    reason: str


class FactForm(forms.Form):
    """A new value of one fact and the reason. What is left blank is not known; it is never zero.

    Args:
        name: The fact's name.
        value: What counts now.
        members: Names of the members by id, to choose whose a new income is.
    """

    def __init__(
        self, *, name: str, value: object, members: Mapping[str, str], data: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data, prefix="ny", auto_id=f"id_{name.replace('.', '-')}_%s")
        self.name, self.value = name, value
        self.group = name.partition(".")[0]
        self.leaves = LEAVES_OF.get(self.group, ()) if "." in name and name not in WHOLES else ()
        now = value if isinstance(value, Mapping) and reason_of_unknown(value) is None else {}
        for leaf in self.leaves:
            if leaf not in FIXED:
                self.fields[leaf] = _field(leaf, self.group, now.get(leaf))
            elif leaf == "member" and not now.get("member"):
                self.fields[leaf] = forms.ChoiceField(label=str(LEAVES[leaf]), choices=list(members.items()))
        if self.group in REMOVABLE and now:
            self.fields["removed"] = forms.BooleanField(
                label=gettext_lazy("Räkna inte med den här raden alls"),
                required=False,
                initial=bool(now.get("removed")),
            )
        if not self.leaves:
            self.fields["value"] = _field(
                WHOLES.get(name, name.rpartition(".")[2]), self.group, value, label=_label(name)
            )
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Varför ändrar du?"), max_length=1_000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=gettext_lazy("Skälet står i ärendet och läses av den som granskar."),
        )  # fmt: skip

    def answer(self) -> Change:
        """Name, value or why it is not known, and the reason. Call when the form is valid."""
        reason = str(self.cleaned_data["reason"])
        if not self.leaves:
            value = _json(self.cleaned_data["value"])
            return Change(name=self.name, value=value, unknown_reason=NOT_KNOWN if value is None else "", reason=reason)
        kept = self.value if isinstance(self.value, Mapping) else {}
        known: dict[str, object] = {}
        if "id" in self.leaves:
            known["id"] = kept.get("id") or self.name.partition(".")[2]
        if self.cleaned_data.get("removed"):
            known["removed"] = True
        known |= {leaf: part for leaf, part in kept.items() if leaf not in self.fields and leaf != "removed"}
        for leaf in self.leaves:
            if leaf in self.fields:
                answer = _json(self.cleaned_data[leaf])
                known[leaf] = {"unknown": NOT_KNOWN} if answer is None else answer
        return Change(name=self.name, value=known, unknown_reason="", reason=reason)


def _label(name: str) -> str:
    return str(LABELS.get(name) or LEAVES.get(name.rpartition(".")[2]) or LEAVES["value"])


def _json(value: object) -> bool | int | str | None:
    if isinstance(value, date):
        return value.isoformat()
    if value in ("", None, DONT_KNOW):
        return None
    if value in ("ja", "nej"):
        return value == "ja"
    return value if isinstance(value, int) else str(value)


def _field(leaf: str, group: str, now: object, *, label: str = "") -> forms.Field:
    label = label or str(LEAVES.get(leaf, leaf))
    known = None if reason_of_unknown(now) is not None else now
    if leaf in AMOUNTS:
        return _amount_field(label, known)
    if leaf in COUNTS:
        return forms.IntegerField(label=label, required=False, initial=known, min_value=0, max_value=1_000)
    if leaf in DAYS:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(label=label, required=False, initial=known, widget=widget)
    if (choices := _choices(leaf, group, known)) is not None:
        now = {True: "ja", False: "nej"}[known] if isinstance(known, bool) else known or choices[0][0]
        return forms.ChoiceField(label=label, required=False, initial=now, choices=choices)
    return forms.CharField(label=label, required=False, initial=known, max_length=300)


def _amount_field(label: str, known: object) -> forms.Field:
    words = kronor(known).removesuffix("\u00a0kr") if isinstance(known, int) else ""
    return KronorField(
        label=label, required=False, initial=words,
        help_text=gettext_lazy("Kronor. Lämna tomt om beloppet inte är känt; tomt är aldrig noll."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip


def _choices(leaf: str, group: str, known: object) -> list[tuple[str, str]] | None:
    if leaf == "kind" and group in KINDS:
        return [(DONT_KNOW, _("vet inte")), *kind_choices(group, KINDS[group])]
    if leaf == "form":
        return [(DONT_KNOW, _("vet inte")), *((key, str(CHOICES[key])) for key in FORMS)]
    if leaf in YES_NO or leaf == "yes_no" or isinstance(known, bool):
        return [(DONT_KNOW, _("vet inte")), ("ja", _("ja")), ("nej", _("nej"))]
    return None
