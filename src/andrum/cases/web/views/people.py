"""A person's page and the search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import staff_required
from andrum.cases.actions.reading import note_number_shown, note_person_read, note_search
from andrum.cases.queries.people import household_of, matters_with, person_for
from andrum.cases.queries.search import Hits, find
from andrum.cases.web.access import Visit, visit_of
from andrum.cases.web.forms import SearchForm
from andrum.people.service import Person


@require_safe
@staff_required
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """A person in the matters that the visitor may see."""
    visit = visit_of(request)
    found = person_for(user=visit.user, person_id=person_id, at=visit.at)
    if found is None:
        raise Http404
    note_person_read(person=found, by=visit.by, at=visit.at)
    return _person_page(request, visit, found)


@require_POST
@staff_required
def show_number(request: HttpRequest, person_id: int) -> HttpResponse:
    """The same page with the whole personal number; kept in the log."""
    visit = visit_of(request)
    found = person_for(user=visit.user, person_id=person_id, at=visit.at)
    if found is None:
        raise Http404
    note_number_shown(person=found, by=visit.by, at=visit.at)
    return _person_page(request, visit, found, is_number_shown=True)


def _person_page(request: HttpRequest, visit: Visit, found: Person, *, is_number_shown: bool = False) -> HttpResponse:
    matters = matters_with(user=visit.user, person_id=found.pk, at=visit.at)[:100]
    context = {
        "person": found, "matters": matters, "is_number_shown": is_number_shown,
        "household": household_of(user=visit.user, person_id=found.pk, at=visit.at),
    }  # fmt: skip
    return render(request, "cases/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def search(request: HttpRequest) -> HttpResponse:
    """Find persons and matters. The words are posted, so that no number ends up in an address or a server log."""
    visit = visit_of(request)
    form = SearchForm(request.POST or None)
    hits: Hits | None = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["q"]
        hits = find(user=visit.user, text=text, at=visit.at)
        note_search(text=text, hits=len(hits.persons) + len(hits.matters), by=visit.by, at=visit.at)
    return render(request, "cases/search.html", {"form": form, "hits": hits})
