"""The unit's work as tables: the same on the page, under each chart, and in the file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andrum.automation.service import short_reason
from andrum.control.domain.hand_over_reasons import Ranked
from andrum.control.domain.lead_times import LeadTimes, Waited, lead_times, spread
from andrum.control.queries.handling import Application, Deadlines
from andrum.kernel.downloads import Cell
from andrum.kernel.periods import Month
from andrum.runs.service import all_kinds

MOST_BARS = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """One table with its heading, what it tells in a sentence, and the bars of its chart."""

    name: str
    title: str
    lead: str
    head: list[Cell]
    rows: list[list[Cell]]
    question: str = ""
    bars: list[dict[str, object]] = field(default_factory=list)

    @property
    def cells(self) -> list[list[Cell]]:
        """Head and rows, for the file."""
        return [self.head, *self.rows]

    @property
    def numeric(self) -> list[bool]:
        """Which columns hold numbers, and stand to the right."""
        return [any(isinstance(row[at], int | float) for row in self.rows) for at in range(len(self.head))]

    @property
    def shown_head(self) -> list[tuple[Cell, bool]]:
        """The head, each cell with whether its column holds numbers."""
        return list(zip(self.head, self.numeric, strict=True))

    @property
    def shown_rows(self) -> list[list[tuple[Cell, bool]]]:
        """The rows, each cell with whether its column holds numbers."""
        return [list(zip(row, self.numeric, strict=True)) for row in self.rows]


def per_cent(share: Fraction | None) -> float | str:
    """With one decimal, as a number; in words when it is not known."""
    return _("vet inte") if share is None else round(float(share) * 100, 1)


def days_in_words(days: int | None) -> int | str:
    """Whole days; in words when too few are decided to know."""
    return _("vet inte än") if days is None else days


def lead_table(found: Sequence[Application]) -> Shown:
    """Lead times of all, and of each unit and kind."""
    groups: list[tuple[str, str, list[Waited]]] = [(_("Alla"), _("Alla"), [row.waited for row in found])]
    kinds = _kinds()
    for unit in sorted({row.unit for row in found}):
        for kind in sorted({row.kind for row in found if row.unit == unit}):
            rows = [row.waited for row in found if (row.unit, row.kind) == (unit, kind)]
            groups.append((unit, kinds.get(kind, kind), rows))
    head: list[Cell] = [
        _("Enhet"), _("Ansökan"), _("Inkomna"), _("Beslutade"), _("Väntar"), _("Median, dagar"),
        _("Nio av tio inom, dagar"), _("Beslutade senast dagen efter, procent"),
    ]  # fmt: skip
    lead = lead_sentence(lead_times([row.waited for row in found]))
    return Shown(
        "ledtider", _("Så lång tid tar det till beslut"), lead, head,
        [[unit, kind, *_lead_cells(lead_times(rows))] for unit, kind, rows in groups],
    )  # fmt: skip


def lead_sentence(times: LeadTimes) -> str:
    """The most important, in words."""
    if not times.received or times.by_next_day is None:
        return _("Inga ansökningar kom in i de valda månaderna.")
    share = f"{float(times.by_next_day) * 100:.0f}\u00a0%"
    said = _("%(share)s av ansökningarna är beslutade senast dagen efter att de kom in.") % {"share": share}
    if times.median is None:
        return said + " " + _("Mindre än hälften är beslutade, så medianen är inte känd än.")
    days = ngettext("%(n)d dag", "%(n)d dagar", times.median) % {"n": times.median}
    return said + " " + _("Hälften är beslutade inom %(days)s.") % {"days": days}


def _lead_cells(times: LeadTimes) -> list[Cell]:
    return [
        times.received, times.decided, times.open, days_in_words(times.median), days_in_words(times.ninth),
        per_cent(times.by_next_day),
    ]  # fmt: skip


def spread_table(found: Sequence[Application]) -> Shown:
    """How many were decided after how long."""
    rows: list[list[Cell]] = [[_span(*span), number] for span, number in spread([row.waited for row in found])]
    waiting = sum(not row.waited.is_decided for row in found)
    rows.append([_("inte beslutade än"), waiting])
    return Shown(
        "fordelning", _("Dagar från ansökan till beslut"), "", [_("Tid"), _("Antal")], rows,
        _("Hur många beslutas efter hur lång tid?"), _bars(rows, 0, 1),
    )  # fmt: skip


def month_table(found: Sequence[Application], months: Iterable[Month], in_words: Callable[[Month], str]) -> Shown:
    """The share decided by the next day, month by month."""
    rows: list[list[Cell]] = []
    bars: list[dict[str, object]] = []
    for month in months:
        times = lead_times([row.waited for row in found if row.month == month])
        share = per_cent(times.by_next_day)
        rows.append([in_words(month), times.received, times.decided, days_in_words(times.median), share])
        known = isinstance(share, float)
        value = _("%(share)s %% av %(n)d") % {"share": f"{share:.0f}", "n": times.received} if known else share
        bars.append({"words": in_words(month), "value": value, "amount": share if known else None, "whole": 100})
    head: list[Cell] = [
        _("Kom in"), _("Inkomna"), _("Beslutade"), _("Median, dagar"), _("Beslutade senast dagen efter, procent"),
    ]  # fmt: skip
    return Shown("manader", _("Månad för månad"), "", head, rows, _("Hur stor del beslutas senast dagen efter?"), bars)


def reason_table(found: Sequence[Ranked]) -> Shown:
    """Why cases went to a person, by what would free most time."""
    rows = [
        [
            short_reason(row.code), row.cases, row.alone, _minutes(row),
            _("ska avgöras av en människa") if row.is_for_a_person else _("går att lösa"),
        ]
        for row in found
    ]  # fmt: skip
    solvable = [row for row in found if not row.is_for_a_person and row.alone][:MOST_BARS]
    head: list[Cell] = [
        _("Skäl"), _("Ärenden med skälet"), _("Ärenden med bara det skälet"), _("Minuter som kan frigöras"),
        _("Går det att lösa?"),
    ]  # fmt: skip
    lead = _(
        "Överst står det som skulle frigöra mest tid om det gick att lösa: de ärenden som bara har det skälet, gånger "
        "enhetens egna minuter per ärende. Saknas enhetens siffra räknas antalet."
    )
    bars: list[dict[str, object]] = [
        {"words": short_reason(row.code), "value": str(row.alone), "amount": row.alone} for row in solvable
    ]
    return Shown(
        "skal", _("Därför gick ärenden till en människa"), lead, head, rows,
        _("Vilka skäl är ensamma om att stoppa flest ärenden?"), bars,
    )  # fmt: skip


def _minutes(row: Ranked) -> Cell:
    if row.minutes is None:
        return _("ingen siffra") if row.alone else 0
    return row.minutes


def deadline_table(found: Sequence[Deadlines]) -> Shown:
    """Prepared cases that wait now, by how near their last day is."""
    rows: list[list[Cell]] = [[row.unit, row.late, row.soon, row.later] for row in found]
    bars: list[dict[str, object]] = [
        {
            "words": row.unit, "amount": row.late + row.soon,
            "value": _("%(late)d sena, %(soon)d inom tre dagar") % {"late": row.late, "soon": row.soon},
        }
        for row in found
    ]  # fmt: skip
    return Shown(
        "frister", _("Frister i fara just nu"), "",
        [_("Enhet"), _("Försenade"), _("Inom tre dagar"), _("Senare")], rows,
        _("Var är beslut på väg att bli sena?"), bars,
    )  # fmt: skip


def _bars(rows: Sequence[Sequence[Cell]], words: int, number: int) -> list[dict[str, object]]:
    return [{"words": row[words], "value": str(row[number]), "amount": row[number]} for row in rows]


def _kinds() -> Mapping[str, str]:
    return {key.rpartition(".")[2]: str(words) for key, words in all_kinds().items()}


def _span(low: int, high: int | None) -> str:
    if high is None:
        return _("mer än %(days)d dagar") % {"days": low - 1}
    if high == low:
        return _("samma dag") if low == 0 else _("dagen efter")
    return _("%(low)d till %(high)d dagar") % {"low": low, "high": high}
