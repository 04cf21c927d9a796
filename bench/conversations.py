"""From what is said to lines on the screen, and from the end of an hour's talk to the walk-through: a real server."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter, sleep

import httpx
from tests.faults.talking import Browser

from andrum.speech.service import Final, Scripted, Stream, VoiceActivity, script_from_text
from bench.load_client import TOKEN
from bench.pages import percentile
from bench.processes import database, free_port, python, start, stop, wait_for_port
from bench.report import Section, duration
from bench.talks import FRAME, RATE, Sound, Talk, several, sound_of

SHOWN_S, READY_S = 0.05, 1.0
FRAME_S = FRAME / RATE
LONGEST_S = 20.0
RENEWED = 50
"""Utterances until a new ticket is shown: the server wants one every few minutes."""


@dataclass(frozen=True)
class Size:
    """How much is said: utterances spoken alone, spoken by each of those who talk at once, and typed in each hour."""

    alone: int
    at_once: tuple[int, ...]
    hours: tuple[int, ...]


def measure(*, quick: bool) -> Section:
    """Spoken alone, spoken by ten at once, typed; and the end of each conversation of an hour."""
    size = Size(10, (4, 4, 4), (40,)) if quick else Size(300, (20,) * 10, (600,) * 3)
    section = Section(
        "conversations",
        "Conversations",
        "from the end of an utterance to its lines on the screen p95 at most 50 ms without recognition; the "
        "walk-through of an hour's conversation ready at most 1 s after it ends",
        "`andrum serve` in one process on SQLite, and what is said in our own corpus. Spoken: sound over the "
        "WebSocket, real voice activity, and a script instead of a recogniser; from the frame that makes the pause "
        "long enough to be the end of the utterance, to the message with its words and sorted lines, all frames "
        f"before it heard; one alone as fast as it goes, and {len(size.at_once)} at once in real time. Typed: from "
        f"the post to the answer with the lines. The end: a conversation of {size.hours[0]} utterances (600: an "
        "hour) is ended on its page; from the post to the page of review, where one lands, and on to the first page "
        "of the walk-through. Everything is kept in the database and in the log before it is shown. What a browser "
        "needs to draw it is not in the figures.",
        header=("what", "how many", "median", "p95", "slowest"),
    )
    with database("sqlite") as environment:
        lengths = [[size.alone, *size.at_once], list(size.hours)]
        known = json.loads(python(["-m", "bench.talks", json.dumps(lengths)], environment).splitlines()[-1])
        port = free_port()
        server = start(["andrum", "serve", "--port", str(port)], environment)
        try:
            wait_for_port(port)
            site = Site(port, known["session"])
            shown = said(site, known, size)
            ended = ends(site, known["typed"], several(lengths[1]), shown)
        finally:
            stop(server)
    for what, seconds in (shown | ended).items():
        section.add(what, str(len(seconds)), *map(duration, _figures(seconds)))
    slow = [f"{what}: p95 {duration(p95)}" for what, it in shown.items() if (p95 := percentile(it)) > SHOWN_S]
    slow += [f"{what}: {duration(max(it))}" for what, it in ended.items() if max(it) > READY_S]
    section.verdict = f"Not met: {'; '.join(slow)}." if slow else "Met."
    return section


@dataclass(frozen=True)
class Site:
    """A server, and the session of the one who works there."""

    port: int
    session: str

    def client(self) -> httpx.Client:
        """A browser that is signed in."""
        base = f"http://127.0.0.1:{self.port}"
        return httpx.Client(
            base_url=base, cookies={"sessionid": self.session}, headers={"Referer": base}, timeout=60, trust_env=False
        )


def said(site: Site, known: dict[str, list[int]], size: Size) -> dict[str, list[float]]:
    """Seconds to the lines of every utterance that is spoken: one conversation alone, then those at once."""
    first, *others = several([size.alone, *size.at_once])
    conversation, *rest = known["spoken"]
    with ThreadPoolExecutor(len(others)) as room:
        alone = spoken(site, conversation, first, pace=0.0)
        work = [room.submit(spoken, site, one, talk, pace=FRAME_S) for one, talk in zip(rest, others, strict=True)]
        at_once = [seconds for done in work for seconds in done.result()]
    return {"spoken, one conversation": alone, f"spoken, {len(others)} conversations at once": at_once}


def spoken(site: Site, conversation: int, talk: Talk, *, pace: float) -> list[float]:
    """Speak a whole conversation, a frame each ``pace`` seconds."""
    sound = sound_of(talk)
    over, speakers = set(ends_of(sound)), dict(sound.speakers)
    browser = Browser(site.port, site.session, conversation).open()
    seconds, began = [], perf_counter()
    for seq, pcm in enumerate(sound.frames):
        if seq in speakers:
            browser.word(type="speaker", who=speakers[seq], frame=seq)
        sleep(max(began + seq * pace - perf_counter(), 0.0) if pace else 0.0)
        if seq not in over:
            browser.speak([pcm], seq)
            continue
        browser.drain()
        seconds.append(_until_shown(browser, pcm, seq))
        if len(seconds) % RENEWED == 0:
            browser.word(type="ticket", ticket=browser.ticket())
    browser.word(type="finish")
    while browser.wait_for("state")["state"] != "finished":
        continue
    return seconds


def _until_shown(browser: Browser, pcm: bytes, seq: int) -> float:
    """Send the frame that ends an utterance; seconds until its words and lines are here."""
    before, at = len(browser.finals), perf_counter()
    browser.speak([pcm], seq)
    while len(browser.finals) == before:
        browser.read(0.5)
        if perf_counter() - at > LONGEST_S:
            raise RuntimeError(f"nothing came of the utterance that ends with frame {seq}")
    return perf_counter() - at


def ends_of(sound: Sound) -> Iterator[int]:
    """The frames that end an utterance: found by the same voice activity, in this process."""
    stream = Stream(Scripted(script_from_text(sound.script)), VoiceActivity())
    for seq, pcm in enumerate(sound.frames):
        if any(isinstance(event, Final) for event in stream.feed(pcm, seq)):
            yield seq


def ends(
    site: Site, conversations: Sequence[int], talks: Sequence[Talk], shown: dict[str, list[float]]
) -> dict[str, list[float]]:
    """Type each conversation and end it; what is typed is added to ``shown``."""
    typed: list[float] = []
    to_review, to_walk, both = [], [], []
    with site.client() as client:
        for conversation, talk in zip(conversations, talks, strict=True):
            page = f"/samtal/{conversation}/"
            token = TOKEN.search(client.get(f"{page}pagar/").text)
            fields = {"csrfmiddlewaretoken": token[1] if token else ""}
            _ok(client.post(f"{page}pagar/borja/", data=fields, follow_redirects=True))
            for n, (who, text) in enumerate(talk.said):
                at = perf_counter()
                data = {**fields, "who": who, "text": text, "key": str(n)}
                _ok(client.post(f"{page}sagt/", data=data, headers={"Accept": "application/json"}))
                typed.append(perf_counter() - at)
            at = perf_counter()
            _ok(client.post(f"{page}pagar/avsluta/", data=fields, follow_redirects=True))
            reviewed = perf_counter()
            _ok(client.get(f"{page}genomgang/"))
            to_review.append(reviewed - at)
            to_walk.append(perf_counter() - reviewed)
            both.append(perf_counter() - at)
    shown["typed, one conversation"] = typed
    return {
        "ended, until one may review": to_review, "from there to the walk-through": to_walk,
        "ended, until the walk-through is there": both,
    }  # fmt: skip


def _ok(answer: httpx.Response) -> None:
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.request.method} {answer.request.url} answered {answer.status_code}")


def _figures(seconds: Sequence[float]) -> tuple[float, float, float]:
    ordered = sorted(seconds)
    return ordered[len(ordered) // 2], percentile(seconds), ordered[-1]
