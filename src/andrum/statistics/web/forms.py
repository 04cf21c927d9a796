"""Forms of the room."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.statistics.domain.files import FileFormat
from andrum.statistics.domain.households import APPLICANT, Household

ROLES = {APPLICANT: _("Sökande"), "co_applicant": _("Medsökande")}


class AnswerForm(forms.Form):
    """A question for each adult of a household. Nothing is chosen beforehand but what a person has answered."""

    def __init__(
        self, *args: object, household: Household, wanted: FileFormat, before: Mapping[tuple[int, str], str],
        **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        for adult in household.adults:
            for question in wanted.questions:
                known = adult.answers.get(question.name) or before.get((adult.person, question.name), "")
                last = question.codes.get(before.get((adult.person, question.name), ""), "")
                self.fields[f"{question.name}-{adult.person}"] = forms.ChoiceField(
                    label=f"{question.words}: {str(ROLES[adult.role]).lower()}",
                    choices=[("", _("Välj")), *question.codes.items()],
                    initial=known if known in question.codes else "",
                    help_text=_("Förra månaden: %(last)s") % {"last": last} if last else "",
                )

    def codes(self) -> dict[tuple[int, str], str]:
        """The answers by person and question."""
        found = {}
        for name, code in self.cleaned_data.items():
            question, _dash, person = name.partition("-")
            found[int(person), question] = str(code)
        return found


class MakeForm(forms.Form):
    """Why a file is made though something is missing, or anew."""

    reason = forms.CharField(
        label=_("Varför ska filen göras ändå, eller på nytt?"), required=False, max_length=300,
        help_text=_("Behövs om något saknas, eller om filen rättas. Inga uppgifter om enskilda."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ReceiptForm(forms.Form):
    """What Socialstyrelsen answered."""

    receipt = forms.CharField(label=_("Kvittens (frivilligt)"), required=False, max_length=120)
