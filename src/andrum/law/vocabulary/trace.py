"""How an amount came to be: step by step, each with its rule, its section and the parameters it used.

While a household is assessed a step is only a small tuple; words, sections and versions are put to it when it is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol, TypeVar

from andrum.kernel.periods import Month
from andrum.law.vocabulary.arithmetic import Grouped
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.provisions import Provision
from andrum.law.vocabulary.spans import Span, plain
from andrum.law.vocabulary.tables import Table

Amount = int | Span
N = TypeVar("N")
Part = Literal["norm", "costs", "incomes", "result", "base", "minimum", "housing", "room", "services", "fee", "outside"]


class Citation(Protocol):
    """Knows which provision applies in a month."""

    def on(self, month: Month) -> Provision | None:
        """The provision in force; None when there was none yet."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A named step of the rulebook.

    Args:
        id: ``norm.child``.
        part: Which part of the calculation the amount belongs to.
        words: What the step does, in Swedish.
        names: What its inputs are called, in order.
        cited: The provision.
        counts: True when the amount itself is a term of its part's sum; False for a step on the way.
    """

    id: str
    part: Part
    words: str
    names: tuple[str, ...]
    cited: Citation
    counts: bool = True


Note = tuple[Rule, Grouped | None, tuple[N, ...], N, tuple[tuple[Table, N], ...]]
"""A step as it is made, with no words yet: rule, line, inputs, amount, and where in which tables it looked."""


@dataclass(frozen=True, slots=True)
class TraceStep:
    """A step as it is read."""

    rule: str
    part: str
    what: str
    about: str
    inputs: tuple[tuple[str, Amount], ...]
    amount: Amount
    counts: bool
    provision: str
    parameters: tuple[str, ...]


def parameters_behind(used: Sequence[tuple[Table, Amount]]) -> tuple[Parameter, ...]:
    """The parameters that a step read, each once."""
    found: dict[Parameter, None] = {}
    for table, place in used:
        span = Span.of(place)
        found.update(dict.fromkeys(table.behind(span.low, span.high)))
    return tuple(found)


def doubted_by(notes: Sequence[Note[int]] | Sequence[Note[Span]]) -> dict[Parameter, None]:
    """The parameters that were read at a doubtful place and are not confirmed, in the order they were read."""
    found: dict[Parameter, None] = {}
    for note in notes:
        for table, place in note[4]:
            if not table.is_sure and table.is_doubtful(place):
                behind = parameters_behind(((table, place),))
                found.update((it, None) for it in behind if it.status != "confirmed")
    return found


def doubts_of(
    notes: Sequence[Note[int]] | Sequence[Note[Span]], choices: Iterable[Parameter]
) -> tuple[tuple[str, ...], tuple[Parameter, ...]]:
    """Versions of unconfirmed parameters that were read, and the parameters that have no value at all.

    ``choices`` are those that were read on the way to the lines, beside the notes.
    """
    used = doubted_by(notes)
    used.update((it, None) for it in choices)
    if not used:
        return (), ()
    derived = sorted({it.version for it in used if it.status == "derived"})
    return tuple(derived), tuple(sorted((it for it in used if it.status == "missing"), key=lambda it: it.id))


class Trace:
    """All the steps of one assessment, in order."""

    def __init__(self, notes: Sequence[Note[int]] | Sequence[Note[Span]], month: Month) -> None:
        self.notes = notes
        self.month = month

    @cached_property
    def steps(self) -> tuple[TraceStep, ...]:
        """The steps with words, section and parameter versions."""
        return tuple(self._step(note) for note in self.notes)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters behind all the steps, each once."""
        found: dict[Parameter, None] = {}
        for note in self.notes:
            found.update(dict.fromkeys(parameters_behind(note[4])))
        return tuple(found)

    def _step(self, note: Note[int] | Note[Span]) -> TraceStep:
        rule, line, inputs, amount, used = note
        provision = rule.cited.on(self.month)
        return TraceStep(
            rule=rule.id,
            part=rule.part,
            what=rule.words,
            about=line.about if line else "",
            inputs=tuple(zip(rule.names, map(plain, inputs), strict=True)),
            amount=plain(amount),
            counts=rule.counts,
            provision=str(provision) if provision else "",
            parameters=tuple(parameter.version for parameter in parameters_behind(used)),
        )
