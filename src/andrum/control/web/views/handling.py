"""How the work of the units goes: lead times, reasons and deadlines, by unit, period and kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from andrum.accounts.service import Role, has_role
from andrum.control.actions.reading import note_export
from andrum.control.domain.hand_over_reasons import ranked
from andrum.control.queries.handling import Choice, applications, deadlines, endangered, handed_over, units_seen
from andrum.control.web.handling_tables import (
    Shown,
    deadline_table,
    lead_table,
    month_table,
    reason_table,
    spread_table,
)
from andrum.control.web.visits import Visit, answers_for_units, tabs_for, visit_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.downloads import Cell, xlsx_file
from andrum.kernel.periods import Month
from andrum.runs.service import newest_minutes

KINDS = {"new": _("nya ansökningar"), "continued": _("fortsatta ansökningar")}
MONTHS_BACK = 24
MONTHS_AT_FIRST = 3
MOST_LISTED = 20


@require_safe
@answers_for_units
def handling(request: HttpRequest) -> HttpResponse:
    """The tables with their charts, and the cases whose time is short."""
    visit = visit_of(request)
    choice, months = _choice(request, visit), _months(visit)
    listed = has_role(visit.user, Role.UNIT_MANAGER)
    context = {
        "tabs": tabs_for(visit.user, "handling"), "tables": _tables(visit, choice), "units": units_seen(visit.user),
        "months": months, "kinds": KINDS, "choice": choice, "query": urlencode(_as_query(choice)), "at": visit.at,
        "endangered": endangered(user=visit.user, at=visit.at, choice=choice, most=MOST_LISTED) if listed else (),
        "today": swedish_day(visit.at),
    }  # fmt: skip
    return render(request, "control/handling.html", context)


@require_safe
@answers_for_units
def handling_xlsx(request: HttpRequest) -> HttpResponse:
    """The same tables, one sheet each."""
    visit = visit_of(request)
    choice = _choice(request, visit)
    tables = _tables(visit, choice)
    note_export(what="handling", rows=sum(len(table.rows) for table in tables), by=visit.by, at=visit.at)
    about: list[list[Cell]] = [[str(_("Från")), str(_("Till")), str(_("Enhet")), str(_("Ansökan")), str(_("Hämtat"))]]
    about.append([
        choice.first.first_day, choice.last.last_day, choice.unit.name if choice.unit else "",
        str(KINDS.get(choice.kind, "")), swedish_day(visit.at),
    ])  # fmt: skip
    found = xlsx_file({str(_("Urval")): about, **{t.title: t.cells for t in tables}}, name="handlaggning")
    return HttpResponse(found.content, headers=found.headers)


def _tables(visit: Visit, choice: Choice) -> list[Shown]:
    who = {"user": visit.user, "at": visit.at, "choice": choice}
    found = applications(**who)  # type: ignore[arg-type]  # the same three for each
    months, month = [], choice.first
    while month <= choice.last:
        months.append(month)
        month = month.shift(1)
    handed = handed_over(**who)  # type: ignore[arg-type]  # the same three for each
    waiting = deadlines(**who)  # type: ignore[arg-type]  # the same three for each
    return [
        lead_table(found), spread_table(found), month_table(found, months, _month_in_words),
        reason_table(ranked(handed, newest_minutes())), deadline_table(waiting),
    ]  # fmt: skip


def _months(visit: Visit) -> list[Month]:
    this = Month.of(swedish_day(visit.at))
    return [this.shift(-back) for back in range(MONTHS_BACK)]


def _choice(request: HttpRequest, visit: Visit) -> Choice:
    """What is asked for; what cannot be understood is as if it were not asked, and the page shows what it took."""
    months = {str(month): month for month in _months(visit)}
    last = months.get(request.GET.get("till", ""), _months(visit)[0])
    first = months.get(request.GET.get("fran", ""), last.shift(1 - MONTHS_AT_FIRST))
    units = {str(unit.pk): unit for unit in units_seen(visit.user)}
    kind = request.GET.get("slag", "")
    return Choice(
        min(first, last), max(first, last), units.get(request.GET.get("enhet", "")), kind if kind in KINDS else ""
    )


def _as_query(choice: Choice) -> dict[str, str]:
    wanted = {"fran": str(choice.first), "till": str(choice.last), "slag": choice.kind}
    return {**wanted, "enhet": str(choice.unit.pk)} if choice.unit else wanted


def _month_in_words(month: Month) -> str:
    return month.in_words if (get_language() or "sv").startswith("sv") else f"{month.first_day:%B} {month.year}"
