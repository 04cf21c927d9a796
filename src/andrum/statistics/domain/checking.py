"""What is wrong or missing before a file may go: whom it is about, why, and where it is mended."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from andrum.kernel.identity import PersonalNumber, PersonalNumberError
from andrum.kernel.periods import age_on
from andrum.statistics.domain.files import MADE_UP_CODE, Format
from andrum.statistics.domain.households import APPLICANT, CO_APPLICANT, GROWN_UP, Household

ABOUT_ANSWERS: Final = frozenset({"answer_missing", "answer_unknown"})
"""What a person mends by answering; the rest is mended in the matter."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``matter`` is None when it is about the whole file; ``what`` is the question's words."""

    code: str
    matter: int | None = None
    reference: str = ""
    role: str = ""
    what: str = ""


def problems_of(
    households: Sequence[Household], form: Format, kind: str, *, decided_ore: int | None = None, is_demo: bool = False
) -> list[Problem]:
    """Everything that is wrong, household by household, and last what is about them together.

    Args:
        households: All of the month.
        form: The format in force.
        kind: ``assistance`` or ``ended``.
        decided_ore: The sum of the month's decisions, counted in another way; None leaves the sum unchecked.
        is_demo: True lets the made-up municipality code pass.
    """
    found = [problem for household in households for problem in _alone(household, form, kind)]
    found += _together(households)
    if kind == "assistance":
        found += [_of(household, "amount") for household in households if household.granted_ore <= 0]
        found += [_of(household, "split_unknown") for household in households if household.other_ore is None]
        if decided_ore is not None and decided_ore != sum(household.granted_ore for household in households):
            found.append(Problem("total"))
    if form.municipality_code == MADE_UP_CODE and not is_demo:
        found.append(Problem("municipality_code"))
    return found


def _alone(household: Household, form: Format, kind: str) -> Iterable[Problem]:
    for adult in household.adults:
        try:
            born = PersonalNumber.parse(adult.number).born
        except PersonalNumberError:
            yield _of(household, "number_wrong", adult.role)
        else:
            if age_on(born=born, day=household.month.last_day) < GROWN_UP:
                yield _of(household, "adult_is_child", adult.role)
        for question in form.files[kind].questions:
            code = adult.answers.get(question.name, "")
            if code not in question.codes:
                yield _of(household, "answer_unknown" if code else "answer_missing", adult.role, question.words)
    applicant, other = household.adult(APPLICANT), household.adult(CO_APPLICANT)
    if household.says_co_applicant and other is None:
        yield _of(household, "co_applicant_missing")
    if applicant is not None and other is not None and applicant.number == other.number:
        yield _of(household, "same_person")
    if None in household.born:
        yield _of(household, "born_missing")


def _together(households: Sequence[Household]) -> Iterable[Problem]:
    months = Counter(household.month for household in households)
    usual = months.most_common(1)[0][0] if months else None
    matters = Counter(household.matter for household in households)
    numbers = Counter(number for household in households for number in {adult.number for adult in household.adults})
    for household in households:
        if household.month != usual:
            yield _of(household, "wrong_month")
        if matters[household.matter] > 1:
            yield _of(household, "twice")
        elif any(numbers[adult.number] > 1 for adult in household.adults):
            yield _of(household, "two_households")


def _of(household: Household, code: str, role: str = "", what: str = "") -> Problem:
    return Problem(code, household.matter, household.reference, role, what)
