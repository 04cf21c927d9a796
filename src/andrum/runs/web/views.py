"""Pause, resume and retry a kind of run; and the figure that saved time is reckoned from."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from andrum.accounts.service import Role, Unit, User, actor_of, has_role, role_required, units_of, visitor
from andrum.kernel.errors import AndrumError
from andrum.runs.actions.switching import pause_kind, resume_kind, retry_kind
from andrum.runs.actions.time_figures import note_time_figure
from andrum.runs.queries.board import time_figures
from andrum.runs.queries.pauses import pauses_of
from andrum.runs.queries.sources import all_kinds, source_of
from andrum.runs.web.forms import ReasonForm, TimeForm

BOARD = "/korningar/"
"""The board; a room above makes the page, and the addresses below it are shared."""
STOPPERS = (Role.UNIT_MANAGER, Role.BOARD, Role.ADMINISTRATOR)
"""Those who may press the stop button may also pause, resume and retry."""
FIGURE_GIVERS = (Role.UNIT_MANAGER,)


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways to switch a kind: its heading, what it will do, and what the button says."""

    heading: str | Promise
    will: tuple[str | Promise, ...]
    button: str | Promise
    kind: str = "primary"


WAYS = {
    "pausa": Way(
        gettext_lazy("Pausa"),
        (
            gettext_lazy("Inget nytt av det här slaget påbörjas, i någon enhet. Det som kommer in ställs i kö."),
            gettext_lazy("Det som pågår just nu får gå klart."),
            gettext_lazy("Inget går förlorat, och inga frister flyttas: handläggarnas dagar räknas som vanligt."),
        ),
        gettext_lazy("Pausa nu"),
        "danger",
    ),
    "fortsatt": Way(
        gettext_lazy("Fortsätt"),
        (gettext_lazy("Allt som står i kö tas upp igen, äldst först. Inget görs två gånger."),),
        gettext_lazy("Fortsätt nu"),
    ),
    "igen": Way(
        gettext_lazy("Försök igen"),
        (
            gettext_lazy("Alla dina enheters körningar som väntar av den här orsaken görs om så snart det går."),
            gettext_lazy("Det som redan är klart rörs inte, och inget görs två gånger."),
        ),
        gettext_lazy("Försök igen nu"),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*STOPPERS)
def switch(request: HttpRequest, run_kind: str, way: str) -> HttpResponse:
    """What will happen and why it is done; then it is done."""
    if way not in WAYS or source_of(run_kind) is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    code = request.POST.get("orsak") or request.GET.get("orsak", "")
    if request.method == "POST" and form.is_valid():
        try:
            said = _switch(visitor(request), run_kind, way, code, form.cleaned_data["reason"])
        except AndrumError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said)
        return HttpResponseRedirect(_back(visitor(request)))
    context = {
        "way": WAYS[way], "kind_words": all_kinds()[run_kind], "form": form, "code": code,
        "board": _back(visitor(request)), "pauses": pauses_of(run_kind)[:10],
    }  # fmt: skip
    return render(request, "runs/switch.html", context)


def _back(user: User) -> str:
    """The board for those who may see it, else the start page."""
    return BOARD if has_role(user, Role.UNIT_MANAGER, Role.BOARD) else "/"


def _switch(user: User, kind: str, way: str, code: str, reason: str) -> str:
    by, at = actor_of(user), timezone.now()
    if way == "pausa":
        pause_kind(kind=kind, reason=reason, by=by, at=at)
        return _("Pausat. Inget nytt påbörjas förrän någon låter det fortsätta.")
    if way == "fortsatt":
        resume_kind(kind=kind, reason=reason, by=by, at=at)
        return _("Det fortsätter. Det som stod i kö tas upp igen.")
    tried = retry_kind(kind=kind, code=code, reason=reason, user=user, by=by, at=at)
    return ngettext("%(n)d körning görs om.", "%(n)d körningar görs om.", tried) % {"n": tried}


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*FIGURE_GIVERS)
def time_page(request: HttpRequest) -> HttpResponse:
    """The figures of one's units, and a new one."""
    user = visitor(request)
    units = units_of(user, Role.UNIT_MANAGER)
    form = TimeForm(request.POST or None, kinds=all_kinds().items(), units=units)
    if request.method == "POST" and form.is_valid() and _noted(form, user, units):
        messages.success(request, _("Siffran är antecknad och räknas från nu."))
        return redirect("runs:time")
    kinds = all_kinds()
    figures = [(figure, kinds.get(figure.kind, figure.kind)) for figure in time_figures(units)]
    return render(request, "runs/time.html", {"form": form, "figures": figures, "board": BOARD})


def _noted(form: TimeForm, user: User, units: list[Unit]) -> bool:
    values = form.cleaned_data
    unit = next(unit for unit in units if str(unit.pk) == values["unit"])
    try:
        note_time_figure(
            kind=values["kind"], unit=unit, minutes=values["minutes"], source=values["source"],
            source_date=values["source_date"], by=actor_of(user), at=timezone.now(),
        )  # fmt: skip
    except AndrumError as error:
        form.add_error(None, str(error))
        return False
    return True
