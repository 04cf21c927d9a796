"""What a person answers about the adults of a household, for the statistics alone."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from andrum.accounts.service import User
from andrum.audit.service import Actor, record
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.statistics.domain.errors import AnswerError
from andrum.statistics.domain.files import Format
from andrum.statistics.domain.households import Household
from andrum.statistics.models import Answer
from andrum.statistics.queries.households import answers_of, households_of


@transaction.atomic
def answer(
    *, household: Household, kind: str, codes: Mapping[tuple[int, str], str], form: Format, by: Actor, at: datetime
) -> int:
    """Keep answers, each by person and question. What is answered the same already is not kept again. How many were.

    Raises:
        AnswerError: when a code is not in the list, or the person is no adult of the household.
    """
    questions = {question.name: question for question in form.files[kind].questions}
    adults = {adult.person: adult for adult in household.adults}
    for (person, question), code in codes.items():
        if person not in adults or question not in questions or code not in questions[question].codes:
            raise AnswerError(_("Svaret går inte att spara."), saved=_("Inget har ändrats."), todo=_("Välj i listan."))
    fresh = {key: code for key, code in codes.items() if adults[key[0]].answers.get(key[1]) != code}
    Answer.objects.bulk_create(
        _row(household, person, question, code, by=by, at=at) for (person, question), code in fresh.items()
    )
    if fresh:
        record(
            kind="statistics.answered", by=by, at=at, subject=f"statistics:{household.month}",
            matter=str(household.matter), details={"file": kind, "answers": len(fresh)},
        )  # fmt: skip
    return len(fresh)


@transaction.atomic
def carry_forward(*, month: Month, form: Format, user: User, by: Actor, at: datetime) -> int:
    """Keep last month's answers for the adults that have none, in the households the user may see. How many.

    Only for the file of assistance, and only answers that are still in the list.
    """
    before = answers_of(month.shift(-1))
    questions = form.files["assistance"].questions
    rows = []
    for household in households_of(month=month, form=form, kind="assistance", user=user, at=at):
        for adult in household.adults:
            known = before.get((household.matter, adult.person), {})
            rows += [
                _row(household, adult.person, question.name, known[question.name], by=by, at=at)
                for question in questions
                if not adult.answers.get(question.name) and known.get(question.name) in question.codes
            ]
    Answer.objects.bulk_create(rows, batch_size=1_000)
    if rows:
        record(
            kind="statistics.carried_forward", by=by, at=at, subject=f"statistics:{month}",
            details={"answers": len(rows), "from": str(month.shift(-1))},
        )  # fmt: skip
    return len(rows)


@transaction.atomic
def note_household_read(*, household: Household, by: Actor, at: datetime) -> None:
    """Somebody opened what the statistics say of a household."""
    record(kind="statistics.read", by=by, at=at, subject=f"statistics:{household.month}", matter=str(household.matter))


def _row(household: Household, person: int, question: str, code: str, *, by: Actor, at: datetime) -> Answer:
    return Answer(
        matter_id=household.matter, person_id=person, month=str(household.month), question=question, code=code,
        answered_at=at, answered_by=by.name,
    )  # fmt: skip
