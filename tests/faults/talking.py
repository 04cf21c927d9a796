"""A browser without a browser: sends sound to a real server, keeps what is not safe, and goes on after a break."""

import json
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.faults.machine import ROOT
from tests.unit.speech.sounds import clip

FRAME = 1_600
LONGEST_S = 60.0


SAID = ("Jag sover dåligt på nätterna.", "Min bror hjälper mig med räkningarna.")


def talk(turns: int) -> tuple[list[bytes], str]:
    """So many utterances with silence between, as frames of a tenth of a second, and the script of what is said."""
    quiet = np.zeros(24_000, dtype=np.int16)
    clips = [clip("jag_lamnar_dig"), clip("kan_jag_fa_tala_klart")]
    parts, script, at = [quiet], [], quiet.size
    for number in range(turns):
        sound = clips[number % 2]
        first, last = at + sound.size * 2 // 5, at + sound.size * 3 // 5  # well inside what voice activity hears
        script.append(f"[{first / 16_000:.2f}-{last / 16_000:.2f}] {number + 1}: {SAID[number % 2]}")
        parts += [sound, quiet]
        at += sound.size + quiet.size
    whole = np.concatenate(parts)
    whole = whole[: whole.size // FRAME * FRAME].astype("<i2")
    return [whole[at : at + FRAME].tobytes() for at in range(0, whole.size, FRAME)], "\n".join(script)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def serve(environment: dict[str, str], port: int, *, log: Path, processes: int = 1) -> subprocess.Popen[bytes]:
    """A server of ours in a process of its own, or several that share its port, up and answering."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("andrum"), "serve", "--port", str(port), "--stop-with-parent",
             "--processes", str(processes)],
            env=environment, cwd=ROOT, stdout=out, stderr=out,
        )  # fmt: skip
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()[-2000:]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/tillganglighet", timeout=2):
                return process
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text()[-2000:])


@dataclass
class Browser:
    """Speaks as ``sending.js`` does."""

    port: int
    session: str
    conversation: int
    kept: deque[tuple[int, bytes]] = field(default_factory=deque)
    finals: dict[int, dict[str, Any]] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)
    got: int = -1
    sent: int = -1
    wire: ClientConnection | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.session}"}

    def ticket(self, conversation: int | None = None) -> str:
        """From the page that gives them. Raises HTTPError for one who may not."""
        address = f"http://127.0.0.1:{self.port}/samtal/{conversation or self.conversation}/biljett/"
        with urllib.request.urlopen(urllib.request.Request(address, headers=self.headers), timeout=20) as answer:
            return str(json.loads(answer.read())["ticket"])

    def open(self, *, ticket: str | None = None, origin: str = "") -> "Browser":
        """Connect and show the ticket; goes on where the server is."""
        self.wire = connect(
            f"ws://127.0.0.1:{self.port}/samtal/{self.conversation}/tal", additional_headers=self.headers,
            origin=origin or f"http://127.0.0.1:{self.port}", open_timeout=20, legacy=True,
            ping_interval=None,  # a thread that lives on must not draw lots in another test
        )  # fmt: skip
        shown = max(self.finals, default=0)
        self.word(type="ticket", ticket=ticket if ticket is not None else self.ticket(), shown=shown)
        hello = self.wait_for("hello")
        self._forget(hello["safe"].get("0", -1))
        self.got = self.sent = hello["got"].get("0", -1)
        self.word(type="start")
        self._flush()
        return self

    def word(self, **words: Any) -> None:
        assert self.wire is not None
        self.wire.send(json.dumps(words))

    def speak(self, frames: list[bytes], first: int) -> None:
        """Keep frames and send them as far as the server keeps up."""
        for seq, pcm in enumerate(frames, first):
            self.kept.append((seq, pcm))
            self._flush()
            self.read(0)

    def read(self, timeout: float) -> bool:
        """Take in what the server tells; False when it tells nothing."""
        assert self.wire is not None
        try:
            message = json.loads(self.wire.recv(timeout=timeout))
        except TimeoutError:
            return False
        self.told.append(message)
        if message["type"] == "final":
            self.finals[message["n"]] = message
        if message["type"] == "ack":
            self.got = max(self.got, message["got"])
            self._forget(message["safe"])
            self._flush()
        return True

    def wait_for(self, kind: str) -> dict[str, Any]:
        """Read until a message of a kind comes."""
        before, until = len(self.told), time.monotonic() + LONGEST_S
        while time.monotonic() < until:
            found = next((message for message in self.told[before:] if message["type"] == kind), None)
            if found:
                return found
            self.read(0.5)
        raise AssertionError(f"no {kind}: {self.told[-3:]}")

    def drain(self) -> None:
        """Wait until every frame is taken."""
        until = time.monotonic() + LONGEST_S
        while self.kept and self.got < self.kept[-1][0] and time.monotonic() < until:
            self.read(0.5)

    def closed_with(self) -> int:
        """Read until the server closes; the code it closes with."""
        assert self.wire is not None
        try:
            while True:
                self.wire.recv(timeout=20)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0

    def _flush(self) -> None:
        assert self.wire is not None
        for seq, pcm in list(self.kept):
            if seq > self.sent and seq <= self.got + 40:
                self.wire.send(frame(seq, pcm))
                self.sent = seq

    def _forget(self, safe: int) -> None:
        while self.kept and self.kept[0][0] <= safe:
            self.kept.popleft()


def frame(seq: int, pcm: bytes, *, version: int = 1, channel: int = 0) -> bytes:
    """A frame as the browser makes it."""
    return struct.pack("<BBHI", version, channel, 0, seq) + pcm
