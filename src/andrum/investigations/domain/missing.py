"""What is missing, lit up: nothing is held back for it, but nobody can say that they did not see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from andrum.investigations.domain.basis import Basis
from andrum.investigations.domain.days import Deadline, DeadlineState
from andrum.investigations.domain.parameters import Plan

CHILDREN = "barn_och_unga"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: a code that the pages put in words, what it is about, and the section that wants it.

    ``weight`` is ``stop`` for what the law wants, ``worry`` for what a reader will ask for, ``info`` for the rest.
    """

    code: str
    weight: str
    about: tuple[str, ...] = ()
    section: str = ""


def missing_from(
    basis: Basis, *, framework: str, plan: Plan, deadlines: Collection[Deadline], written: Mapping[str, str],
    child_reason: str, sent: int, waiting: Collection[date], today: date,
) -> tuple[Missing, ...]:  # fmt: skip
    """Everything that is missing, the gravest first.

    Args:
        basis: The compiled basis.
        framework: ``barn_och_unga``, ``vuxna`` or ``aldre``.
        plan: The headings, which say what a person must write.
        deadlines: The days.
        written: The worker's text of each part; empty or left out when nothing is written.
        child_reason: Why the child has not been heard, when somebody has said so.
        sent: How many parties the basis has been sent to.
        waiting: Last days to answer that are not answered yet.
        today: The day.
    """
    found = [
        Missing("late", "stop", (one.words,), one.section)
        for one in deadlines
        if one.state(today) is DeadlineState.LATE
    ]
    found += _voices(basis, framework=framework, child_reason=child_reason)
    if basis.silent:
        found.append(Missing("silent", "worry", tuple(area.name for area in basis.silent)))
    parts = [(section.part, section.title) for section in plan.sections if section.kind == "written"]
    empty = tuple(title for part, title in parts if not written.get(part, "").strip())
    if empty:
        found.append(Missing("unwritten", "worry", empty))
    if not sent:
        found.append(Missing("not_sent", "worry", section="25 § förvaltningslagen"))
    if still := [day for day in waiting if day >= today]:
        found.append(Missing("answers_wait", "info", (str(len(still)), max(still).isoformat())))
    found += [
        Missing(code, "info", (str(many),))
        for code, many in (("drafts", basis.material.drafts), ("unsorted", basis.material.unsorted_words))
        if many
    ]
    return tuple(found)


def _voices(basis: Basis, *, framework: str, child_reason: str) -> list[Missing]:
    if not basis.sources:
        return [Missing("nothing", "worry")]
    found = []
    if framework == CHILDREN and not basis.heard.child:
        weight = "worry" if child_reason.strip() else "stop"
        found.append(Missing("child", weight, (child_reason.strip(),), "3 kap. 2 § socialtjänstlagen"))
    if basis.heard.guardians_not:
        found.append(Missing("guardians", "worry", basis.heard.guardians_not))
    return found
