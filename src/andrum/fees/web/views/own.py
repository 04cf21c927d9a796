"""The person's own pages: what one pays and why, and to write, ask for a person, object or appeal."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from andrum.accounts.service import citizen_required
from andrum.cases.service import Message, receive_message
from andrum.dispatch.service import decision_letter_pdf
from andrum.fees.actions.reading import note_fee_read
from andrum.fees.domain.kinds import SERVICE_KINDS
from andrum.fees.domain.result import result_from
from andrum.fees.models import FeeDecision, IncomeStatement
from andrum.fees.queries.fees import fee_decisions_of, fee_of
from andrum.fees.queries.receipts import shown_receipt
from andrum.fees.queries.situation import services_in
from andrum.fees.queries.visible import own_fee_matters, statements_of
from andrum.fees.web.access import Own, own_for, person_of, visit_of
from andrum.fees.web.stored_words import in_words
from andrum.kernel.errors import AndrumError

MAX_TEXT = 4_000


@require_safe
@citizen_required
def home(request: HttpRequest) -> HttpResponse:
    """One's own fee, and those of them whom one may speak for."""
    visit = visit_of(request)
    person = person_of(visit)
    matters = list(own_fee_matters(person, day=visit.today)) if person else []
    cards = [
        {
            "matter": matter, "fee": fee_of(matter, visit.month),
            "is_own": person is not None and matter.applicant_id == person.pk,
            "draft": IncomeStatement.objects.filter(matter=matter, state="draft").first(),
        }
        for matter in matters
    ]  # fmt: skip
    return render(request, "fees/own_home.html", {"cards": cards, "month": visit.month})


@require_safe
@citizen_required
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """What one pays now, for what, what was decided, and what one has said."""
    own = own_for(visit_of(request), reference)
    note_fee_read(matter=own.matter, part="own", by=own.visit.by, at=own.visit.at)
    month = own.visit.month
    fee = fee_of(own.matter, month)
    context = {
        "own": own, "matter": own.matter, "fee": fee, "month": month,
        "coming": FeeDecision.objects.filter(matter=own.matter, from_month__gt=str(month)).order_by("-pk").first(),
        "services": [in_words(SERVICE_KINDS.get(one.kind, one.kind)) for one in services_in(own.matter, month)],
        "decisions": list(fee_decisions_of(own.matter)[:20]),
        "statements": list(statements_of(own.matter)[:10]),
        "notes": Message.objects.filter(matter=own.matter).order_by("-at")[:10],
    }  # fmt: skip
    return render(request, "fees/own_status.html", context)


def _decision(own: Own, decision_id: int) -> FeeDecision:
    found = fee_decisions_of(own.matter).filter(pk=decision_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@citizen_required
def decision(request: HttpRequest, reference: str, decision_id: int) -> HttpResponse:
    """A decision explained line by line."""
    own = own_for(visit_of(request), reference)
    made = _decision(own, decision_id)
    note_fee_read(matter=own.matter, part="decision", by=own.visit.by, at=own.visit.at)
    receipt = shown_receipt(result_from(made.decision.calculation.get("fee", {})))
    appeal_by = made.decision.appeal_by_date
    context = {
        "own": own, "made": made, "decision": made.decision, "receipt": receipt,
        "is_late": appeal_by is not None and appeal_by < own.visit.today,
        "is_replaced": FeeDecision.objects.filter(replaces=made).exists(),
    }  # fmt: skip
    return render(request, "fees/own_decision.html", context)


@require_safe
@citizen_required
def letter(request: HttpRequest, reference: str, decision_id: int) -> HttpResponse:
    """The letter of a decision."""
    own = own_for(visit_of(request), reference)
    made = _decision(own, decision_id)
    note_fee_read(matter=own.matter, part="letter", by=own.visit.by, at=own.visit.at)
    headers = {"Content-Disposition": f'inline; filename="avgift-{made.from_month}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(decision_letter_pdf(made.decision), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def write(request: HttpRequest, reference: str, kind: str, decision_id: int = 0) -> HttpResponse:
    """A message, the wish to talk to a person, an objection, or an appeal."""
    own = own_for(visit_of(request), reference)
    made = _decision(own, decision_id) if decision_id else None
    text = request.POST.get("text", "").replace("\x00", "").strip()
    error = ""
    if request.method == "POST":
        error = _too_much(text, kind) or _sent(request, own, kind, text, made)
        if not error:
            return redirect("fees:own", reference)
    context = {
        "own": own, "kind": kind, "made": made, "typed": text[:MAX_TEXT], "nonce": _nonce(request),
        "errors": [{"href": "#text", "text": error}] if error else [],
    }  # fmt: skip
    return render(request, "fees/own_write.html", context, status=422 if error else 200)


def _too_much(text: str, kind: str) -> str:
    if len(text) > MAX_TEXT:
        return _("Texten är för lång. Korta den till högst 4 000 tecken.")
    return "" if text or kind == "person_wanted" else _("Skriv vad du vill säga.")


def _sent(request: HttpRequest, own: Own, kind: str, text: str, made: FeeDecision | None) -> str:
    try:
        receive_message(
            matter=own.matter, kind=kind, text=text, decision=made.decision if made else None, by=own.visit.by,
            at=own.visit.at, key=f"fee:{own.person.pk}:{_nonce(request)}",
        )  # fmt: skip
    except AndrumError as error:
        return str(error)
    messages.success(request, _("Tack. En handläggare läser det du har skrivit."))
    return ""


def _nonce(request: HttpRequest) -> str:
    """What makes a form one message however often it is sent."""
    sent = request.POST.get("nonce", "")
    return sent if sent.isascii() and sent.isalnum() and len(sent) <= 40 else uuid.uuid4().hex
