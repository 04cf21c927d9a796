"""Say what one's incomes and housing are: confirm, tell, or decline; one question a page, saved as it is typed."""

import json

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import User, citizen_required
from andrum.applications.service import Signer
from andrum.fees.actions.statements import (
    begin_statement,
    forget_unfinished,
    keep_unfinished,
    save_page,
    sign_statement,
    withdraw_statement,
)
from andrum.fees.domain.statement import (
    PAGE_OF,
    PAGES,
    SLUGS,
    asked_pages,
    fact_title,
    fact_value,
    missing_pages,
    said_lines,
    text_hash,
)
from andrum.fees.models import IncomeStatement
from andrum.fees.queries.statements import (
    may_confirm,
    months_to_tell_of,
    registered_facts,
    signed_facts,
    statement_text,
    unfinished_pages,
)
from andrum.fees.web.access import Own, own_for, visit_of
from andrum.fees.web.statement_forms import HouseholdForm, HousingForm, IncomesForm, NeedsForm, WayForm
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month

FORMS: dict[str, type[forms.Form]] = {
    "household": HouseholdForm, "incomes": IncomesForm, "partner_incomes": IncomesForm, "housing": HousingForm,
    "needs": NeedsForm,
}  # fmt: skip


MAX_TYPED = 40


def month_words(month: Month) -> str:
    """The month in the reader's language."""
    return month.in_english if (get_language() or "sv").startswith("en") else month.in_words


def _draft(own: Own) -> IncomeStatement | None:
    return IncomeStatement.objects.filter(matter=own.matter, state="draft").select_related("matter__applicant").first()


def _from_the_start(request: HttpRequest, reference: str) -> HttpResponse:
    """The start, for one who asks for a question when nothing is begun: an old link, a draft sent or thrown away."""
    if request.method == "POST":
        messages.warning(request, _("Det finns inget utkast längre, så det du skrev är inte sparat. Börja om här."))
    else:
        messages.info(request, _("Det finns inget påbörjat utkast. Välj hur du vill svara, så kommer frågorna."))
    return redirect("fees:way", reference)


