"""One fee on one screen: why it waits, what is known, the calculation, the decision; and what one can do with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.cases.service import Fact, answer_communication, communication_of
from andrum.fees.actions.deciding import decide_review, send_notice
from andrum.fees.actions.facts import change_fee_fact, undo_fee_fact
from andrum.fees.actions.reading import note_fee_read
from andrum.fees.actions.reviews import close_unchanged, move_review
from andrum.fees.domain.reasons import default_reasons
from andrum.fees.domain.result import basis_hash, result_from
from andrum.fees.models import FeeReview
from andrum.fees.queries.calculating import Calculated, calculate
from andrum.fees.queries.duties import cause_of, notice_is_due
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.letters import fee_draft_pdf
from andrum.fees.queries.receipts import shown_receipt
from andrum.fees.web.access import WORKERS, Visit, review_for, visit_of
from andrum.fees.web.fact_form import FactForm, may_change
from andrum.fees.web.forms import AnswerForm, DecideForm, MonthForm, NoticeForm
from andrum.fees.web.presenting import addable_sections, reason_words, shown_facts
from andrum.kernel.errors import AndrumError
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month


def _context(visit: Visit, review: FeeReview, form: FactForm | None = None) -> dict[str, object]:
    month = Month.parse(review.month)
    found = calculate(review.matter, month)
    before = fee_of(review.matter, month)
    kept = result_from(before.decision.calculation.get("fee", {})) if before else None
    sections = shown_facts(found.situation.facts)
    known = {fact.name: fact for section in sections for fact in section.facts}
    if form is not None and form.name in known:
        known[form.name].form = form
    cause = cause_of(review, month, found, visit.at)
    reasons = {"reasons": default_reasons(cause), "shown": basis_hash(found.result)}
    return {
        "review": review, "matter": review.matter, "month": month, "why": reason_words(review.reasons),
        "result": found.result, "situation": found.situation, "sections": sections, "holds_now": before,
        "differing": len(found.situation.differences), "receipt": shown_receipt(found.result, kept),
        "new_form": form if form is not None and form.name not in known else None,
        "additions": addable_sections(found.situation.facts),
        "decide_form": DecideForm(initial=reasons, auto_id="beslut_%s"),
        "month_form": MonthForm(initial={"month": review.month}, auto_id="manad_%s"),
        "needs_notice": found.result.is_whole and notice_is_due(matter=review.matter, month=month, found=found),
        "sent": communication_of(matter=review.matter, month=review.month),
        "notice_form": NoticeForm(initial={"text": _notice(found, month)}, auto_id="und_%s"),
        "answer_form": AnswerForm(auto_id="svar_%s"), "today": visit.today,
    }  # fmt: skip


def _notice(found: Calculated, month: Month) -> str:
    if found.result.fee_ore is None:
        return ""
    text = "Vi räknar med att din avgift blir {fee} i månaden från och med {month}. Den bygger på uppgifter som vi har "
    text += "fått från andra. Säg till om något är fel innan vi beslutar."
    return text.format(fee=kronor(found.result.fee_ore), month=month.in_words)


@require_safe
@role_required(*WORKERS)
def case(request: HttpRequest, review_id: int) -> HttpResponse:
    """The whole screen; with ``?andra=<fact>`` the form of that fact is open."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    note_fee_read(matter=review.matter, part="case", by=visit.by, at=visit.at)
    name = request.GET.get("andra", "")
    form = FactForm(name, _value(review, name)) if may_change(name) else None
    return render(request, "fees/case.html", _context(visit, review, form))


def _value(review: FeeReview, name: str) -> object:
    facts = calculate(review.matter, Month.parse(review.month)).situation.facts
    return next((view.value for view in facts.get(name, []) if not view.is_unknown), None)


