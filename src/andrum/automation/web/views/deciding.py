"""Decide: the outcome, the duties that cannot be skipped, what will happen, and then it happens."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import role_required
from andrum.automation.actions.desk_reading import note_hand_over_read
from andrum.automation.actions.hand_overs import keep_answer
from andrum.automation.models import HandOver
from andrum.automation.queries.desk_case import is_heard, notice_before
from andrum.automation.queries.words import OUTCOMES
from andrum.automation.service import communicate_before_decision, decide_hand_over
from andrum.automation.web.access import WORKERS, Visit, hand_over_for, visit_of
from andrum.automation.web.case_pages import Context, frame_of, proposal_of
from andrum.automation.web.forms import AnswerForm, CommunicateForm, DecisionForm
from andrum.automation.web.letters import draft_letter
from andrum.cases.service import Communication
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError
from andrum.kernel.money import NO_BREAK_SPACE, kronor
from andrum.kernel.periods import Month

ANSWER_DAYS = timedelta(days=10)
ADVERSE = ("partly_granted", "denied", "dismissed")
KEPT = ("outcome", "amount", "reasons", "because")


def _kept(form: DecisionForm) -> dict[str, str]:
    """What was typed, to carry from page to page until it is decided."""
    return {name: str(form.data.get(name, "")) for name in KEPT}


def _initial(hand_over: HandOver) -> dict[str, object]:
    draft = proposal_of(hand_over)
    amount = kronor(draft.amount_ore).removesuffix(f"{NO_BREAK_SPACE}kr") if draft.amount_ore else ""
    return {"outcome": draft.outcome, "amount": amount, "reasons": draft.reasons}


def _steps(at: int, *, adverse: bool) -> list[dict[str, str]]:
    texts = [_("Utfall och skäl"), *([_("Den sökande får svara")] if adverse else []), _("Kontrollera och besluta")]
    states = ["done" if number < at else "now" if number == at else "later" for number in range(len(texts))]
    return [{"text": text, "state": state} for text, state in zip(texts, states, strict=True)]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def decide(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Choose the outcome; then what comes before it by law; then the page that says what will happen."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    if hand_over.closed_at is not None:
        return redirect("automation:case", hand_over_id)
    goes_back = "tillbaka" in request.POST
    form = DecisionForm(request.POST or None, initial=_initial(hand_over))
    if request.method == "POST" and not goes_back and form.is_valid():
        return _next(request, visit, hand_over, form)
    note_hand_over_read(hand_over=hand_over, part="decide", by=visit.by, at=visit.at)
    chosen = str(form["outcome"].value() or "")
    context = {**frame_of(visit, hand_over), "form": form, "steps": _steps(0, adverse=chosen in ADVERSE)}
    return render(request, "automation/decide.html", context)


def _next(request: HttpRequest, visit: Visit, hand_over: HandOver, form: DecisionForm, error: str = "") -> HttpResponse:
    values = form.cleaned_data
    outcome, adverse, sent = values["outcome"], values["outcome"] in ADVERSE, notice_before(hand_over)
    if adverse and not values["because"].strip() and not is_heard(sent, today=swedish_day(visit.at)):
        return _communication(request, visit, hand_over, kept=_kept(form), sent=sent)
    context = {
        **frame_of(visit, hand_over), "kept": _kept(form), "error": error, "amount": values["amount"] or 0,
        "steps": _steps(2 if adverse else 1, adverse=adverse), "reasons": values["reasons"],
        "outcome_words": str(OUTCOMES[outcome]).capitalize(), "sent": sent, "because": values["because"],
    }  # fmt: skip
    return render(request, "automation/confirm.html", context)


def _communication(
    request: HttpRequest, visit: Visit, hand_over: HandOver, *, kept: dict[str, str], sent: Communication | None,
    form: CommunicateForm | None = None,
) -> HttpResponse:  # fmt: skip
    day = swedish_day(visit.at)
    context: Context = {
        **frame_of(visit, hand_over), "kept": kept, "sent": sent, "answer_form": AnswerForm(),
        "steps": _steps(1, adverse=True),
        "form": form or CommunicateForm(initial={"text": _text(hand_over, kept), "answer_by": day + ANSWER_DAYS}),
    }  # fmt: skip
    return render(request, "automation/communicate.html", context)


@override("sv")
def _text(hand_over: HandOver, kept: dict[str, str]) -> str:
    # Goes to the applicant, in the language of the decision, whatever language the caseworker reads in.
    outcome = str(OUTCOMES.get(kept.get("outcome", ""), "beslut"))
    month = Month.parse(hand_over.month).in_words
    return (
        f"Du har sökt ekonomiskt bistånd för {month}. Innan vi beslutar vill vi att du läser det här och svarar om "
        f"något är fel eller saknas.\n\nVi tänker besluta: {outcome}.\n\nDet bygger på:\n{kept.get('reasons', '')}"
    )


@require_POST
@role_required(*WORKERS)
def communicate(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Send what the decision would rest on, before it is made."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = CommunicateForm(request.POST)
    kept = {name: request.POST.get(name, "") for name in KEPT}
    if form.is_valid():
        try:
            communicate_before_decision(hand_over=hand_over, **form.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Underrättelsen är skickad. Beslutet väntar på svaret."))
            return redirect("automation:case", hand_over_id)
    return _communication(request, visit, hand_over, kept=kept, sent=None, form=form)


@require_POST
@role_required(*WORKERS)
def note_answer(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Keep what the applicant answered."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv vad den sökande svarade."))
        return redirect("automation:decide", hand_over_id)
    try:
        keep_answer(hand_over=hand_over, answer=form.cleaned_data["answer"], by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Svaret är sparat. Läs det och besluta."))
    return redirect("automation:decide", hand_over_id)


@require_POST
@role_required(*WORKERS)
def carry_out(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """The decision itself. Sent twice, it is made once."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        context = {**frame_of(visit, hand_over), "form": form, "steps": _steps(0, adverse=False)}
        return render(request, "automation/decide.html", context)
    values = form.cleaned_data
    try:
        decide_hand_over(
            hand_over=hand_over, outcome=values["outcome"], amount_ore=values["amount"] or 0, reasons=values["reasons"],
            not_communicated_because=values["because"], by=visit.by, at=visit.at,
        )  # fmt: skip
    except AndrumError as error:
        return _next(request, visit, hand_over, form, error=str(error))
    messages.success(request, _("Beslutet är fattat. Brevet är på väg."))
    return redirect("automation:work")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def letter(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """The letter as it would be sent, marked as a draft. What is typed is posted, never put in an address."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = DecisionForm(request.POST)
    form.is_valid()
    chosen = form.cleaned_data if request.method == "POST" else {}
    note_hand_over_read(hand_over=hand_over, part="letter", by=visit.by, at=visit.at)
    return draft_letter(visit, hand_over, proposal_of(hand_over), chosen)
