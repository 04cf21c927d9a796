"""A page of questions as a form: what was typed stays, every message stands beside its field."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext

from andrum.applications.domain.incoming import as_typed
from andrum.applications.domain.questions import JSON, Field, Page
from andrum.applications.domain.reading import Reading

FEW = 8
"""So many alternatives are shown as buttons; more become a list."""
AUTOCOMPLETE = {"phone": "tel", "email": "email", "given_name": "off", "family_name": "off"}


class QuestionsForm(forms.Form):
    """The fields of a page. Reading and checking is the domain's; this only draws."""

    def __init__(self, page: Page, *, shown: Mapping[str, str], reading: Reading | None = None) -> None:
        super().__init__(initial=dict(shown), auto_id="falt_%s", data=dict(shown) if reading is not None else None)
        self.page = page
        for field in page.fields:
            self.fields[field.name] = forms.Field(
                label=gettext(field.label),
                help_text=gettext(field.hint) if field.hint else "",
                required=False,
                widget=_widget(field),
            )
        if reading is not None:
            for name, message in reading.errors.items():
                self.add_error(name, gettext(message))


def _widget(field: Field) -> forms.Widget:
    if field.kind == "long_text":
        return forms.Textarea(attrs={"rows": 5})
    if field.kind in {"choice", "yes_no"}:
        choices = [(choice.code, _choice_label(choice.label, choice.hint)) for choice in field.choices]
        if len(choices) <= FEW:
            return forms.RadioSelect(choices=choices)
        return forms.Select(choices=[("", gettext("Välj")), *choices])
    if field.kind == "day":
        return forms.TextInput(attrs={"type": "date"})
    modes = {"money": "decimal", "number": "numeric", "personal_number": "numeric", "phone": "tel", "email": "email"}
    attrs = {"autocomplete": AUTOCOMPLETE.get(field.name, "off")}
    if field.kind in modes:
        attrs["inputmode"] = modes[field.kind]
    return forms.TextInput(attrs=attrs)


def _choice_label(label: str, hint: str) -> str:
    return f"{gettext(label)}. {gettext(hint)}" if hint else gettext(label)


def typed_of(page: Page, answer: Mapping[str, JSON] | None) -> dict[str, str]:
    """A clean answer as it would be typed; what was said of a doubt is said anew about what is typed now."""
    return {
        field.name: "" if field.on_doubt else as_typed(field, (answer or {}).get(field.name)) for field in page.fields
    }


def rows_of(form: QuestionsForm) -> list[dict[str, object]]:
    """What the template draws, a field at a time: the bound field, its look, and what it depends on."""
    return [
        {
            "field": form[field.name],
            "name": field.name,
            "label": gettext(field.label),
            "optional": not field.required,
            "unit": gettext("kronor") if field.kind == "money" else "",
            "size": _size(field),
            "depends_on": field.shown_when[0] if field.shown_when else "",
            "depends_codes": " ".join(field.shown_when[1]) if field.shown_when else "",
        }
        for field in form.page.fields
        if not field.on_doubt or form[field.name].value() or form[field.name].errors
    ]


def _size(field: Field) -> str:
    if field.kind in {"choice", "yes_no"} and len(field.choices) <= FEW:
        return "large-choices"
    return {"money": "amount", "day": "short", "number": "short"}.get(field.kind, "")
