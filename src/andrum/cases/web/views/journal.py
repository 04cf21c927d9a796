"""The journal of a matter."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import staff_required
from andrum.cases.actions.journal import allege_error, change_draft, correct_note, sign_note, write_note
from andrum.cases.models import JournalNote, Matter
from andrum.cases.queries.journal import notes_of
from andrum.cases.web.access import Visit, matter_for, visit_of
from andrum.cases.web.forms import LinkedNoteForm, NoteForm, first_error
from andrum.cases.web.views.matter import page_of
from andrum.kernel.errors import AndrumError


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def journal(request: HttpRequest, reference: str) -> HttpResponse:
    """All notes, and a new one to write."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_signed = "signera" in request.POST
        try:
            write_note(matter=matter, **form.cleaned_data, sign=is_signed, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Anteckningen är signerad och låst.") if is_signed else _("Utkastet är sparat.")
            )
            return redirect("cases:journal", reference)
    return page_of(
        request, visit, matter, "journal", notes=notes_of(matter), form=form,
        me=f"{visit.by.kind}:{visit.by.id}",
    )  # fmt: skip


def _note(matter: Matter, note_id: int) -> JournalNote:
    note = JournalNote.objects.filter(matter=matter, pk=note_id).select_related("matter").first()
    if note is None:
        raise Http404
    return note


def _correct(note: JournalNote, text: str, visit: Visit) -> str:
    correct_note(note=note, text=text, by=visit.by, at=visit.at)
    return _("Rättelsen är tillagd. Den gamla texten står kvar.")


def _allege(note: JournalNote, text: str, visit: Visit) -> str:
    allege_error(note=note, text=text, by=visit.by, at=visit.at)
    return _("Det är antecknat att den enskilde anser att något är fel.")


def _sign(note: JournalNote, _text: str, visit: Visit) -> str:
    sign_note(note=note, by=visit.by, at=visit.at)
    return _("Anteckningen är signerad och låst.")


def _change(note: JournalNote, text: str, visit: Visit) -> str:
    change_draft(note=note, title=note.title, text=text, by=visit.by, at=visit.at)
    return _("Utkastet är sparat.")


DEEDS: dict[str, Callable[[JournalNote, str, Visit], str]] = {
    "ratta": _correct, "anmark": _allege, "signera": _sign, "andra": _change,
}  # fmt: skip


@require_POST
@staff_required
def change_note(request: HttpRequest, reference: str, note_id: int, deed: str) -> HttpResponse:
    """Sign or change a draft, correct a signed note, or note an alleged error in it."""
    visit = visit_of(request)
    note = _note(matter_for(visit, reference), note_id)
    if deed not in DEEDS:
        raise Http404
    form = LinkedNoteForm(request.POST)
    if deed != "signera" and not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("cases:journal", reference)
    text = form.cleaned_data["text"] if deed != "signera" else ""
    try:
        messages.success(request, DEEDS[deed](note, text, visit))
    except AndrumError as error:
        messages.error(request, str(error))
    return redirect("cases:journal", reference)
