"""What is typed is never lost: kept when the sign-in has run out, and told apart from what others saved meanwhile."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from andrum.accounts.service import citizen_required
from andrum.applications.actions.drafts import NEW_ITEM, keep_unfinished
from andrum.applications.domain.cleaning import MAX_TEXT, clean_text, typed
from andrum.applications.domain.questions import JSON, Answers, Page, items_of, text_of
from andrum.applications.models import Application
from andrum.applications.web.loading import by_at

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SESSION_KEY = "applications_typed"
MOST_FIELDS = 40


def citizen_whose_words_stay(view: View[P]) -> View[P]:
    """Only citizens; what one who is no longer signed in sends is kept until they have signed in again."""
    guarded = citizen_required(view)

    @wraps(view)
    def keeping(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            sent = list(request.POST.items())[:MOST_FIELDS]
            words = {name: str(value)[:MAX_TEXT] for name, value in sent if name != "csrfmiddlewaretoken"}
            request.session[SESSION_KEY] = {"path": request.path, "typed": words}
        return guarded(request, *args, **kwargs)

    return keeping


def bring_back(request: HttpRequest, application: Application, page: Page, item: str) -> None:
    """Let what was sent when the sign-in had run out be unfinished on its page."""
    kept = request.session.get(SESSION_KEY)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return
    del request.session[SESSION_KEY]
    key = unfinished_key(page, item)
    words = {field.name: clean_text(typed(kept["typed"], field.name)) for field in page.fields}
    if not any(words.values()):
        return
    by, at = by_at(request)
    keep_unfinished(application=application, key=key, typed=words, by=by, at=at)
    application.unfinished = {**application.unfinished, key: words}
    messages.info(request, _("Du hade loggats ut. Det du skrev finns kvar här. Spara för att gå vidare."))


def keep_typed(request: HttpRequest, application: Application, page: Page, item: str) -> bool:
    """Keep what is typed on a page as unfinished; False when the page was saved elsewhere since it was shown.

    Raises:
        ApplicationStateError: when it is no draft any more.
    """
    if typed(request.POST, "seen") != mark_of(application, page, item):
        return False
    words = {field.name: clean_text(typed(request.POST, field.name)[: MAX_TEXT + 1]) for field in page.fields}
    key = unfinished_key(page, item)
    if any(words.values()) or key in application.unfinished or answer_shown(application, page, item) is not None:
        by, at = by_at(request)
        keep_unfinished(application=application, key=key, typed=words, by=by, at=at)
    return True


def unfinished_key(page: Page, item: str) -> str:
    """Under which key a page, or an item of it, keeps what is not saved."""
    return f"{page.key}.{item or NEW_ITEM}" if page.is_list else page.key


def digest(value: object) -> str:
    """A short mark of an answer, to see whether it is the one that the page showed."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


def answer_shown(application: Application, page: Page, item: str) -> Mapping[str, JSON] | None:
    """The saved answer to a page, or to one item of it; None when there is none."""
    if not page.is_list:
        answers: Answers = application.answers
        return answers.get(page.key)
    return next((row for row in items_of(application.answers, page.key) if text_of(row, "id") == item), None)


def mark_of(application: Application, page: Page, item: str) -> str:
    """The mark of what a form rests on: its own answer, and for a new item the whole list."""
    if page.is_list and not item:
        return digest(application.answers.get(page.key))
    return digest(answer_shown(application, page, item))


def version_of(request: HttpRequest, application: Application, page: Page, item: str) -> int:
    """The version to save upon: the present one when the page's own answer is as it was shown, else the shown one.

    So two tabs on different pages never stand in each other's way, and two on the same page are told apart.
    """
    if typed(request.POST, "seen") == mark_of(application, page, item):
        return application.version
    sent = typed(request.POST, "version")
    shown = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    return min(shown, application.version - 1)
