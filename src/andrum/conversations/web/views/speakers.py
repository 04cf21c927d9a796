"""Who said what, when the program could not know: a sound file, or a conversation where nobody pressed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from andrum.accounts.service import role_required
from andrum.conversations.actions.correcting import say_who_spoke
from andrum.conversations.actions.reading import note_read
from andrum.conversations.queries.speech import name_of, spoken
from andrum.conversations.web.access import WORKERS, conversation_for, visit_of
from andrum.kernel.errors import AndrumError

AT_ONCE = 200
"""Utterances on a page."""
FIELD = "vem-"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def who_spoke(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Every utterance with those who are there; saved a page at a time."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    said = spoken(conversation)
    if conversation.state in {"signed", "cancelled"} or not said:
        return redirect("conversations:conversation", conversation_id)
    pages = max((len(said) + AT_ONCE - 1) // AT_ONCE, 1)
    chosen = request.GET.get("sida", "")
    number = min(max(int(chosen), 1), pages) if chosen.isascii() and chosen.isdigit() and len(chosen) < 6 else 1
    if request.method == "POST":
        try:
            count = say_who_spoke(conversation=conversation, who=_chosen(request), by=visit.by, at=visit.at)
        except AndrumError as error:
            messages.error(request, str(error))
            return redirect("conversations:who_spoke", conversation_id)
        text = ngettext("%(count)s yttrande har bytt person.", "%(count)s yttranden har bytt person.", count)
        messages.success(request, text % {"count": count})
        if number < pages:
            back = redirect("conversations:who_spoke", conversation_id)
            back["Location"] += f"?sida={number + 1}"
            return back
        return redirect("conversations:conversation", conversation_id)
    note_read(conversation=conversation, part="speakers", by=visit.by, at=visit.at)
    context = {
        "conversation": conversation, "spoken": said[(number - 1) * AT_ONCE : number * AT_ONCE],
        "number": number, "pages": pages,
        "persons": [{"key": one.key, "name": name_of(one)} for one in conversation.persons.order_by("place")],
    }  # fmt: skip
    return render(request, "conversations/who_spoke.html", context)


def _chosen(request: HttpRequest) -> dict[int, str]:
    """Utterance and speaker as they were chosen."""
    return {
        int(name.removeprefix(FIELD)): str(key)[:8]
        for name, key in request.POST.items()
        if name.startswith(FIELD) and name.removeprefix(FIELD).isdecimal() and len(name) < 24
    }
