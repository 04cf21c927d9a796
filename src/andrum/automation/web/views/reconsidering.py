"""Try a decision again: then beside now, facts corrected, and kept, corrected or changed."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.automation.actions.desk_reading import note_decision_opened
from andrum.automation.actions.reconsidering import (
    change_decision,
    correct_fact,
    keep_answer_before_change,
    keep_decision,
    tell_before_change,
    undo_correction,
)
from andrum.automation.domain.calculation import proposal_of
from andrum.automation.domain.reconsidering import SLIP, Wish, money_words
from andrum.automation.queries.reconsidering import (
    as_it_is_now,
    decision_of_task,
    duties_left,
    standing_of,
    visible_decisions,
)
from andrum.automation.queries.words import OUTCOMES
from andrum.automation.web.access import WORKERS, Visit, visit_of
from andrum.automation.web.forms import AnswerForm, CommunicateForm
from andrum.automation.web.reconsider_forms import ChangeForm, KeepForm
from andrum.automation.web.reconsider_pages import change_context, compared, form_of, head_of, seen_of
from andrum.cases.service import Decision, Fact, Task, visible_matters
from andrum.dispatch.service import ordered_ore
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError
from andrum.kernel.money import NO_BREAK_SPACE, kronor
from andrum.kernel.periods import Month

ANSWER_DAYS = timedelta(days=10)
WAYS = {"ratta": "slip", "andra": "change"}
UNDONE = "Ändringen togs tillbaka."


def decision_for(visit: Visit, decision_id: int) -> Decision:
    """The decision, when the visitor may see its matter. Raises Http404 otherwise, with nothing said of it."""
    found = visible_decisions(user=visit.user, at=visit.at).filter(pk=decision_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@role_required(*WORKERS)
def task_page(request: HttpRequest, task_id: int) -> HttpResponse:
    """From something to do to the page where it is done."""
    visit = visit_of(request)
    matters = visible_matters(user=visit.user, at=visit.at).order_by().values("pk")
    task = Task.objects.select_related("matter").filter(matter__in=matters, pk=task_id).first()
    if task is None:
        raise Http404
    if task.kind == "appeal" and (task.key or "").startswith("message:"):
        return redirect("automation:appeal", int((task.key or "").partition(":")[2]))
    decision = decision_of_task(task)
    return redirect("cases:tasks", task.matter.reference) if decision is None else redirect(
        "automation:reconsider", decision.pk
    )  # fmt: skip


@require_safe
@role_required(*WORKERS)
def reconsider(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The decision beside today's calculation; with ``?andra=<fact>`` the form of that fact is open."""
    visit = visit_of(request)
    decision = decision_for(visit, decision_id)
    note_decision_opened(decision=decision, part="compare", by=visit.by, at=visit.at)
    name = request.GET.get("andra", "")
    form = form_of(decision, as_it_is_now(decision), name, None) if name else None
    return render(request, "automation/reconsider.html", compared(visit, decision, form=form))


