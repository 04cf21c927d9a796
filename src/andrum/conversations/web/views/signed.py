"""The note: as it will be, signed once, as text for another case system; and what is deleted afterwards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.conversations.actions.deleting import delete_sound, delete_words
from andrum.conversations.actions.reading import note_read
from andrum.conversations.actions.signing import sign_conversation
from andrum.conversations.queries.conversations import latest_answer
from andrum.conversations.queries.notes import note_text, note_title
from andrum.conversations.queries.policy import policy_at
from andrum.conversations.queries.speech import spoken
from andrum.conversations.web.access import WORKERS, conversation_for, visit_of
from andrum.conversations.web.forms import DisposalForm
from andrum.conversations.web.presenting import in_columns, shown_lines
from andrum.kernel.errors import AndrumError


@require_safe
@role_required(*WORKERS)
def note(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The note as it stands, or as it was signed, with its lines and the words they come from."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    note_read(conversation=conversation, part="note", by=visit.by, at=visit.at)
    kept = conversation.lines.exclude(decision="rejected").select_related("speaker").order_by("n", "start", "pk")
    lines = shown_lines(conversation, kept)
    has_sound = conversation.sound.exists()
    context = {
        "conversation": conversation, "columns": in_columns(lines), "spoken": spoken(conversation),
        "title": conversation.note.title if conversation.note else note_title(conversation),
        "text": conversation.note.text if conversation.note else note_text(conversation),
        "waiting": sum(line.row.decision == "unreviewed" for line in lines), "answered": latest_answer(conversation),
        "receipts": conversation.receipts.order_by("deleted_at"), "has_sound": has_sound,
        "has_words": conversation.segments.exists(), "policy": policy_at(visit.at),
        "is_pending": conversation.matter.state == "open",
    }  # fmt: skip
    return render(request, "conversations/note.html", context)


@require_POST
@role_required(*WORKERS)
def sign(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Sign; a second time says that it is done."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    try:
        sign_conversation(conversation=conversation, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Anteckningen är signerad och står i journalen. Överenskommelser ligger under Uppgifter.")
        )
    return redirect("conversations:note", conversation_id)


@require_POST
@role_required(*WORKERS)
def dispose(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Delete sound or words by the board's rule, or on a decision."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    form = DisposalForm(request.POST)
    try:
        if not form.is_valid():
            raise AndrumError(_("Det gick inte att läsa vad som ska gallras."), todo=_("Försök igen."))
        delete = delete_sound if form.cleaned_data["what"] == "sound" else delete_words
        reference = form.cleaned_data["decision_reference"]
        delete(conversation=conversation, decision_reference=reference, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Det är gallrat. Kvittot står här och i loggen."))
    return redirect("conversations:note", conversation_id)
