"""During: one page for the one who works, with and without a microphone. What it does also works without script."""

import json
from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.conversations.actions.hearing import Heard, end_conversation, hear, write_own_note
from andrum.conversations.actions.planning import cancel_conversation, pause_conversation, start_conversation
from andrum.conversations.actions.reading import note_read
from andrum.conversations.domain.words import Source, Way
from andrum.conversations.queries.conversations import latest_answer
from andrum.conversations.queries.speech import name_of, spoken
from andrum.conversations.web.access import WORKERS, conversation_for, visit_of
from andrum.conversations.web.forms import ROLE_CHOICES, OwnNoteForm, SayForm
from andrum.conversations.web.messages import shown_final
from andrum.conversations.web.presenting import in_columns, shown_lines
from andrum.conversations.web.recogniser import is_available
from andrum.conversations.web.recordings import has_voices, is_played, recording_of, speakers_of
from andrum.conversations.web.tickets import ticket_for
from andrum.kernel.errors import AndrumError

DEEDS: dict[str, Callable[..., object]] = {
    "borja": start_conversation, "paus": pause_conversation, "avsluta": end_conversation,
    "installt": cancel_conversation,
}  # fmt: skip


@require_safe
@role_required(*WORKERS)
def live(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The conversation as it goes on."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    if conversation.state in {"ended", "signed", "cancelled"}:
        return redirect("conversations:conversation", conversation_id)
    note_read(conversation=conversation, part="live", by=visit.by, at=visit.at)
    lines = conversation.lines.exclude(decision="rejected").select_related("speaker").order_by("n", "start")
    persons = list(conversation.persons.order_by("place"))
    may_hear = conversation.may_listen or conversation.way == Way.DICTATION
    can_hear, plays = is_available() and may_hear, is_played(conversation)
    context = {
        "conversation": conversation, "persons": [{"row": one, "name": name_of(one)} for one in persons],
        "spoken": spoken(conversation), "columns": in_columns(shown_lines(conversation, lines)),
        "can_hear": can_hear or plays, "has_recogniser": is_available() or plays,
        "plays": plays, "audible": plays and has_voices(),
        "speakers": json.dumps(speakers_of(conversation.script)) if plays else "",
        "answered": latest_answer(conversation), "own_notes": conversation.own_notes.order_by("written_at"),
        "note_form": OwnNoteForm(initial={"key": uuid4().hex}), "say_key": uuid4().hex, "roles": ROLE_CHOICES,
    }  # fmt: skip
    response = render(request, "conversations/live.html", context)
    if can_hear and not plays:
        response.headers["Permissions-Policy"] = "geolocation=(), microphone=(self), camera=(), payment=()"
    return response


@require_safe
@role_required(*WORKERS)
def ticket(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """A ticket to the socket. That this page answers says that the visitor has been through every check of a page."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    return JsonResponse({"ticket": ticket_for(visit.user, conversation.pk)})


@require_safe
@role_required(*WORKERS)
def recording(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The sound of a recording that the demo plays; nowhere else."""
    conversation = conversation_for(visit_of(request), conversation_id)
    if not is_played(conversation):
        raise Http404
    return HttpResponse(recording_of(conversation.script), content_type="audio/wav")


@require_POST
@role_required(*WORKERS)
def step(request: HttpRequest, conversation_id: int, talk_deed: str) -> HttpResponse:
    """Begin or go on, pause, end, or say that it did not take place."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    if talk_deed not in DEEDS:
        raise Http404
    try:
        DEEDS[talk_deed](conversation=conversation, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
        return redirect("conversations:conversation", conversation_id)
    if talk_deed == "avsluta":
        messages.success(request, _("Samtalet är avslutat och sparat. Gå igenom det tillsammans, eller granska först."))
    return redirect("conversations:conversation", conversation_id)


@require_POST
@role_required(*WORKERS)
def say(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Keep one thing that was said, typed; as JSON for the page's script, as a page without it."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    form = SayForm(request.POST)
    wants_json = "application/json" in request.headers.get("accept", "")
    try:
        if not form.is_valid():
            raise AndrumError(_("Raden är tom eller för lång."), todo=_("Skriv det som sägs."))
        values = form.cleaned_data
        source = Source.DICTATION if conversation.way == Way.DICTATION else Source.TYPED
        heard = Heard(values["who"], values["text"], f"typed:{values['key'] or uuid4().hex}", source)
        segment, lines = hear(conversation=conversation, heard=heard, by=visit.by, at=visit.at)
    except AndrumError as error:
        if wants_json:
            return JsonResponse({"type": "error", "text": str(error)}, status=400)
        messages.error(request, str(error))
        return redirect("conversations:live", conversation_id)
    if wants_json:
        return JsonResponse(shown_final(conversation, segment, lines))
    return redirect("conversations:live", conversation_id)


@require_POST
@role_required(*WORKERS)
def own_note(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Keep something of one's own."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    form = OwnNoteForm(request.POST)
    try:
        if not form.is_valid():
            raise AndrumError(_("Anteckningen är tom eller för lång."), todo=_("Skriv med högst 4 000 tecken."))
        values = form.cleaned_data
        write_own_note(
            conversation=conversation, text=values["text"], key=values["key"] or uuid4().hex, by=visit.by, at=visit.at
        )
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Din anteckning är sparad."))
    return redirect("conversations:conversation", conversation_id)