@require_POST
@role_required(*WORKERS)
def correct(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Correct a fact of the decided month, and say why."""
    visit = visit_of(request)
    decision = decision_for(visit, decision_id)
    form = form_of(decision, as_it_is_now(decision), request.GET.get("andra", ""), request.POST)
    if form is None:
        raise Http404
    error = ""
    if form.is_valid():
        try:
            correct_fact(decision=decision, **form.answer(), by=visit.by, at=visit.at)
        except AndrumError as hinder:
            error = str(hinder)
        else:
            messages.success(request, _("Uppgiften är ändrad. Beslutet gäller tills du ändrar det."))
            return redirect("automation:reconsider", decision_id)
    context = compared(visit, decision, form=form, error=error)
    return render(request, "automation/reconsider.html", context, status=422)


@require_POST
@role_required(*WORKERS)
def undo_fact(request: HttpRequest, decision_id: int, fact_id: int) -> HttpResponse:
    """Take one's change of a fact back."""
    visit = visit_of(request)
    decision = decision_for(visit, decision_id)
    fact = Fact.objects.filter(matter=decision.matter, pk=fact_id).first()
    if fact is None:
        raise Http404
    _tell(
        request, lambda: undo_correction(decision=decision, fact=fact, reason=UNDONE, by=visit.by, at=visit.at),
        _("Ändringen är ångrad."),
    )  # fmt: skip
    return redirect("automation:reconsider", decision_id)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def keep(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Keep the decision, and answer the one who asked."""
    visit = visit_of(request)
    decision = decision_for(visit, decision_id)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_decision(decision=decision, **form.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Beslutet står kvar. Svaret är skickat och sparat i journalen."))
            return redirect("automation:reconsider", decision_id)
    note_decision_opened(decision=decision, part="keep", by=visit.by, at=visit.at)
    return render(request, "automation/reconsider_keep.html", {**head_of(visit, decision), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def change(request: HttpRequest, decision_id: int, what: str) -> HttpResponse:
    """Correct a slip or change the decision: the form, then what will happen, then it happens. Twice is once."""
    visit = visit_of(request)
    decision = decision_for(visit, decision_id)
    if what not in WAYS:
        raise Http404
    way = WAYS[what]
    form = ChangeForm(
        request.POST or None, initial=_initial(decision, way), way=way, is_appealed=standing_of(decision).is_appealed
    )
    if request.method == "POST" and "tillbaka" not in request.POST and form.is_valid():
        if "fatta" in request.POST:
            return _made(request, visit, decision, form, what)
        return _confirm(request, visit, decision, form, what)
    note_decision_opened(decision=decision, part=what, by=visit.by, at=visit.at)
    return _change_page(request, visit, decision, form, what)


def _initial(decision: Decision, way: str) -> dict[str, object]:
    if way == SLIP:
        return {"outcome": decision.outcome, "amount": _plain(decision.amount_ore)}
    situation = as_it_is_now(decision)
    draft = proposal_of(situation.assessment)
    amount = draft["amount_ore"]
    return {
        "outcome": draft["outcome"], "amount": _plain(amount if isinstance(amount, int) else 0),
        "seen": seen_of(situation),
    }  # fmt: skip


def _plain(ore: int) -> str:
    return kronor(ore).removesuffix(f"{NO_BREAK_SPACE}kr") if ore else ""


def _change_page(
    request: HttpRequest, visit: Visit, decision: Decision, form: ChangeForm, what: str, *,
    notice: CommunicateForm | None = None,
) -> HttpResponse:  # fmt: skip
    day = swedish_day(visit.at)
    way = WAYS[what]
    month = Month.parse(decision.month).in_words
    text = (  # goes to the applicant, in the language of the decision
        f"Vi har sett på beslutet om ekonomiskt bistånd för {month} igen och tänker ändra det så att du får mindre. "
        "Innan vi gör det vill vi att du läser det här och svarar om något är fel eller saknas.\n\nDet bygger på:\n"
    )
    notice = notice or CommunicateForm(initial={"text": text, "answer_by": day + ANSWER_DAYS}, prefix="u")
    context = {
        **change_context(visit, decision, way), "form": form, "what": what, "notice_form": notice,
        "answer_form": AnswerForm(),
    }  # fmt: skip
    status = 422 if form.errors or notice.errors else 200
    return render(request, "automation/reconsider_change.html", context, status=status)


def _wish(decision: Decision, form: ChangeForm, way: str) -> Wish:
    values = form.cleaned_data
    return Wish(
        way=way, outcome=values["outcome"], amount_ore=values["amount"] or 0, reasons=values["reasons"],
        before_outcome=decision.outcome, before_ore=decision.amount_ore, ground=values.get("ground", ""),
        ground_why=values.get("ground_why", ""), obvious=values.get("obvious", ""), because=values.get("because", ""),
    )  # fmt: skip


def _confirm(request: HttpRequest, visit: Visit, decision: Decision, form: ChangeForm, what: str) -> HttpResponse:
    way = WAYS[what]
    wish = _wish(decision, form, way)
    left = duties_left(decision, wish, today=swedish_day(visit.at))
    if left:
        form.add_error(None, f"{left[0].words} ({left[0].provision}) {left[0].todo}")
        return _change_page(request, visit, decision, form, what)
    ordered = ordered_ore(matter=decision.matter, month=decision.month)
    context = {
        **head_of(visit, decision), "what": what, "way": way, "wish": wish,
        "kept": {name: str(form.data.get(name, "")) for name in form.fields},
        "outcome_words": str(OUTCOMES[wish.outcome]).capitalize(), "left_ore": max(wish.amount_ore - ordered, 0),
        "money": money_words(amount_ore=wish.amount_ore, ordered_ore=ordered),
    }  # fmt: skip
    return render(request, "automation/reconsider_confirm.html", context)


def _made(request: HttpRequest, visit: Visit, decision: Decision, form: ChangeForm, what: str) -> HttpResponse:
    way = WAYS[what]
    wish = _wish(decision, form, way)
    try:
        new = change_decision(
            decision=decision, way=way, outcome=wish.outcome, amount_ore=wish.amount_ore, reasons=wish.reasons,
            ground=wish.ground, ground_why=wish.ground_why, obvious=wish.obvious, because=wish.because,
            seen=form.cleaned_data["seen"], by=visit.by, at=visit.at,
        )  # fmt: skip
    except AndrumError as error:
        form.add_error(None, str(error))
        form.data = {**form.data.dict(), "seen": seen_of(as_it_is_now(decision))}  # type: ignore[attr-defined]  # posted
        return _change_page(request, visit, decision, form, what)
    messages.success(request, _("Det nya beslutet är fattat. Brevet är beställt."))
    return redirect("automation:reconsider", new.pk)


@require_POST
@role_required(*WORKERS)
def tell(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Tell the person what a change to their harm would rest on."""
    visit = visit_of(request)
    decision = decision_for(visit, decision_id)
    notice = CommunicateForm(request.POST, prefix="u")
    if notice.is_valid():
        try:
            tell_before_change(decision=decision, **notice.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            notice.add_error(None, str(error))
        else:
            messages.success(request, _("Underrättelsen är skickad. Ändringen väntar på svaret."))
            return redirect("automation:reconsider", decision_id)
    form = ChangeForm(initial=_initial(decision, "change"), way="change", is_appealed=False)
    return _change_page(request, visit, decision, form, "andra", notice=notice)


@require_POST
@role_required(*WORKERS)
def note_answer(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Keep what the person answered."""
    visit = visit_of(request)
    decision = decision_for(visit, decision_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        _tell(
            request, lambda: keep_answer_before_change(decision=decision, answer=answer, by=visit.by, at=visit.at),
            _("Svaret är sparat. Läs det och besluta."),
        )  # fmt: skip
    else:
        messages.error(request, _("Skriv vad den sökande svarade."))
    return redirect("automation:change_decision", decision_id, "andra")


def _tell(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    try:
        act()
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
