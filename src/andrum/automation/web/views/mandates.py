"""Mandates: what the automation may decide alone, since when, by whom; and the button that stops it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import Role, has_role, role_required
from andrum.audit.service import in_words
from andrum.automation.domain.coming_law import coming_law
from andrum.automation.models import Mandate, MandateState
from andrum.automation.queries.desk_mandates import Standing, all_mandates, history_of, standings, working_mandates
from andrum.automation.queries.words import MANDATE_WORDS, case_type_words, outcomes_in_words
from andrum.automation.service import give_mandate, stop_mandate, switch_mandate
from andrum.automation.web.access import Visit, visit_of
from andrum.automation.web.forms import MandateForm, ReasonForm
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError

SEERS = (Role.UNIT_MANAGER, Role.BOARD, Role.ADMINISTRATOR, Role.REVIEWER, Role.OPERATOR)
GIVERS = (Role.BOARD, Role.ADMINISTRATOR)
STOPPERS = (Role.UNIT_MANAGER, Role.BOARD, Role.ADMINISTRATOR)
IN_HASTE = "Stoppat utan angivet skäl."


def _powers(visit: Visit) -> dict[str, object]:
    return {
        "may_give": has_role(visit.user, *GIVERS), "may_stop": has_role(visit.user, *STOPPERS),
        "working": working_mandates(day=swedish_day(visit.at)),
    }  # fmt: skip


def _row(standing: Standing) -> dict[str, object]:
    word, status = MANDATE_WORDS[standing.word]
    return {
        "it": standing, "word": word, "status": status, "case_type": case_type_words(standing.mandate.case_type),
        "outcomes": outcomes_in_words(standing.mandate.outcomes),
    }  # fmt: skip


def _mandate(mandate_id: int) -> Mandate:
    found = Mandate.objects.filter(pk=mandate_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@role_required(*SEERS)
def mandates(request: HttpRequest) -> HttpResponse:
    """All mandates, and the stop button."""
    visit = visit_of(request)
    rows = [_row(it) for it in standings(all_mandates(), day=swedish_day(visit.at))]
    return render(request, "automation/mandates.html", {"standings": rows, **_powers(visit)})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*SEERS)
def mandate(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """One mandate: its limits, its history, and the ways to change it."""
    visit, found = visit_of(request), _mandate(mandate_id)
    form = MandateForm(request.POST or None, initial=_as_it_is(found))
    if request.method == "POST":
        if not has_role(visit.user, *GIVERS):
            raise Http404
        if form.is_valid() and (new := _give(form, visit, code=found.code)) is not None:
            messages.success(request, _("Ändringen är sparad som ett nytt mandat. Slå på det när det ska användas."))
            return redirect("automation:mandate", new.pk)
    row = _row(standings([found], day=swedish_day(visit.at))[0])
    context = {
        "mandate": found, "row": row, "form": form, "switch_form": ReasonForm(), "entries": _entries(found),
        "may_switch": row["it"].word != "over", **_powers(visit),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "automation/mandate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*GIVERS)
def give(request: HttpRequest) -> HttpResponse:
    """Note a new mandate from the board; it is off until somebody switches it on."""
    visit = visit_of(request)
    form = MandateForm(request.POST or None, initial={"valid_from": swedish_day(visit.at)})
    if request.method == "POST" and form.is_valid() and (new := _give(form, visit)) is not None:
        messages.success(request, _("Mandatet är antecknat. Det är av tills du slår på det."))
        return redirect("automation:mandate", new.pk)
    return render(request, "automation/give_mandate.html", {"form": form})


@require_POST
@role_required(*GIVERS)
def switch(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """On or off, with the reason."""
    visit, found = visit_of(request), _mandate(mandate_id)
    form = ReasonForm(request.POST)
    wanted = MandateState.ON if request.POST.get("lage") == "on" else MandateState.OFF
    if not form.is_valid():
        messages.error(request, _("Skriv varför. Inget har ändrats."))
        return redirect("automation:mandate", mandate_id)
    try:
        switch_mandate(mandate=found, state=wanted, reason=form.cleaned_data["reason"], by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Mandatet är på.") if wanted == MandateState.ON else _("Mandatet är av."))
    return redirect("automation:mandate", mandate_id)


@require_POST
@role_required(*STOPPERS)
def stop(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Stop one mandate at once."""
    visit, found = visit_of(request), _mandate(mandate_id)
    _stop([found], request, visit)
    return redirect("automation:mandate", mandate_id)


@require_POST
@role_required(*STOPPERS)
def stop_all(request: HttpRequest) -> HttpResponse:
    """Stop every automated decision at once."""
    visit = visit_of(request)
    _stop(list(Mandate.objects.filter(state=MandateState.ON)), request, visit)
    back = request.POST.get("tillbaka", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(iri_to_uri(back)) if safe else redirect("automation:mandates")


def _stop(found: list[Mandate], request: HttpRequest, visit: Visit) -> None:
    reason = request.POST.get("skal", "").strip()[:300] or IN_HASTE
    stopped = 0
    for each in found:
        try:
            stop_mandate(mandate=each, reason=reason, by=visit.by, at=visit.at)
        except AndrumError as error:
            messages.error(request, str(error))
        else:
            stopped += 1
    if stopped:
        text = ngettext("Mandatet är stoppat.", "%(n)d mandat är stoppade.", stopped) % {"n": stopped}
        messages.success(request, text + " " + _("Inget mer beslutas automatiskt med det."))


@require_safe
@role_required(*SEERS)
def coming(request: HttpRequest) -> HttpResponse:
    """What is known about law that is proposed and not confirmed."""
    visit = visit_of(request)
    return render(request, "automation/coming_law.html", {"law": coming_law(swedish_day(visit.at))})


def _as_it_is(found: Mandate) -> dict[str, object]:
    fields = ("name", "decided_by_board_ref", "valid_to", "stops_on_error")
    return {**{name: getattr(found, name) for name in fields}, "max_amount": f"{found.max_amount_ore // 100}"}


def _give(form: MandateForm, visit: Visit, code: str = "") -> Mandate | None:
    values = form.cleaned_data
    try:
        return give_mandate(
            code=code or "continued_full_grant", name=values["name"], case_type="continued", outcomes=["granted"],
            max_amount_ore=values["max_amount"], valid_from=values["valid_from"], valid_to=values["valid_to"],
            decided_by_board_ref=values["decided_by_board_ref"], stops_on_error=values["stops_on_error"],
            by=visit.by, at=visit.at,
        )  # fmt: skip
    except AndrumError as error:
        form.add_error(None, str(error))
        return None


def _entries(found: Mandate) -> list[dict[str, object]]:
    return [
        {
            "at": event.at, "title": in_words(event.kind, event.details), "who": event.actor_name, "icon": "history",
            "text": str(event.details.get("reason", "")) if isinstance(event.details, dict) else "",
        }
        for event in history_of(found)[:100]
    ]  # fmt: skip
