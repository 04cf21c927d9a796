"""A language model: what the board allows, how far it has read a conversation, and what it left to settle."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import Role, has_role, role_required
from andrum.conversations.actions.claims import ask_claims, decide_claim
from andrum.conversations.actions.pointing import ask_model, note_model_rule, take_doubt
from andrum.conversations.models import ModelRule
from andrum.conversations.queries.model import counts_since, model_is_set_up, pointing_of, rule_at
from andrum.conversations.web.access import WORKERS, Visit, conversation_for, visit_of
from andrum.conversations.web.forms import ClaimForm, DoubtForm, ModelRuleForm
from andrum.conversations.web.presenting import POINTING_STATES
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError

SEERS = (Role.BOARD, Role.ADMINISTRATOR, Role.OPERATOR, Role.UNIT_MANAGER)
NOTERS = (Role.BOARD, Role.ADMINISTRATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*SEERS)
def language_model(request: HttpRequest) -> HttpResponse:
    """What the board allows, and what has come of it; the board and administrators note a new decision."""
    visit = visit_of(request)
    may_note = has_role(visit.user, *NOTERS)
    form = ModelRuleForm(request.POST or None, initial={"from_date": swedish_day(visit.at)})
    if request.method == "POST" and not may_note:
        raise Http404
    if request.method == "POST" and form.is_valid() and _noted(form, visit):
        messages.success(request, _("Beslutet är antecknat."))
        return redirect("conversations:language_model")
    counts = counts_since(visit.at)
    context = {
        "form": form, "may_note": may_note, "rule": rule_at(visit.at), "is_set_up": model_is_set_up(), **counts,
        "rules": ModelRule.objects.order_by("-from_date", "-pk")[:50],
        "states": [(POINTING_STATES[str(name)], many) for name, many in sorted(counts["states"].items())],  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "conversations/language_model.html", context)


def _noted(form: ModelRuleForm, visit: Visit) -> bool:
    values = form.cleaned_data
    try:
        note_model_rule(
            may_point=values["may"] != "nothing", may_write=values["may"] == "write", from_date=values["from_date"],
            decision_reference=values["decision_reference"], by=visit.by, at=visit.at,
        )  # fmt: skip
    except AndrumError as error:
        form.add_error(None, str(error))
        return False
    return True


@require_safe
@role_required(*WORKERS)
def pointing(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """How far the model has come, as the part of a page that asks again until it is done."""
    conversation = conversation_for(visit_of(request), conversation_id)
    context = {"conversation": conversation, "pointing": pointing_of(conversation), "came_now": True}
    return render(request, "conversations/parts/pointing.html", context)


@require_POST
@role_required(*WORKERS)
def ask(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Let the model read, once more or for the first time."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    try:
        made = ask_model(conversation=conversation, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        if made is None:
            messages.error(request, _("Språkmodellen får inte läsa det här samtalet, eller läser redan."))
    return redirect("conversations:conversation", conversation_id)


@require_POST
@role_required(*WORKERS)
def take(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Take up as a line what the two readings disagree on."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    form = DoubtForm(request.POST)
    try:
        if not form.is_valid():
            raise AndrumError(_("Det gick inte att läsa vilken rad det gäller."), todo=_("Ladda om sidan."))
        values = form.cleaned_data
        place = (values["n"], values["start"], values["end"])
        take_doubt(conversation=conversation, place=place, kind=values["kind"], by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Raden är med."))
    return redirect("conversations:conversation", conversation_id)


@require_POST
@role_required(*WORKERS)
def write(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Let the model put what is accepted into words."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    try:
        ask_claims(conversation=conversation, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    return redirect("conversations:conversation", conversation_id)


@require_POST
@role_required(*WORKERS)
def decide(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Put a claim in the note, take it away, or undo that."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    form = ClaimForm(request.POST)
    claim = conversation.claims.filter(pk=form.cleaned_data["claim"]).first() if form.is_valid() else None
    try:
        if claim is None:
            raise AndrumError(_("Det gick inte att läsa vilket påstående det gäller."), todo=_("Ladda om sidan."))
        decide_claim(claim=claim, decision=form.cleaned_data["decision"], by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    return redirect("conversations:conversation", conversation_id)
