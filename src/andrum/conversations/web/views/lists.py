"""Which conversations there are, and the way into one: to the page where it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from andrum.accounts.service import role_required
from andrum.cases.service import matter_tabs, note_matter_read
from andrum.conversations.models import ConversationState
from andrum.conversations.queries.conversations import conversations_of, unfinished_of, visible_conversations
from andrum.conversations.web.access import WORKERS, conversation_for, matter_for, visit_of

PAGES = {
    ConversationState.PLANNED: "information", ConversationState.LIVE: "live", ConversationState.PAUSED: "live",
    ConversationState.ENDED: "review", ConversationState.SIGNED: "note", ConversationState.CANCELLED: "note",
}  # fmt: skip
RECENT = 20


@require_safe
@role_required(*WORKERS)
def mine(request: HttpRequest) -> HttpResponse:
    """One's own conversations: those to finish first, then the latest signed."""
    visit = visit_of(request)
    done = visible_conversations(user=visit.user, at=visit.at).filter(worker=visit.user, state="signed")
    context = {"waiting": unfinished_of(user=visit.user, at=visit.at)[:100], "done": done[:RECENT]}
    return render(request, "conversations/mine.html", context)


@require_safe
@role_required(*WORKERS)
def of_matter(request: HttpRequest, reference: str) -> HttpResponse:
    """All conversations of a matter."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    note_matter_read(matter=matter, part="conversations", by=visit.by, at=visit.at)
    context = {
        "matter": matter, "tabs": matter_tabs(matter, "conversations"), "visit": visit,
        "conversations": conversations_of(matter=matter),
    }  # fmt: skip
    return render(request, "conversations/of_matter.html", context)


@require_safe
@role_required(*WORKERS)
def conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Go to the page where the conversation stands."""
    found = conversation_for(visit_of(request), conversation_id)
    page = PAGES[ConversationState(found.state)]
    if page == "information" and found.way == "dictation":
        page = "live"
    elif page == "information" and found.information.exists():
        page = {"text": "text", "upload": "sound_file"}.get(found.way, "live")
    return redirect(f"conversations:{page}", conversation_id)
