"""A conversation with sound: the server killed in the middle, the network cut, two at once, and hostile frames."""

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.error import HTTPError

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.faults.machine import copied, environment_of, python
from tests.faults.talking import Browser, frame, free_port, serve, talk

pytestmark = pytest.mark.faults
TURNS = 4


@dataclass
class Site:
    """A server that can be killed and started again, and the one conversation on it."""

    environment: dict[str, str]
    port: int
    log: Path
    conversation: int
    sessions: dict[str, str]
    process: Popen[bytes] | None = None

    def start(self) -> None:
        self.process = serve(self.environment, self.port, log=self.log)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(30)

    def browser(self, who: str = "cilla") -> Browser:
        return Browser(self.port, self.sessions[who], self.conversation)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(Path(self.environment["ANDRUM_DATA"]) / "andrum.sqlite3", timeout=20)) as base:
            return base.execute(question).fetchall()

    def numbers(self) -> list[int]:
        return [row[0] for row in self.rows("SELECT n FROM conversations_segment ORDER BY n")]


@pytest.fixture(scope="session")
def talked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("conversation")
    told = json.loads(python(environment_of(folder), "-m", "tests.faults.seed_conversation").splitlines()[-1])
    return folder, told


@pytest.fixture
def site(talked: tuple[Path, dict[str, Any]], tmp_path: Path) -> Iterator[Site]:
    seeded, told = talked
    environment = copied(seeded, tmp_path / "data")
    script = tmp_path / "script.txt"
    script.write_text(talk(TURNS)[1])
    environment |= {"ANDRUM_SPEECH": "scripted", "ANDRUM_SPEECH_SCRIPT": str(script)}
    made = Site(environment, free_port(), tmp_path / "log.txt", told["conversation"], told["sessions"])
    made.start()
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.wait(30)


def whole(browser: Browser) -> list[str]:
    return [browser.finals[n]["text"] for n in sorted(browser.finals)]


