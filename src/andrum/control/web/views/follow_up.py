"""What the board follows up, on screen and as a file. Numbers, never persons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from andrum.cases.service import Matter
from andrum.control.actions.reading import note_export
from andrum.control.domain.equal_treatment import ShareSpan, grant_span
from andrum.control.domain.parameters import Parameters
from andrum.control.queries.figures import Figures, all_figures
from andrum.control.queries.follow_up import causes_of_errors, days_of_readings, share_changes
from andrum.control.queries.outcomes import COLUMNS, UnitOutcomes, outcomes_by_unit
from andrum.control.queries.parameters import parameters_on
from andrum.control.web.presenting import percent, share_in_words
from andrum.control.web.visits import Visit, sees_figures, tabs_for, visit_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.downloads import Cell, xlsx_file

Table = list[list[Cell]]
OTHER_OUTCOMES = ("partly_granted", "denied", "other")


@require_safe
@sees_figures
def follow_up(request: HttpRequest) -> HttpResponse:
    """Shares and bounds, outcomes by unit, causes, changes and the review of the log."""
    visit = visit_of(request)
    parameters = parameters_on(swedish_day(visit.at))
    few = parameters.small_cell
    context = {
        "chart": [_charted(unit, few) for unit in outcomes_by_unit(small_cell=few)],
        "tabs": tabs_for(visit.user, "follow_up"),
        "tables": [
            {
                "id": f"tabell-{number}",
                "title": title,
                "has_chart": title == _("Utfall per enhet"),
                "head": _with_numbers(rows, 0),
                "rows": _body(rows),
            }
            for number, (title, rows) in enumerate(_tables(visit, parameters).items(), 1)
        ],
        "small_cell": few,
    }
    return render(request, "control/follow_up.html", context)


@require_safe
@sees_figures
def follow_up_xlsx(request: HttpRequest) -> HttpResponse:
    """The same tables, one sheet each."""
    visit = visit_of(request)
    tables = _tables(visit, parameters_on(swedish_day(visit.at)))
    note_export(what="follow_up", rows=sum(len(rows) - 1 for rows in tables.values()), by=visit.by, at=visit.at)
    found = xlsx_file(tables, name="kontroll")
    return HttpResponse(found.content, headers=found.headers)


def _with_numbers(rows: Table, at: int) -> list[tuple[Cell, bool]]:
    """A row's cells, each with whether its column holds numbers and stands to the right."""
    columns = zip(*rows[1:], strict=True) if len(rows) > 1 else ()
    numeric = [any(isinstance(cell, int) for cell in column) for column in columns]
    return list(zip(rows[at], numeric or [False] * len(rows[at]), strict=True))


def _body(rows: Table) -> list[list[tuple[Cell, bool]]]:
    return [_with_numbers(rows, at) for at in range(1, len(rows))]


def _tables(visit: Visit, parameters: Parameters) -> dict[str, Table]:
    figures = all_figures(parameters=parameters, at=visit.at, user=visit.user)
    return {
        _("Granskning av beslut"): _strata(figures),
        _("Utfall per enhet"): _outcomes(outcomes_by_unit(small_cell=parameters.small_cell), parameters.small_cell),
        _("Orsaker till fel"): _causes(parameters),
        _("Ändrade andelar"): _changes(),
        _("Granskning av loggen"): _readings(visit),
    }


def _strata(figures: list[Figures]) -> Table:
    head: list[Cell] = [
        _("Mandat"), _("Grupp"), _("Andel"), _("Beslut"), _("Lottade"), _("Rätt"), _("Fel"),
        _("Oklara eller försenade"), _("Väntar"), _("Högst andel fel (95 %)"),
    ]  # fmt: skip
    rows: Table = [
        [
            row.stratum.of_mandate.name, row.stratum.words, share_in_words(row.share), row.ever.decided, row.ever.drawn,
            row.ever.right, row.ever.wrong, row.ever.unknown, row.ever.waiting,
            _("vet inte") if row.since.bound is None else percent(row.since.bound),
        ]
        for row in figures
    ]  # fmt: skip
    return [head, *rows]


def _outcomes(units: list[UnitOutcomes], small_cell: int) -> Table:
    head: list[Cell] = [
        _("Enhet"), _("Ärendetyp"), _("Automatiska"), _("Bifall"), _("Delvis bifall"), _("Avslag"), _("Övriga"),
        _("Granskade"), _("Fel"), _("Andel bifall (95 %)"),
    ]  # fmt: skip
    few = _("färre än %(count)d") % {"count": small_cell}
    rows: Table = []
    for unit in units:
        cells = [unit.cells[name] for name in COLUMNS]
        shown = (few if cell is None else cell for cell in cells)
        rows.append([unit.unit, _kind(unit), *shown, _share(_span(unit, small_cell))])
    return [head, *rows]


def _kind(unit: UnitOutcomes) -> str:
    return str(dict(Matter._meta.get_field("kind").flatchoices)[unit.case_type])  # noqa: SLF001 - the words of the register


def _span(unit: UnitOutcomes, small_cell: int) -> ShareSpan | None:
    others = [unit.cells[name] for name in OTHER_OUTCOMES]
    return grant_span(unit.cells["granted"], others, small_cell=small_cell)


def _share(span: ShareSpan | None) -> str:
    """«78 % (62–89 %)»; only the span where a small count is hidden."""
    if span is None:
        return _("inga beslut")
    between = {"low": f"{span.low * 100:.0f}", "high": f"{span.high * 100:.0f}\u00a0%"}
    if span.share is None:
        return _("mellan %(low)s och %(high)s") % between
    return _("%(share)s (%(low)s–%(high)s)") % {**between, "share": f"{span.share * 100:.0f}\u00a0%"}


def _charted(unit: UnitOutcomes, small_cell: int) -> dict[str, object]:
    span = _span(unit, small_cell)
    value = _share(span)
    if span is not None and span.decided is not None:
        value = _("%(share)s av %(count)d beslut") % {"share": value, "count": span.decided}
    return {
        "words": f"{unit.unit}, {_kind(unit)}", "value": value, "low": span and span.low, "high": span and span.high,
        "share": span and span.share,
    }  # fmt: skip


def _causes(parameters: Parameters) -> Table:
    rows: Table = [[_(parameters.causes.get(code, code)), count] for code, count in causes_of_errors().items()]
    return [[_("Orsak"), _("Bekräftade fel")], *rows]


def _changes() -> Table:
    head: list[Cell] = [_("Från"), _("Mandat"), _("Grupp"), _("Andel"), _("Skäl"), _("Parametrar")]
    rows: Table = [
        [
            swedish_day(change.from_at), change.stratum.of_mandate.name, change.stratum.words,
            share_in_words(change.share), change.reason, change.parameters,
        ]
        for change in share_changes()
    ]  # fmt: skip
    return [head, *rows]


def _readings(visit: Visit) -> Table:
    head: list[Cell] = [_("Dag"), _("Läsningar"), _("Till granskning"), _("Granskade"), _("Utan skäl")]
    rows: Table = [
        [row.draw.day, row.draw.read_events, row.sampled, row.reviewed, row.wrong]
        for row in days_of_readings(with_protected=visit.user.may_see_protected)
    ]
    return [head, *rows]
