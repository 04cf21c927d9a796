"""The log, for those who review."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andrum.accounts.service import Role, User, actor_of, has_role, role_required, visitor
from andrum.audit.service import (
    AuditEvent,
    all_kinds,
    export_head,
    head,
    in_words,
    note_head_export,
    note_reading,
    note_verification,
    verify,
)
from andrum.cases.service import Matter
from andrum.kernel.clock import SWEDEN
from andrum.kernel.downloads import MOST_ROWS, csv_file
from andrum.kernel.errors import AndrumError
from andrum.kernel.identity import PersonalNumber
from andrum.site.log import READERS, Wanted, how_many, matching, protected
from andrum.site.stored_words import in_readers_language

PAGE = 50
CHOSEN_PERSON, SESSION_PERSON = "vald", "log_person"
KEEPERS = (Role.REVIEWER, Role.ADMINISTRATOR)
reader = role_required(*READERS)
keeper = role_required(*KEEPERS)


class LogForm(forms.Form):
    """What to look for."""

    arende = forms.CharField(label=gettext_lazy("Ärendenummer"), required=False, max_length=24)
    person = forms.CharField(label=gettext_lazy("Personnummer"), required=False, max_length=15)
    vem = forms.CharField(label=gettext_lazy("Vem gjorde det"), required=False, max_length=80)
    vad = forms.ChoiceField(label=gettext_lazy("Vad"), required=False)
    fran = forms.DateField(
        label=gettext_lazy("Från och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    till = forms.DateField(
        label=gettext_lazy("Till och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(*args, **kwargs)
        kinds = sorted(((kind.code, in_readers_language(kind.label)) for kind in all_kinds()), key=lambda pair: pair[1])
        self.fields["vad"].choices = [("", _("Allt")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_person(self) -> str:
        """Twelve digits."""
        text = self.cleaned_data["person"]
        if not text:
            return ""
        try:
            return str(PersonalNumber.parse(text))
        except AndrumError as error:
            raise forms.ValidationError(str(error)) from None

    def wanted(self) -> Wanted:
        """What was asked for, of a valid form."""
        said = self.cleaned_data
        filters = tuple(sorted(name for name, value in said.items() if value))
        return Wanted(
            matter=said["arende"].strip().upper(), person=said["person"], actor=said["vem"].strip(), kind=said["vad"],
            since=said["fran"], until=said["till"], filters=filters,
        )  # fmt: skip


def _keep_choice(request: HttpRequest) -> HttpResponse:
    """Lead to the address of the choice. A personal number is kept in the session: no address may hold one."""
    said = {name: value[:80] for name in LogForm.base_fields if (value := request.POST.get(name, "").strip())}
    if "person" in said:
        request.session[SESSION_PERSON] = said["person"][:15]
        said["person"] = CHOSEN_PERSON
    return HttpResponseRedirect(f"{reverse('site:log')}?{urlencode(said)}")


def _found(request: HttpRequest, user: User, hidden: Sequence[Q]) -> tuple[LogForm, Wanted, Any]:
    said = request.GET.copy()
    if said.get("person") == CHOSEN_PERSON:
        said["person"] = request.session.get(SESSION_PERSON, "")
    form = LogForm(said)
    wanted = form.wanted() if form.is_valid() else None
    found = matching(user, wanted, hidden) if wanted else AuditEvent.objects.none()
    return form, wanted or Wanted(), found


def _note(user: User, wanted: Wanted, shown: list[AuditEvent]) -> None:
    one = {event.matter for event in shown} if wanted.matter else set()
    who = {event.person for event in shown} if wanted.person else set()
    note_reading(
        filters=wanted.filters, rows=len(shown), by=actor_of(user), at=timezone.now(),
        matter=next(iter(one)) if len(one) == 1 else "", person=next(iter(who)) if len(who) == 1 else "",
    )  # fmt: skip


def _rows(shown: list[AuditEvent]) -> list[dict[str, Any]]:
    wanted = {int(event.matter) for event in shown if event.matter.isdigit()}
    references = dict(Matter.objects.filter(pk__in=wanted).values_list("pk", "reference"))
    return [
        {
            "event": event,
            "what": in_readers_language(in_words(event.kind, event.details)),
            "reference": references.get(int(event.matter)) if event.matter.isdigit() else "",
        }
        for event in shown
    ]


@reader
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Events, newest first; looking is itself an event. What to look for is posted, then stands in the address."""
    if request.method == "POST":
        return _keep_choice(request)
    user = visitor(request)
    hidden = protected()
    form, wanted, found = _found(request, user, hidden)
    pages = Paginator(found, PAGE)
    if form.is_valid():
        pages.count = how_many(user, wanted, hidden)  # before it counts by itself
    page = pages.get_page(request.GET.get("sida"))
    shown = list(page)
    _note(user, wanted, shown)
    export_url = f"{reverse('site:log_csv')}?{request.GET.urlencode()}"
    context = {
        "export_url": export_url,
        "form": form,
        "page": page,
        "rows": _rows(shown),
        "head": head(),
        "keeps": has_role(user, *KEEPERS),
    }
    return render(request, "site/log.html", context)


@reader
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same events as a file, at most ten thousand."""
    user = visitor(request)
    _form, wanted, found = _found(request, user, protected())
    shown = list(found[:MOST_ROWS])
    _note(user, wanted, shown)
    head = [
        _("Nummer"),
        _("När"),
        _("Vem"),
        _("Vad"),
        _("Ärende"),
        pgettext("logg", "Gäller"),
        pgettext("logg", "Uppgifter"),
    ]
    file = csv_file([head, *(_cells(row) for row in _rows(shown))], name="logg")
    return HttpResponse(file.content, headers=file.headers)


def _cells(row: dict[str, Any]) -> list[str]:
    event = row["event"]
    at = event.at.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M:%S")
    details = json.dumps(event.details, ensure_ascii=False, sort_keys=True)
    return [str(event.seq), at, event.actor_name, row["what"], row["reference"] or "", event.subject, details]


@keeper
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain and say how it is."""
    report = verify()
    note_verification(ok=report.ok, count=report.count, by=actor_of(visitor(request)), at=timezone.now())
    if report.ok:
        messages.success(request, _("Kedjan är hel: %(count)s händelser.") % {"count": report.count})
    for problem in report.problems[:10]:
        messages.error(request, problem.what)
    return redirect("site:log")


@keeper
@require_GET
def head_file(request: HttpRequest) -> HttpResponse:
    """The head as a file, for somebody outside to keep."""
    now = head()
    note_head_export(count=now.count, by=actor_of(visitor(request)), at=timezone.now())
    answer = HttpResponse(export_head() + "\n", content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="logghuvud-{now.count}.json"'
    return answer