def test_what_was_shown_as_final_survives_a_killed_server_and_the_rest_is_said_once(site: Site):
    frames, script = talk(TURNS)
    browser = site.browser().open()
    browser.speak(frames[: len(frames) // 2], 0)
    browser.drain()
    while not browser.finals:
        browser.read(1)
    shown = dict(browser.finals)
    site.kill()
    assert set(shown) <= set(site.numbers())
    site.start()
    browser.open()
    browser.speak(frames[len(frames) // 2 :], len(frames) // 2)
    browser.drain()
    browser.word(type="finish")
    while browser.wait_for("state")["state"] != "finished":
        pass
    expected = [line.split("] ", 1)[1] for line in script.splitlines()]
    assert whole(browser) == expected
    assert site.numbers() == list(range(1, TURNS + 1))
    assert all(browser.finals[n]["text"] == message["text"] for n, message in shown.items())


def test_a_cut_wire_goes_on_where_it_was_and_nothing_is_said_twice(site: Site):
    frames, script = talk(TURNS)
    browser = site.browser().open()
    third = len(frames) // 3
    for part in range(3):
        browser.speak(frames[part * third : (part + 1) * third if part < 2 else None], part * third)
        assert browser.wire is not None
        browser.wire.socket.close()
        browser.open()
    browser.drain()
    browser.word(type="finish")
    while browser.wait_for("state")["state"] != "finished":
        pass
    assert site.numbers() == list(range(1, TURNS + 1))
    assert whole(browser) == [line.split("] ", 1)[1] for line in script.splitlines()]


def test_the_socket_lets_in_those_whom_the_page_lets_in_and_nobody_else(site: Site):
    cilla = site.browser("cilla")
    assert cilla.open().told[0]["type"] == "hello"
    stolen = cilla.ticket()
    for who in ("dag", "frank"):
        other = site.browser(who)
        with pytest.raises(HTTPError, match="404"):
            other.ticket()
        other.wire = None
        with pytest.raises(ConnectionClosed, match="4401"):
            other.open(ticket=stolen)
    nobody = Browser(site.port, "ingen", site.conversation)
    with pytest.raises(ConnectionClosed, match="4401"):
        nobody.open(ticket=stolen)
    with pytest.raises(InvalidStatus):
        site.browser("cilla").open(origin="http://elsewhere.example")


def test_the_one_who_comes_last_has_the_word(site: Site):
    first = site.browser("cilla").open()
    second = site.browser("eva").open()
    assert first.closed_with() == 4409
    frames, _script = talk(TURNS)
    second.speak(frames[:60], 0)
    second.drain()
    second.word(type="finish")
    while second.wait_for("state")["state"] != "finished":
        pass
    assert site.numbers() == [1]


JUNK: tuple[bytes | str, ...] = (
    b"", b"\x01", b"x" * 9, frame(0, b"\x00" * 2, version=9), frame(0, b"\x00" * 2, channel=7),
    frame(4_000_000_000, b"\x00" * 2), frame(0, b"\x00" * 3_202), "{", "[]", '{"type": "drop"}', '{"type": 1}',
    '{"type": "speaker", "who": 7, "frame": "x"}', '{"a": "' + "x" * 3_000 + '"}',
)  # fmt: skip


def test_hostile_frames_close_the_socket_and_leave_the_conversation_as_it_was(site: Site):
    for junk in JUNK:
        browser = site.browser().open()
        assert browser.wire is not None
        with contextlib.suppress(ConnectionClosed):
            for _ in range(25):
                browser.wire.send(junk)
        assert browser.closed_with() == 4400, junk
    assert site.numbers() == []
    assert site.browser().open().told[0]["type"] == "hello"


def test_a_conversation_is_signed_once_however_many_press_at_the_same_time(site: Site):
    browser = site.browser().open()
    frames, _script = talk(TURNS)
    browser.speak(frames[:60], 0)
    browser.drain()
    browser.word(type="finish")
    while browser.wait_for("state")["state"] != "finished":
        pass
    code = (
        "import django; django.setup()\n"
        "from django.utils import timezone\n"
        "from andrum.accounts.service import actor_of\n"
        "from andrum.conversations.service import Conversation, accept_lines, add_line, end_conversation\n"
        "one = Conversation.objects.get(); by = actor_of(one.worker); at = timezone.now()\n"
        "end_conversation(conversation=one, by=by, at=at)\n"
        "add_line(segment=one.segments.get(n=1), quote='', kind='own_view', by=by, at=at)\n"
        "accept_lines(conversation=one, by=by, at=at)"
    )
    python(site.environment, "-c", code)
    sign = (
        "import django; django.setup()\n"
        "from django.utils import timezone\n"
        "from andrum.accounts.service import actor_of\n"
        "from andrum.kernel.errors import AndrumError\n"
        "from andrum.conversations.service import Conversation, sign_conversation\n"
        "one = Conversation.objects.get()\n"
        "try:\n    sign_conversation(conversation=one, by=actor_of(one.worker), at=timezone.now()); print('signed')\n"
        "except AndrumError as error:\n    print(type(error).__name__)"
    )
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(python(site.environment, "-c", sign).strip())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["SignedAlreadyError"] * 3 + ["signed"]
    assert site.rows("SELECT count(*) FROM cases_journalnote") == [(1,)]


def test_with_two_microphones_each_ones_words_are_their_own(site: Site):
    browser = site.browser().open()
    for channel, who in ((0, "S1"), (1, "K1")):
        browser.word(type="speaker", who=who, frame=0, channel=channel)
    frames, _script = talk(TURNS)
    first, quiet = frames[:60], [b"\x00" * 3_200] * 60
    assert browser.wire is not None
    for seq in range(60):
        browser.wire.send(frame(seq, quiet[seq]))
        browser.wire.send(frame(seq, first[seq], channel=1))
    while not browser.finals:
        browser.read(1)
    browser.word(type="finish")
    while browser.wait_for("state")["state"] != "finished":
        pass
    assert {message["who"] for message in browser.finals.values()} == {"K1"}
    assert site.rows("SELECT DISTINCT channel FROM conversations_segment") == [(1,)]
