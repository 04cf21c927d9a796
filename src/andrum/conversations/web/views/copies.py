"""The client's copy: a page to print, a PDF and plain text."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from andrum.accounts.service import role_required
from andrum.conversations.actions.reading import note_copied
from andrum.conversations.domain.typesetting import copy_as_pdf
from andrum.conversations.models import Conversation
from andrum.conversations.queries.notes import note_text, note_title
from andrum.conversations.web.access import WORKERS, conversation_for, visit_of
from andrum.conversations.web.views.walk import PARTS, cards_of


def _texts(conversation: Conversation) -> tuple[str, str]:
    if conversation.note is not None:
        return conversation.note.title, conversation.note.text
    return note_title(conversation), note_text(conversation)


@require_safe
@role_required(*WORKERS)
def copy(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The copy as a page, in large type, ready to print."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    note_copied(conversation=conversation, form="page", by=visit.by, at=visit.at)
    cards = cards_of(conversation)
    parts = [
        {"text": text, "icon": icon, "cards": here}
        for name, text, icon in PARTS
        if (here := [card for card in cards if card.part == name])
    ]
    context = {"conversation": conversation, "parts": parts, "title": _texts(conversation)[0]}
    return render(request, "conversations/copy.html", context)


@require_safe
@role_required(*WORKERS)
def copy_pdf(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The copy as a tagged PDF."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    note_copied(conversation=conversation, form="pdf", by=visit.by, at=visit.at)
    title, text = _texts(conversation)
    content = copy_as_pdf(
        title=title, text=text, sender=settings.ANDRUM_MUNICIPALITY_NAME, is_signed=conversation.is_signed
    )
    return _file(content, "application/pdf", f"samtal-{conversation.pk}.pdf")


@require_safe
@role_required(*WORKERS)
def copy_text(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The copy as text."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    note_copied(conversation=conversation, form="text", by=visit.by, at=visit.at)
    title, text = _texts(conversation)
    return _file(f"{title}\n\n{text}\n".encode(), "text/plain; charset=utf-8", f"samtal-{conversation.pk}.txt")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }  # fmt: skip
    return HttpResponse(content, content_type=media_type, headers=headers)
