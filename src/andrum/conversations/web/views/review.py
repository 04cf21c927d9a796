"""After, for the worker: every line to accept, change or take away, and what was not sorted."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.conversations.actions.reading import note_read
from andrum.conversations.actions.reviewing import accept_lines
from andrum.conversations.models import LineDecision
from andrum.conversations.queries.model import claims_of, may_point, may_write, pointing_of
from andrum.conversations.queries.pointed import doubts_of
from andrum.conversations.queries.speech import Spoken, spoken
from andrum.conversations.web.access import WORKERS, conversation_for, visit_of
from andrum.conversations.web.forms import OwnNoteForm
from andrum.conversations.web.presenting import in_columns, shown_doubts, shown_lines
from andrum.kernel.errors import AndrumError

FEW = 3
"""So few utterances may well be one person's."""


@require_safe
@role_required(*WORKERS)
def review(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The lines as they stand, what was said, and what is left to do."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    if conversation.state != "ended":
        return redirect("conversations:conversation", conversation_id)
    note_read(conversation=conversation, part="review", by=visit.by, at=visit.at)
    rows = conversation.lines.select_related("speaker", "client_who").order_by("n", "start", "pk")
    lines = shown_lines(conversation, rows)
    kept = [line for line in lines if not line.row.is_rejected]
    said = spoken(conversation)
    pointing = pointing_of(conversation)
    context = {
        "conversation": conversation, "columns": in_columns(kept), "spoken": said,
        "rejected": [line for line in lines if line.row.is_rejected],
        "waiting": sum(line.row.decision == "unreviewed" for line in lines),
        "asked": sum(line.row.client_position != "not_asked" for line in kept), "kept": len(kept),
        "unsorted": [it for it in said if not it.is_sorted and not it.is_asking],
        "pointing": pointing, "doubts": shown_doubts(conversation, doubts_of(pointing)),
        "claims": claims_of(conversation), "may_write": may_write(conversation, visit.at),
        "may_ask": may_point(conversation, visit.at), "last_line": max((line.row.pk for line in lines), default=0),
        "marked": [it for it in said if it.is_marked], "is_several": conversation.persons.count() > 1,
        "one_voice": _one_voice(said), "own_notes": conversation.own_notes.order_by("written_at"),
        "note_form": OwnNoteForm(),
    }  # fmt: skip
    return render(request, "conversations/review.html", context)


def _one_voice(said: Sequence[Spoken]) -> str:
    """Whose words all that was heard is put down as, when it is one person's; empty otherwise, or when it was typed."""
    heard = [it for it in said if it.start_s is not None]
    return heard[0].speaker if len(heard) >= FEW and len({it.who for it in heard}) == 1 else ""


@require_POST
@role_required(*WORKERS)
def accept_all(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Accept every line that is left and not in doubt; the worker has read them all on the page."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    try:
        last = request.POST.get("sista", "")
        up_to = int(last) if last.isascii() and last.isdigit() and len(last) < 18 else None
        count = accept_lines(conversation=conversation, by=visit.by, at=visit.at, up_to=up_to)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        text = ngettext("%(count)s rad är godkänd.", "%(count)s rader är godkända.", count) % {"count": count}
        left = conversation.lines.filter(decision=LineDecision.UNREVIEWED).count()
        if left:
            more = _("Kvar att läsa, en i taget: %(left)s.") % {"left": left}
            messages.success(request, f"{text} {more}")
            return redirect("conversations:review", conversation_id)
        messages.success(request, text)
    return redirect("conversations:conversation", conversation_id)
