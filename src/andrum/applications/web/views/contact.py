"""Write to the unit, ask for a person, object to a decision or appeal against it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andrum.accounts.service import citizen_required
from andrum.applications.domain.cleaning import MAX_TEXT, clean_text, typed
from andrum.applications.queries.outcomes import matters_of, message_key
from andrum.applications.web.loading import by_at, person_of, readable, today
from andrum.applications.web.views.status import decision_of
from andrum.cases.service import Decision, Matter, receive_message

MAX_NONCE = 40


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """A message, or the wish to talk to a person, in the person's newest matter."""
    person = person_of(request)
    matter = matters_of(person).first() if person else None
    return _form(request, kind=kind, matter=matter, decision=None, back="applications:home", back_to=())


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def object_to(request: HttpRequest, application_id: uuid.UUID, decision_id: int, kind: str) -> HttpResponse:
    """Ask for the decision to be tried again, or appeal. One that comes late is received too."""
    application = readable(request, application_id)
    made = decision_of(application, decision_id)
    if application.matter is None:
        raise Http404
    where = (application.pk, made.pk)
    return _form(
        request, kind=kind, matter=application.matter, decision=made, back="applications:decision", back_to=where
    )


def _form(
    request: HttpRequest, *, kind: str, matter: Matter | None, decision: Decision | None, back: str,
    back_to: tuple[uuid.UUID | int, ...],
) -> HttpResponse:  # fmt: skip
    error = ""
    text = clean_text(typed(request.POST, "text"))
    if request.method == "POST" and matter is not None:
        if len(text) > MAX_TEXT:
            error = _("Texten är för lång. Korta den till högst 4 000 tecken.")
        elif not text and kind != "person_wanted":
            error = _("Skriv vad du vill säga.")
        else:
            _receive(request, kind=kind, matter=matter, decision=decision, text=text)
            return redirect(back, *back_to)
    context = {
        "kind": kind,
        "decision": decision,
        "matter": matter,
        "typed": typed(request.POST, "text"),
        "nonce": _nonce(request),
        "errors": [{"href": "#text", "text": error}] if error else [],
        "back": back,
        "back_to": back_to,
        "is_late": bool(decision and decision.appeal_by_date and decision.appeal_by_date < today()),
    }
    return render(request, "applications/write.html", context, status=422 if error else 200)


def _nonce(request: HttpRequest) -> str:
    """What makes a form one message however often it is sent; a new one when there is none that can be used."""
    sent = typed(request.POST, "nonce")
    return sent if sent.isascii() and sent.isalnum() and len(sent) <= MAX_NONCE else uuid.uuid4().hex


def _receive(request: HttpRequest, *, kind: str, matter: Matter, decision: Decision | None, text: str) -> None:
    person = person_of(request)
    if person is None:
        raise Http404
    by, at = by_at(request)
    receive_message(
        matter=matter,
        kind=kind,
        text=text,
        decision=decision,
        by=by,
        at=at,
        key=message_key(person, f"web:{_nonce(request)}"),
    )
    words = {
        "message": _("Ditt meddelande har kommit fram. En handläggare läser det."),
        "person_wanted": _("Tack. En handläggare hör av sig till dig."),
        "objection": _("Vi har fått din begäran och ser på beslutet igen."),
        "appeal": _("Vi har fått ditt överklagande. Vi skickar det vidare till domstolen om vi inte ändrar beslutet."),
    }
    messages.success(request, words[kind])