@require_POST
@role_required(*WORKERS)
def change(request: HttpRequest, review_id: int) -> HttpResponse:
    """Change a fact, say why, and see the fee move."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    name = request.GET.get("andra", "")
    if not may_change(name):
        raise Http404
    form = FactForm(name, _value(review, name), request.POST)
    if form.is_valid():
        try:
            change_fee_fact(
                review=review, name=name, value=form.answer(), reason=form.cleaned_data["reason"], by=visit.by,
                at=visit.at,
            )  # fmt: skip
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Uppgiften är ändrad och avgiften är räknad på nytt."))
            return redirect("fees:case", review.pk)
    return render(request, "fees/case.html", _context(visit, review, form), status=422)


@require_POST
@role_required(*WORKERS)
def undo(request: HttpRequest, review_id: int, fact_id: int) -> HttpResponse:
    """Take one's change back."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    fact = Fact.objects.filter(matter=review.matter, pk=fact_id).first()
    if fact is None:
        raise Http404
    return _done(
        request, review, _("Ändringen är ångrad."),
        lambda: undo_fee_fact(review=review, fact=fact, by=visit.by, at=visit.at),
    )  # fmt: skip


def _done(request: HttpRequest, review: FeeReview, said: str, deed: Callable[[], object]) -> HttpResponse:
    """Do it and say so, or say why not; then the same screen."""
    try:
        deed()
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("fees:case", review.pk)


@require_POST
@role_required(*WORKERS)
def move(request: HttpRequest, review_id: int) -> HttpResponse:
    """Let the decision hold from another month."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    form = MonthForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Månaden går inte att läsa. Skriv till exempel 2026-11."))
        return redirect("fees:case", review.pk)
    return _done(
        request, review, _("Avgiften är räknad för den nya månaden."),
        lambda: move_review(review=review, month=form.cleaned_data["month"], by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def notify(request: HttpRequest, review_id: int) -> HttpResponse:
    """Tell the person of a higher fee before it is decided."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Underrättelsen saknar text."))
        return redirect("fees:case", review.pk)
    return _done(
        request, review, _("Underrättelsen står nu på personens sidor."),
        lambda: send_notice(review=review, text=form.cleaned_data["text"], by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def note_answer(request: HttpRequest, review_id: int) -> HttpResponse:
    """Note what the person answered, also by telephone."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    form = AnswerForm(request.POST)
    sent = communication_of(matter=review.matter, month=review.month)
    if sent is None or not form.is_valid():
        messages.error(request, _("Skriv vad personen svarade."))
        return redirect("fees:case", review.pk)
    return _done(
        request, review, _("Svaret är sparat."),
        lambda: answer_communication(
            communication=sent, answer=form.cleaned_data["answer"], by=visit.by, at=visit.at
        ),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def decide(request: HttpRequest, review_id: int) -> HttpResponse:
    """Decide what was shown."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Beslutet saknar skäl."))
        return redirect("fees:case", review.pk)
    try:
        made = decide_review(
            review=review, reasons=form.cleaned_data["reasons"], shown_hash=form.cleaned_data["shown"], by=visit.by,
            at=visit.at,
        )  # fmt: skip
    except AndrumError as error:
        messages.error(request, str(error))
        return redirect("fees:case", review.pk)
    said = _("Beslutet är fattat: %(what)s. Brevet är på väg.") % {"what": made.decision.calculation["what"]}
    messages.success(request, said)
    return redirect("fees:of_matter", review.matter.reference)


@require_POST
@role_required(*WORKERS)
def unchanged(request: HttpRequest, review_id: int) -> HttpResponse:
    """Say that the fee stays as it is."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    return _done(
        request, review, _("Avgiften är granskad och ligger kvar."),
        lambda: close_unchanged(review=review, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_safe
@role_required(*WORKERS)
def letter(request: HttpRequest, review_id: int) -> HttpResponse:
    """The letter as it would be, marked as a draft."""
    visit = visit_of(request)
    review = review_for(visit, review_id)
    month = Month.parse(review.month)
    found = calculate(review.matter, month)
    if not found.result.is_whole:
        raise Http404
    note_fee_read(matter=review.matter, part="draft_letter", by=visit.by, at=visit.at)
    pdf = fee_draft_pdf(
        matter=review.matter, month=review.month, to_month=review.month if found.situation.is_partial else "",
        result=found.result, reasons=default_reasons(cause_of(review, month, found, visit.at)),
        by=visit.by, at=visit.at,
    )  # fmt: skip
    headers = {"Content-Disposition": 'inline; filename="utkast.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
