"""Fills an empty database with a matter and a conversation that has been agreed to. Run in a process of its own."""

# ruff: noqa: E402, T201 - Django first; this is a program
import json

import django

django.setup()

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.utils import timezone

from andrum.accounts.service import User, actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import open_matter
from andrum.conversations.service import PersonPresent, note_information, plan_conversation
from tests.cast import make_cast

PERSONS = (PersonPresent("S1", "socialsekreterare", "Cilla Berg"), PersonPresent("K1", "klient", "Alva Ek"))


def session_of(user: User) -> str:
    """The key of a session, as after signing in."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def main() -> None:
    """Everybody, Alva's matter with Cilla, and a conversation in it."""
    call_command("migrate", verbosity=0)
    cast, at = make_cast(), timezone.now()
    matter = open_matter(
        kind="adults", applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=at
    )
    talk = plan_conversation(
        matter=matter, framework="vuxna", way="live", persons=PERSONS, user=cast.cilla, by=actor_of(cast.cilla), at=at
    )
    note_information(conversation=talk, language="sv", answer="yes", by=actor_of(cast.cilla), at=at)
    sessions = {who: session_of(getattr(cast, who)) for who in ("cilla", "dag", "eva", "frank")}
    print(json.dumps({"conversation": talk.pk, "sessions": sessions}))


if __name__ == "__main__":
    main()
