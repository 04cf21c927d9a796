"""The socket lets in those whom a page lets in: a ticket alone is not enough where a second factor is asked for."""

import json
from collections.abc import Callable

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from andrum.accounts.domain.one_time_codes import code_of
from andrum.accounts.service import User, actor_of, add_second_factor, remove_second_factor
from andrum.conversations.models import Conversation
from andrum.conversations.web.rooms import Room
from andrum.conversations.web.socket import ENDED, NO_TICKET, NOT_YOURS, TalkConsumer
from andrum.conversations.web.tickets import ticket_for
from tests.cast import NOW
from tests.rooms.conversations.conftest import spoken_to_end

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _same_connection(monkeypatch):
    def in_thread(_consumer: TalkConsumer, deed: Callable[[], object]) -> object:
        return sync_to_async(deed)()

    async def leave_open() -> None:
        """The test's own transaction lives in the connection."""

    monkeypatch.setattr(TalkConsumer, "_in_thread", in_thread)
    monkeypatch.setattr("channels.consumer.aclose_old_connections", leave_open)


@pytest.fixture
def ended(matter, cast) -> Conversation:
    """One that has ended: who is let in is told so, who is not is told nothing."""
    return spoken_to_end(matter, cast)


@pytest.fixture
def own(settings):
    settings.ANDRUM_MFA = "own"


@pytest.fixture
def factor(own, cast):
    code = code_of(SECRET, int(NOW.timestamp()) // 30)
    return add_second_factor(user=cast.cilla, secret=SECRET, code=code, by=actor_of(cast.cilla), at=NOW)


def session_of(user: User, **kept: object) -> SessionStore:
    session = SessionStore()
    session.update({"_auth_user_id": str(user.pk), **kept})
    session.create()
    return session


def told(user: User, session: SessionStore, conversation: Conversation, ticket: str) -> int:
    """The code that the socket closes with when the ticket is shown."""

    async def talk() -> int:
        route = {"kwargs": {"conversation_id": conversation.pk}, "args": ()}
        scope = {"type": "websocket", "user": user, "session": session, "url_route": route}
        wire = ApplicationCommunicator(TalkConsumer.as_asgi(), scope)
        await wire.send_input({"type": "websocket.connect"})
        assert (await wire.receive_output())["type"] == "websocket.accept"
        shown = json.dumps({"type": "ticket", "ticket": ticket})
        await wire.send_input({"type": "websocket.receive", "text": shown})
        closed = await wire.receive_output()
        assert closed["type"] == "websocket.close"
        return int(closed["code"])

    return async_to_sync(talk)()


def test_a_ticket_is_not_enough_without_the_second_factor(cast, ended, own):
    ticket = ticket_for(cast.cilla, ended.pk)
    assert told(cast.cilla, session_of(cast.cilla), ended, ticket) == NOT_YOURS


def test_with_the_second_factor_shown_the_ticket_lets_in(cast, ended, factor):
    ticket = ticket_for(cast.cilla, ended.pk)
    assert told(cast.cilla, session_of(cast.cilla, second_factor=factor.pk), ended, ticket) == ENDED


def test_a_second_factor_that_has_been_removed_lets_nobody_in(cast, ended, factor):
    session, ticket = session_of(cast.cilla, second_factor=factor.pk), ticket_for(cast.cilla, ended.pk)
    remove_second_factor(user=cast.cilla, by=actor_of(cast.hugo), at=NOW)
    assert told(cast.cilla, session, ended, ticket) == NOT_YOURS


def test_a_session_that_was_ended_meanwhile_lets_nobody_in(cast, ended, factor):
    session, ticket = session_of(cast.cilla, second_factor=factor.pk), ticket_for(cast.cilla, ended.pk)
    SessionStore(session.session_key).delete()
    assert told(cast.cilla, session, ended, ticket) == NOT_YOURS


def test_somebody_elses_second_factor_is_of_no_use(cast, ended, factor):
    session, ticket = session_of(cast.eva, second_factor=factor.pk), ticket_for(cast.eva, ended.pk)
    assert told(cast.eva, session, ended, ticket) == NOT_YOURS


def test_where_the_sign_in_service_asks_the_socket_does_not(cast, ended, settings):
    settings.ANDRUM_MFA = "provider"
    ticket = ticket_for(cast.cilla, ended.pk)
    assert told(cast.cilla, session_of(cast.cilla), ended, ticket) == ENDED
    assert told(cast.cilla, session_of(cast.cilla), ended, "none") == NO_TICKET


def test_no_ticket_is_given_before_the_second_step(cast, ended, own, client: Client):
    client.force_login(cast.cilla)
    answer = client.get(f"/samtal/{ended.pk}/biljett/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/andra-steget?")


def test_a_microphone_that_is_nobodys_again_follows_the_one_who_is_marked(cast, ended):
    room = Room(ended, actor_of(cast.cilla), lambda: None)
    room.speaks("S1", 0, 0)
    assert room.channels == {0: "S1"}
    TalkConsumer._obey(room, {"type": "speaker", "who": "", "frame": 0, "channel": 0})
    TalkConsumer._obey(room, {"type": "speaker", "who": "X9", "frame": 0, "channel": 1})
    TalkConsumer._obey(room, {"type": "speaker", "who": "M1", "frame": 10})
    assert room.channels == {}
    assert room.speakers == [(1.0, "M1")]
