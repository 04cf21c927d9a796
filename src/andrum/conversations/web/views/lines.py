"""One line with the words it comes from, and what is done with a line or an utterance."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.conversations.actions.correcting import correct_segment
from andrum.conversations.actions.hearing import mark_segment
from andrum.conversations.actions.reading import note_heard, note_read
from andrum.conversations.actions.reviewing import add_line, change_line, decide_line
from andrum.conversations.domain.words import LineKind
from andrum.conversations.models import Line, Segment
from andrum.conversations.queries.sound import moment_of
from andrum.conversations.queries.speech import around, name_of, spoken_one
from andrum.conversations.web.access import WORKERS, Visit, line_for, segment_for, visit_of
from andrum.conversations.web.forms import CorrectForm, LineForm, PickForm
from andrum.conversations.web.presenting import shown_changes, shown_lines
from andrum.kernel.errors import AndrumError

DECISIONS = {"godkann": "accepted", "ta-bort": "rejected", "angra": "unreviewed"}
FIELDS = ("kind", "polarity", "area", "about", "status", "time", "wording", "who", "what", "due_date")


@require_http_methods(["GET", "HEAD"])
@role_required(*WORKERS)
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    """The words a line comes from, with what was said before and after, and everything done with it."""
    visit = visit_of(request)
    found = line_for(visit, line_id)
    note_read(conversation=found.conversation, part="line", by=visit.by, at=visit.at)
    return _line_page(request, found, _form(found))


def _form(found: Line, data: object = None) -> LineForm:
    initial = {name: getattr(found, name) for name in FIELDS}
    return LineForm(data, framework=found.conversation.framework, initial=initial)


def _line_page(request: HttpRequest, found: Line, form: LineForm) -> HttpResponse:
    rows = around(found)
    words = next((row.text for row in rows if row.pk == found.segment_id), "")
    context = {
        "line": found, "shown": shown_lines(found.conversation, [found])[0], "conversation": found.conversation,
        "around": [spoken_one(row, is_sorted=row.n in {found.n, found.question_n}) for row in rows], "form": form,
        "before": words[: found.start], "after": words[found.end :],
        "changes": shown_changes(found),
        "has_sound": found.start_s is not None and found.conversation.sound.exists(),
    }  # fmt: skip
    return render(request, "conversations/line.html", context)


@require_POST
@role_required(*WORKERS)
def decide(request: HttpRequest, line_id: int, line_deed: str) -> HttpResponse:
    """Accept, take away, undo, or change how a line is sorted."""
    visit = visit_of(request)
    found = line_for(visit, line_id)
    if line_deed == "andra":
        return _change(request, visit, found)
    if line_deed not in DECISIONS:
        raise Http404
    try:
        decide_line(line=found, decision=DECISIONS[line_deed], by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    return _after(request, found)


def _after(request: HttpRequest, found: Line) -> HttpResponse:
    """Back to the list where one was; the row alone for the page's script."""
    if request.headers.get("HX-Request"):
        fresh = line_for(visit_of(request), found.pk)
        shown = shown_lines(fresh.conversation, [fresh])[0]
        return render(request, "conversations/parts/review_row.html", {"line": shown})
    address = redirect("conversations:review", found.conversation_id)
    address["Location"] += f"#rad-{found.pk}"
    return address


def _change(request: HttpRequest, visit: Visit, found: Line) -> HttpResponse:
    form = _form(found, request.POST)
    if form.is_valid():
        try:
            change_line(line=found, values=form.values(), by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Raden är ändrad. Det gamla står kvar i historiken."))
            return redirect("conversations:line", found.pk)
    return _line_page(request, found, form)


@require_safe
@role_required(*WORKERS)
def moment(request: HttpRequest, line_id: int) -> HttpResponse:
    """The sound around a line, while it exists."""
    visit = visit_of(request)
    found = line_for(visit, line_id)
    sound = moment_of(found)
    if sound is None:
        raise Http404
    note_heard(conversation=found.conversation, line_id=found.pk, by=visit.by, at=visit.at)
    return HttpResponse(sound, content_type="audio/wav", headers={"Cache-Control": "private, no-store"})


@require_safe
@role_required(*WORKERS)
def segment(request: HttpRequest, segment_id: int) -> HttpResponse:
    """One utterance: correct it, or make a line of it."""
    visit = visit_of(request)
    return _segment_page(request, visit, segment_for(visit, segment_id), None, None)


def _segment_page(
    request: HttpRequest, visit: Visit, row: Segment, correct: CorrectForm | None, pick: PickForm | None
) -> HttpResponse:
    note_read(conversation=row.conversation, part="segment", by=visit.by, at=visit.at)
    context = {
        "segment": spoken_one(row), "conversation": row.conversation, "revisions": row.revisions.order_by("revision"),
        "correct": correct or CorrectForm(initial={"text": row.text, "who": row.speaker.key}),
        "pick": pick or PickForm(framework=row.conversation.framework, initial={"kind": LineKind.STATEMENT}),
        "persons": [{"key": one.key, "name": name_of(one)} for one in row.conversation.persons.order_by("place")],
        "lines": shown_lines(row.conversation, row.lines.select_related("speaker").order_by("start")),
    }  # fmt: skip
    return render(request, "conversations/segment.html", context)


@require_POST
@role_required(*WORKERS)
def change_segment(request: HttpRequest, segment_id: int, words_deed: str) -> HttpResponse:
    """Mark an utterance as important, correct it, or make a line of it."""
    visit = visit_of(request)
    row = segment_for(visit, segment_id)
    if words_deed == "viktigt":
        return _mark(request, visit, row)
    if words_deed == "ratta":
        correct = CorrectForm(request.POST)
        return _done(request, visit, row, correct, None) if correct.is_valid() else _segment_page(
            request, visit, row, correct, None
        )  # fmt: skip
    if words_deed != "rad":
        raise Http404
    pick = PickForm(request.POST, framework=row.conversation.framework)
    return _done(request, visit, row, None, pick) if pick.is_valid() else _segment_page(request, visit, row, None, pick)


def _mark(request: HttpRequest, visit: Visit, row: Segment) -> HttpResponse:
    try:
        mark_segment(segment=row, important=request.POST.get("av") != "1", by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    if "application/json" in request.headers.get("accept", ""):
        return HttpResponse(status=204)
    return redirect("conversations:conversation", row.conversation_id)


def _done(
    request: HttpRequest, visit: Visit, row: Segment, correct: CorrectForm | None, pick: PickForm | None
) -> HttpResponse:
    try:
        if correct is not None:
            correct_segment(segment=row, **correct.cleaned_data, by=visit.by, at=visit.at)
        elif pick is not None:
            values = {name: value for name, value in pick.values().items() if name not in {"wording"}}
            add_line(segment=row, **values, by=visit.by, at=visit.at)
    except AndrumError as error:
        (correct or pick).add_error(None, str(error))  # type: ignore[union-attr]
        return _segment_page(request, visit, row, correct, pick)
    messages.success(request, _("Rättat. Den tidigare lydelsen är kvar.") if correct else _("Raden är tillagd."))
    return redirect("conversations:review", row.conversation_id)
