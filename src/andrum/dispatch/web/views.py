"""Pages of what goes out: what waits, what a person has to do, what is sent; and the letter of a decision."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import Role, role_required, staff_required
from andrum.cases.service import visible_matters
from andrum.dispatch.actions.by_hand import mark_sent_by_hand, pay_to_account
from andrum.dispatch.actions.delivery import try_again
from andrum.dispatch.actions.letters import note_preview
from andrum.dispatch.actions.orders import cancel_payment
from andrum.dispatch.models import Outgoing, OutgoingKind
from andrum.dispatch.queries.letters import current_sender, decision_letter_pdf
from andrum.dispatch.queries.visible import listed, numbers
from andrum.dispatch.web.access import (
    Visit,
    decision_of_own_matter,
    listed_outgoing,
    outgoing_of_own_matter,
    visit_of,
)
from andrum.dispatch.web.forms import AccountForm, CancelForm, SentForm
from andrum.dispatch.web.tabs import tabs_for
from andrum.kernel.errors import AndrumError

PER_PAGE = 50
MANAGERS = (Role.UNIT_MANAGER, Role.ADMINISTRATOR)


@require_safe
@role_required(*MANAGERS)
def outgoing_list(request: HttpRequest, choice: str = "vantar") -> HttpResponse:
    """One of the lists, fifty a page."""
    visit = visit_of(request)
    page = Paginator(listed(user=visit.user, at=visit.at, choice=choice), PER_PAGE).get_page(request.GET.get("sida"))
    ids = [row.matter_id for row in page.object_list]
    own = set(visible_matters(user=visit.user, at=visit.at).filter(pk__in=ids).values_list("pk", flat=True))
    context = {
        "choice": choice, "page": page, "own": own, "tabs": tabs_for(choice, numbers(user=visit.user, at=visit.at)),
        "sender_problem": sender_problem(),
    }  # fmt: skip
    return render(request, "dispatch/outgoing_list.html", context)


def sender_problem() -> str:
    """What is wrong with the municipality's own data, in words; empty when nothing is."""
    try:
        current_sender()
    except AndrumError as error:
        return str(error)
    return ""


@require_POST
@role_required(*MANAGERS)
def send_again(request: HttpRequest, outgoing_id: int) -> HttpResponse:
    """Start what waits or failed again."""
    visit = visit_of(request)
    outgoing = listed_outgoing(visit, outgoing_id)
    try:
        try_again(outgoing=outgoing, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Vi försöker igen nu. Ladda om sidan om en stund och se hur det gick."))
    return redirect("dispatch:outgoing")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def by_hand(request: HttpRequest, outgoing_id: int) -> HttpResponse:
    """What a person has to send or pay: what to do, and buttons that say it is done."""
    visit = visit_of(request)
    outgoing = outgoing_of_own_matter(visit, outgoing_id)
    deed = request.POST.get("deed", "")
    is_payment = outgoing.kind == OutgoingKind.PAYMENT
    forms = {
        "sent_form": SentForm(request.POST if deed == "sent" else None, prefix="sent"),
        "account_form": AccountForm(request.POST if deed == "account" else None, prefix="account"),
        "cancel_form": CancelForm(request.POST if deed == "cancel" else None, prefix="cancel"),
    }
    if request.method == "POST":
        done = _do(request, visit, outgoing, deed, forms)
        if done:
            return redirect("dispatch:by_hand", outgoing_id)
    outgoing.refresh_from_db()
    return render(request, "dispatch/by_hand.html", {"outgoing": outgoing, "is_payment": is_payment, **forms})


def _do(request: HttpRequest, visit: Visit, outgoing: Outgoing, deed: str, forms: Mapping[str, Form]) -> bool:
    """Do what the button says. False when the form has to be shown again."""
    form = forms.get(f"{deed}_form")
    if form is None or not form.is_valid():
        return False
    values = form.cleaned_data
    try:
        if deed == "sent":
            mark_sent_by_hand(outgoing=outgoing, received_date=values["received_date"], by=visit.by, at=visit.at)
            messages.success(request, _("Sparat. Uppgiften är klar."))
        elif deed == "account":
            pay_to_account(outgoing=outgoing, account=values["account"], by=visit.by, at=visit.at)
            messages.success(request, _("Kontot är sparat. Pengarna går ut med nästa betalfil."))
        else:
            cancel_payment(outgoing=outgoing, reason=values["reason"], by=visit.by, at=visit.at)
            messages.success(request, _("Betalningen är stoppad."))
    except AndrumError as error:
        messages.error(request, str(error))
        return False
    return True


@require_safe
@staff_required
def decision_letter(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The letter of a decision, shown in the browser; reading it is kept in the log."""
    visit = visit_of(request)
    decision = decision_of_own_matter(visit, decision_id)
    pdf = decision_letter_pdf(decision)
    note_preview(decision=decision, by=visit.by, at=visit.at)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="beslut-{decision.matter.reference}-{decision.month}.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