def _next(own: Own, draft: IncomeStatement) -> HttpResponse:
    left = missing_pages(draft.answers, draft.way) or unfinished_pages(draft)
    reference = own.matter.reference
    return redirect("fees:page", reference, SLUGS[left[0]]) if left else redirect("fees:summary", reference)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def way(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose how to answer; what the registers say stands above."""
    own = own_for(visit_of(request), reference)
    months, likeliest = months_to_tell_of(own.matter, own.visit.month)
    draft = _draft(own)
    month = Month.parse(draft.from_month) if draft and draft.way else likeliest
    confirmable = may_confirm(own.matter, months[0])
    form = WayForm(
        request.POST or None, initial={"way": draft.way if draft else "", "from_month": str(month)},
        may_confirm=confirmable, months=[(str(it), month_words(it)) for it in months],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _next(own, _begun(own, form.cleaned_data["way"], form.cleaned_data["from_month"] or str(month)))
        except AndrumError as error:
            form.add_error("from_month", str(error))
    told = [(fact_title(name), fact_value(name, value)) for name, value in registered_facts(own.matter, month).items()]
    context = {
        "own": own, "form": form, "month": month, "told": [row for row in told if row[1] != "ja"],
        "confirmable": confirmable, "draft": draft,
    }  # fmt: skip
    return render(request, "fees/own_way.html", context, status=422 if form.errors else 200)


def _begun(own: Own, way_chosen: str, from_month: str) -> IncomeStatement:
    return begin_statement(
        matter=own.matter, person=own.person, authority=own.authority, way=way_chosen,
        from_month=Month.parse(from_month), language=get_language() or "sv", by=own.visit.by, at=own.visit.at,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def page(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """One page of questions."""
    own = own_for(visit_of(request), reference)
    name, draft = PAGE_OF.get(slug, ""), _draft(own)
    if name not in PAGES:
        raise Http404
    if draft is None:
        return _from_the_start(request, reference)
    asked = asked_pages(draft.answers, draft.way)
    if name not in asked:
        return redirect("fees:way", reference)
    form = FORMS[name](request.POST if request.method == "POST" else None, initial=_initial(draft, name))
    if request.method == "POST" and form.is_valid():
        answer = form.answer() if isinstance(form, IncomesForm | NeedsForm) else form.cleaned_data
        draft = save_page(statement=draft, page=name, answer=answer, by=own.visit.by, at=own.visit.at)
        return _next(own, draft)
    place = asked.index(name)
    back = SLUGS[asked[place - 1]] if place else ""
    context = {
        "own": own, "form": form, "draft": draft, "name": name, "slug": slug, "back": back, "at": place + 1,
        "of": len(asked), "is_kronor": isinstance(form, IncomesForm | NeedsForm), "seen": _seen(draft, name),
        "is_unfinished": name in (draft.unfinished or {}) and not form.is_bound,
    }  # fmt: skip
    return render(request, "fees/own_page.html", context, status=422 if form.errors else 200)


@require_POST
def autosave(request: HttpRequest, reference: str, slug: str) -> JsonResponse:
    """Keep what is being typed. In JSON, also when the sign-in has run out (401) or the page is saved since (409)."""
    if not isinstance(request.user, User) or not request.user.is_citizen:
        return JsonResponse({"saved": False}, status=401)
    own = own_for(visit_of(request), reference)
    name, draft = PAGE_OF.get(slug, ""), _draft(own)
    if name not in PAGES:
        raise Http404
    if draft is None or request.POST.get("seen") != _seen(draft, name):
        return JsonResponse({"saved": False}, status=409)
    typed = {field: request.POST.get(field, "").replace("\x00", "")[:MAX_TYPED] for field in FORMS[name]().fields}
    if any(typed.values()) or name in draft.answers or name in (draft.unfinished or {}):
        keep_unfinished(statement=draft, page=name, typed=typed, by=own.visit.by, at=own.visit.at)
    return JsonResponse({"saved": True})


@require_POST
@citizen_required
def throw_away(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """Throw away what was typed on a page and not saved."""
    own = own_for(visit_of(request), reference)
    draft = _draft(own)
    if draft is not None:
        forget_unfinished(statement=draft, page=PAGE_OF.get(slug, ""), by=own.visit.by, at=own.visit.at)
    return redirect("fees:page", reference, slug)


def _seen(draft: IncomeStatement, name: str) -> str:
    """A mark of the saved answer that a page rests on: what is typed upon another is not kept."""
    return text_hash(json.dumps(draft.answers.get(name), sort_keys=True))[:16]


def _initial(draft: IncomeStatement, name: str) -> dict[str, object]:
    """What is typed and not saved, what was answered before, or what the registers say."""
    typed = (draft.unfinished or {}).get(name)
    if isinstance(typed, dict):
        return dict(typed)
    kept = draft.answers.get(name)
    if isinstance(kept, dict):
        return {
            key: {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            for key, value in kept.items()
        }
    if name != "incomes":
        return {}
    told = registered_facts(draft.matter, Month.parse(draft.from_month))
    return {
        fact.rpartition(".")[2]: value["amount"] * value.get("times", 12) // 12
        for fact, value in told.items()
        if isinstance(value, dict) and isinstance(value.get("amount"), int)
    }


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def summary(request: HttpRequest, reference: str) -> HttpResponse:
    """Read it through, change it, and sign."""
    own = own_for(visit_of(request), reference)
    draft = _draft(own)
    if draft is None:
        return _from_the_start(request, reference)
    if not draft.way or missing_pages(draft.answers, draft.way) or unfinished_pages(draft):
        return redirect("fees:way", reference) if not draft.way else _next(own, draft)
    if request.method == "POST":
        try:
            _sign(request, own, draft)
        except AndrumError as error:
            messages.error(request, str(error))
            return redirect("fees:summary", reference)
        messages.success(request, _("Tack. Uppgifterna har kommit in till oss."))
        return redirect("fees:own", reference)
    text = statement_text(draft)
    context = {
        "own": own, "draft": draft, "text": text, "shown": text_hash(text),
        "lines": said_lines(signed_facts(draft)), "first": SLUGS["household"],
    }  # fmt: skip
    return render(request, "fees/own_summary.html", context)


def _sign(request: HttpRequest, own: Own, draft: IncomeStatement) -> None:
    signer: Signer = import_string(settings.ANDRUM_SIGNER)()
    sign_statement(
        statement=draft, person=own.person, shown_hash=request.POST.get("shown", "")[:64], signer=signer,
        proof={"confirm": request.POST.get("confirm", "")[:10]}, by=own.visit.by, at=own.visit.at,
    )  # fmt: skip


@require_POST
@citizen_required
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Throw the draft away."""
    own = own_for(visit_of(request), reference)
    draft = _draft(own)
    if draft is not None:
        withdraw_statement(statement=draft, by=own.visit.by, at=own.visit.at)
    messages.success(request, _("Utkastet är borttaget."))
    return redirect("fees:own", reference)
