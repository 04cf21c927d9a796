"""The walk-through: one card at a time, large, for both; and what the client says of it."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.conversations.actions.reading import note_read
from andrum.conversations.actions.walking import add_words, take_position
from andrum.conversations.domain.words import CHILD_ROLES
from andrum.conversations.models import Conversation
from andrum.conversations.queries.speech import clients_of, name_of, spoken
from andrum.conversations.web.access import WORKERS, conversation_for, line_for, visit_of
from andrum.conversations.web.forms import PositionForm
from andrum.conversations.web.presenting import ShownLine, shown_lines
from andrum.kernel.errors import AndrumError

PARTS: tuple[tuple[str, str | Promise, str], ...] = (
    ("child", gettext_lazy("Det barnet säger"), "user"), ("strength", gettext_lazy("Det som är bra"), "sprout"),
    ("risk", gettext_lazy("Det som är svårt eller oroar"), "triangle-alert"),
    ("view", gettext_lazy("Vad du tycker och önskar"), "message-circle"),
    ("agreement", gettext_lazy("Det vi har kommit överens om"), "hand"),
    ("other", gettext_lazy("Annat som sades"), "list"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One line on a card of its own: the part it belongs to, and its number among all."""

    line: ShownLine
    part: str
    heading: str | Promise
    icon: str
    number: int


def part_of(line: ShownLine) -> str:
    """Which part of the walk-through a line belongs to."""
    kind = line.row.kind
    if kind == "agreement":
        return "agreement"
    if kind == "own_view":
        return "child" if line.row.speaker.role in CHILD_ROLES else "view"
    return line.column if line.column in {"strength", "risk"} else "other"


def cards_of(conversation: Conversation) -> list[Card]:
    """The cards in the order they are gone through: the child's view, strengths, worries, wishes, agreements."""
    rows = conversation.lines.exclude(decision="rejected").select_related("speaker", "client_who")
    lines = shown_lines(conversation, rows.order_by("n", "start", "pk"))
    found = [(name, text, icon, line) for name, text, icon in PARTS for line in lines if part_of(line) == name]
    return [Card(line, name, text, icon, number) for number, (name, text, icon, line) in enumerate(found, 1)]


@require_safe
@role_required(*WORKERS)
def walk_through(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """First what it is, then a card at a time, last what was said of them all."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    if conversation.state != "ended":
        return redirect("conversations:conversation", conversation_id)
    cards = cards_of(conversation)
    chosen = request.GET.get("kort", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 6 else 0
    note_read(conversation=conversation, part="walk", by=visit.by, at=visit.at)
    context = {
        "conversation": conversation, "count": len(cards), "number": number,
        "parts": [
            {"text": text, "icon": icon, "cards": here}
            for name, text, icon in PARTS if (here := [card for card in cards if card.part == name])
        ],
    }  # fmt: skip
    if 1 <= number <= len(cards):
        card = cards[number - 1]
        context |= {
            "card": card, "before": number - 1, "after": number + 1, "asking": request.GET.get("svar", ""),
            "persons": _clients(conversation),
        }  # fmt: skip
        return render(request, "conversations/walk_card.html", context)
    page = "conversations/walk_end.html" if number > len(cards) else "conversations/walk_start.html"
    said = spoken(conversation)
    context |= {
        "unsorted": [it for it in said if not it.is_sorted and not it.is_asking], "key": uuid4().hex,
        "persons": _clients(conversation),
        "positions": {name: sum(card.line.row.client_position == name for card in cards)
                      for name in ("agrees", "disputes", "adds", "not_asked")},
    }  # fmt: skip
    return render(request, page, context)


def _clients(conversation: Conversation) -> list[dict[str, str]]:
    return [{"key": one.key, "name": name_of(one)} for one in clients_of(conversation)]


@require_POST
@role_required(*WORKERS)
def position(request: HttpRequest, line_id: int) -> HttpResponse:
    """Note what the client says of a line, and go on to the next card."""
    visit = visit_of(request)
    line = line_for(visit, line_id)
    form = PositionForm(request.POST)
    number = _number(request.POST.get("kort", ""))
    back = redirect("conversations:walk", line.conversation_id)
    if not form.is_valid():
        messages.error(request, _("Svaret gick inte att läsa."))
        back["Location"] += f"?kort={number}"
        return back
    values = form.cleaned_data
    needs_words = values["position"] in {"disputes", "adds"} and not values["words"].strip()
    if needs_words and "words" not in request.POST:
        back["Location"] += f"?kort={number}&svar={values['position']}"
        return back
    try:
        take_position(line=line, **values, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
        back["Location"] += f"?kort={number}&svar={values['position']}"
        return back
    back["Location"] += f"?kort={number + 1}"
    return back


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


@require_POST
@role_required(*WORKERS)
def added(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The client adds something that is on no card."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    try:
        add_words(
            conversation=conversation, who=request.POST.get("who", ""), text=request.POST.get("text", "")[:4_000],
            key=request.POST.get("key", "")[:60] or uuid4().hex, by=visit.by, at=visit.at,
        )  # fmt: skip
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Det är tillagt, med dina ord."))
    back = redirect("conversations:walk", conversation_id)
    back["Location"] += "?kort=99999"
    return back
