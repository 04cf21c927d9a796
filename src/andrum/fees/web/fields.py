"""Fields that the forms of fees share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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


def yes_no(label: Any, **options: Any) -> forms.TypedChoiceField:  # noqa: ANN401 - a text or a lazy one
    """Yes or no, kept as a truth."""
    return forms.TypedChoiceField(
        label=label, choices=[("yes", _("Ja")), ("no", _("Nej"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, **options,
    )  # fmt: skip
