"""The first page: for everybody, for citizens and for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from andrum.accounts.service import User
from andrum.fees.service import own_fee_matters
from andrum.kernel.clock import swedish_day
from andrum.people.service import person_with_number
from andrum.site.navigation import items_for
from andrum.site.roles import roles_of
from andrum.site.start import greeting, sentence, waiting_for


def start(request: HttpRequest) -> HttpResponse:
    """What to do next."""
    user = request.user
    if not isinstance(user, User):
        return render(request, "site/start_public.html")
    now = timezone.now()
    if user.is_citizen:
        person = person_with_number(user.personal_number) if user.personal_number else None
        context = {
            "greeting": greeting(now), "name": user.get_short_name(),
            "has_fee": person is not None and own_fee_matters(person, day=swedish_day(now)).exists(),
        }  # fmt: skip
        return render(request, "site/start_citizen.html", context)
    waiting = waiting_for(user, now)
    places = items_for(roles_of(request), "/")
    context = {
        "all_href": places[0].href if places else "/",
        "greeting": greeting(now),
        "sentence": sentence(waiting),
        "waiting": waiting,
        "more": waiting.count - len(waiting.first),
        "places": places,
    }
    return render(request, "site/start.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and what to do when something does not work."""
    return render(request, "site/accessibility.html")
