"""Forms of the room."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andrum.cases.service import Matter, Participant
from andrum.conversations.domain.views import PersonPresent
from andrum.conversations.domain.words import FRAMEWORK_OF_KIND, Framework, Way
from andrum.conversations.models import AnswerChoice, ConversationWay, FrameworkChoice, LineKindChoice
from andrum.conversations.models.conversations import LANGUAGES
from andrum.conversations.web.presenting import ABOUT, POLARITIES, ROLES, STATUSES, TIMES, area_choices
from andrum.kernel.identity import PersonalNumber

ROLE_CHOICES = [(role, ROLES[role]) for role in ROLES if role != "socialsekreterare"]
WORKER_CHOICE = ("socialsekreterare", ROLES["socialsekreterare"])
EXTRA = ("1", "2", "3")
MOST_MB = 118
"""The largest sound file; the site receives two megabytes more, for what is around it. Said in words below."""
OF_STATEMENTS = ("about", "status", "time")
YOUTH, GROWN = 13, 18
KEYS = {
    "barn": "B", "ungdom": "B", "mamma": "M", "pappa": "P", "styvförälder": "F", "klient": "K", "make/maka": "G",
    "mormor/annan_anhörig": "A", "lärare": "L", "tolk": "T", "personal": "H", "socialsekreterare": "S",
}  # fmt: skip


def age_on(number: str, day: date) -> int | None:
    """Whole years on a day; None when the number says no day of birth."""
    try:
        born = PersonalNumber.parse(number).born
    except (ValueError, Exception):  # noqa: BLE001 - a number that says nothing says no age
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def usual_role(part: Participant, kind: str, day: date) -> str:
    """The role somebody usually has in a conversation in a matter of a kind; a worker can choose another."""
    age = age_on(part.person.personal_number, day)
    if age is not None and age < GROWN:
        return "ungdom" if age >= YOUTH else "barn"
    if part.role == "guardian" or (kind == "children_and_youth" and part.role == "co_applicant"):
        return "pappa" if int(part.person.personal_number[-2]) % 2 else "mamma"
    return {"applicant": "klient", "co_applicant": "make/maka", "child": "barn"}.get(part.role, "mormor/annan_anhörig")


class NewConversationForm(forms.Form):
    """Who is there, and how the words come in."""

    way = forms.ChoiceField(label=_("Hur kommer orden in?"), choices=ConversationWay.choices, initial=Way.LIVE,
                            widget=forms.RadioSelect)  # fmt: skip
    framework = forms.ChoiceField(label=_("Vilka områden sorteras det under?"), choices=FrameworkChoice.choices)
    setting = forms.CharField(
        label=_("Sammanhang"), max_length=200, required=False,
        help_text=_("Till exempel: hembesök, uppföljning, barnsamtal på skolan."),
    )  # fmt: skip
    interpreter = forms.CharField(
        label=_("Språk och tolk"), max_length=100, required=False, help_text=_("Om samtalet inte är på svenska.")
    )

    def __init__(
        self, *args: Any, matter: Matter, parts: Sequence[Participant], day: date, worker: str, **more: Any  # noqa: ANN401
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.parts, self.day, self.worker = parts, day, worker
        self.fields["framework"].initial = FRAMEWORK_OF_KIND.get(matter.kind, Framework.ADULTS)
        for part in parts:
            self.fields[f"is_here_{part.pk}"] = forms.BooleanField(
                label=part.person.name, required=False, initial=part.person_id == matter.applicant_id
            )
            self.fields[f"role_{part.pk}"] = forms.ChoiceField(
                label=_("Roll"), choices=ROLE_CHOICES, initial=usual_role(part, matter.kind, day)
            )
        for number in EXTRA:
            self.fields[f"name_{number}"] = forms.CharField(label=_("Namn"), max_length=100, required=False)
            self.fields[f"extra_role_{number}"] = forms.ChoiceField(
                label=_("Roll"), choices=[("", _("ingen")), *ROLE_CHOICES, WORKER_CHOICE],
                required=False,
            )  # fmt: skip

    def rows(self) -> list[tuple[Any, Any]]:
        """A box and a role for each who takes part in the matter."""
        return [(self[f"is_here_{part.pk}"], self[f"role_{part.pk}"]) for part in self.parts]

    def extra_rows(self) -> list[tuple[Any, Any]]:
        """A name and a role for others."""
        return [(self[f"name_{number}"], self[f"extra_role_{number}"]) for number in EXTRA]

    def persons(self) -> list[PersonPresent]:
        """Everybody chosen, the worker first, each with a key of their own."""
        values = self.cleaned_data
        found: list[tuple[str, str, int | None]] = [("socialsekreterare", self.worker, None)]
        found += [
            (values[f"role_{part.pk}"], part.person.name, part.person_id)
            for part in self.parts
            if values[f"is_here_{part.pk}"]
        ]
        found += [
            (values[f"extra_role_{number}"], values[f"name_{number}"], None)
            for number in EXTRA
            if values[f"extra_role_{number}"]
        ]
        return with_keys(found)

    def child_age(self) -> int | None:
        """The age of the first child who is there, or whom the matter is about."""
        for part in self.parts:
            age = age_on(part.person.personal_number, self.day)
            if age is not None and age < GROWN:
                return age
        return None


def with_keys(persons: Sequence[tuple[str, str, int | None]]) -> list[PersonPresent]:
    """A short key for each: a letter of the role, and a number when there are several."""
    counts: dict[str, int] = {}
    made = []
    for role, name, person_id in persons:
        letter = KEYS.get(role, "X")
        counts[letter] = counts.get(letter, 0) + 1
        made.append(PersonPresent(f"{letter}{counts[letter]}", role, name, person_id))
    return made


class InformationForm(forms.Form):
    """What the client answered, and in which language they were told."""

    language = forms.ChoiceField(choices=LANGUAGES)
    answer = forms.ChoiceField(choices=AnswerChoice.choices)


class SayForm(forms.Form):
    """One thing that was said, typed while it was said."""

    who = forms.CharField(max_length=8)
    text = forms.CharField(label=_("Vad sägs?"), max_length=4_000)
    key = forms.CharField(max_length=60, required=False)


class OwnNoteForm(forms.Form):
    """Something of one's own."""

    text = forms.CharField(label=_("Egen anteckning"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


class TextForm(forms.Form):
    """A whole text."""

    text = forms.CharField(
        label=_("Vad sades?"), max_length=400_000, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("En rad för varje gång någon talar. Börja raden med vem det är: «Mamma: Hon sover dåligt.»"),
    )  # fmt: skip


class SoundFileForm(forms.Form):
    """A recording."""

    sound = forms.FileField(
        label=_("Ljudfil"),
        help_text=_("Högst 118 MB. Ett långt samtal ryms som m4a, mp3 eller ogg, men inte alltid som wav."),
        widget=forms.FileInput(attrs={"accept": "audio/*,video/mp4,video/webm", "data-most-mb": MOST_MB}),
    )


class LineForm(forms.Form):
    """How a line is sorted, and the worker's own wording beside the quote."""

    kind = forms.ChoiceField(label=_("Vad är det?"), choices=LineKindChoice.choices)
    polarity = forms.ChoiceField(label=_("Styrka eller oro"), choices=[("", "–"), *POLARITIES.items()], required=False)
    area = forms.ChoiceField(label=_("Område"), required=False)
    about = forms.ChoiceField(label=_("Vem handlar det om?"), choices=[("", "–"), *ABOUT.items()], required=False)
    status = forms.ChoiceField(label=_("Hur sägs det?"), choices=[("", "–"), *STATUSES.items()], required=False)
    time = forms.ChoiceField(label=_("När gäller det?"), choices=[("", "–"), *TIMES.items()], required=False)
    wording = forms.CharField(
        label=_("Egen formulering"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Står bredvid citatet, som aldrig ändras."),
    )  # fmt: skip
    who = forms.CharField(label=_("Vem gör det?"), max_length=80, required=False)
    what = forms.CharField(label=_("Vad ska göras?"), max_length=300, required=False)
    due_date = forms.DateField(label=_("Senast"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, framework: str, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **more)
        self.fields["area"].choices = [("", "–"), *area_choices(framework)]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What was filled in; what does not belong to the kind is left out."""
        given = {**self.cleaned_data}
        is_statement = given["kind"] == "statement"
        if not is_statement:
            given["polarity"] = given["area"] = ""
        for name in OF_STATEMENTS:
            if not is_statement or not given[name]:
                del given[name]
        return given


class PickForm(LineForm):
    """A line of words that the reading did not find."""

    quote = forms.CharField(
        label=_("Orden"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Precis som de står. Tomt betyder hela yttrandet."),
    )  # fmt: skip


class PositionForm(forms.Form):
    """What the client says of a line."""

    position = forms.ChoiceField(choices=[(p, p) for p in ("agrees", "disputes", "adds", "not_asked")])
    words = forms.CharField(label=_("Klientens ord"), required=False, max_length=4_000)
    who = forms.CharField(required=False, max_length=8)


class CorrectForm(forms.Form):
    """What was really said, and by whom."""

    text = forms.CharField(label=_("Vad sades?"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}))
    who = forms.CharField(label=_("Vem sa det?"), max_length=8)


class DisposalForm(forms.Form):
    """On whose decision something is deleted."""

    what = forms.ChoiceField(choices=[("sound", "sound"), ("words", "words")])
    decision_reference = forms.CharField(label=_("Beslut om gallring"), max_length=120, required=False)


class ModelRuleForm(forms.Form):
    """What the board has decided about language models."""

    may = forms.ChoiceField(
        label=_("Vad får en språkmodell göra?"), initial="point", widget=forms.RadioSelect,
        choices=[
            ("nothing", _("Ingenting")),
            ("point", _("Peka ut vad som sades, med ordagranna citat")),
            ("write", _("Peka ut, och formulera påståenden som kontrolleras och godkänns ett och ett")),
        ],
    )  # fmt: skip
    from_date = forms.DateField(label=_("Gäller från"), widget=forms.DateInput(attrs={"type": "date"}))
    decision_reference = forms.CharField(
        label=_("Nämndens beslut"), max_length=120, help_text=_("Till exempel: Socialnämnden 2026-11-10 § 112.")
    )


class ClaimForm(forms.Form):
    """Which claim, and what to do with it."""

    claim = forms.IntegerField(min_value=1, max_value=2**62)
    decision = forms.ChoiceField(choices=[(word, word) for word in ("accepted", "rejected", "unreviewed")])


class DoubtForm(forms.Form):
    """Which of the doubtful lines."""

    n = forms.IntegerField(min_value=0)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)
    kind = forms.ChoiceField(choices=[(name, name) for name in ("Statement", "Agreement", "OwnView")])
