"""A machine with a language model, as a real server on this computer: it answers, or misbehaves, as the test says."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Asked"], "Reply"]


@dataclass
class Asked:
    """One question as it came over the wire."""

    raw: bytes
    path: str
    headers: dict[str, str]

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)

    @property
    def instructions(self) -> str:
        return self.body["messages"][0]["content"]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The utterances that were sent."""
        return [json.loads(line) for line in self.body["messages"][1]["content"].splitlines()]


@dataclass
class Reply:
    """What is answered. ``declared`` is a false length; ``hold_s`` a wait; ``drip`` sends a byte at a time."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    declared: int | None = None
    hold_s: float = 0.0
    drip: float = 0.0
    hang_up: bool = False


def says(content: object, **more: Any) -> Reply:
    """The model says this; anything but text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    whole = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}]}
    return Reply(body=json.dumps(whole).encode(), **more)


def points(statements: list[dict[str, Any]] = (), agreements=(), own_views=()) -> Reply:
    """The model points at these."""
    return says({"statements": list(statements), "agreements": list(agreements), "own_views": list(own_views)})


def statement(n: int, quote: str, **labels: str) -> dict[str, Any]:
    usual = {"polarity": "risk", "area": "halsa", "about": "barnet", "status": "påstått", "time": "nu"}
    return {"n": n, "quote": quote, **usual, **labels}


@dataclass
class Machine:
    """The server: where it is, what it was asked, and how it answers."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    answer: Answer = lambda _asked: points()
    stopping: threading.Event = field(default_factory=threading.Event)

    def answers(self, *replies: Reply) -> None:
        """These in turn; the last again and again."""
        left = list(replies)
        self.answer = lambda _asked: left.pop(0) if len(left) > 1 else left[0]

    @property
    def sent(self) -> bytes:
        """Every byte that came."""
        return b"".join(one.raw + one.path.encode() + repr(one.headers).encode() for one in self.asked)


@contextmanager
def model_machine() -> Iterator[Machine]:
    machine = Machine("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(raw, self.path, dict(self.headers))
            machine.asked.append(asked)
            reply = machine.answer(asked)
            if reply.hold_s:
                machine.stopping.wait(reply.hold_s)
            if reply.hang_up:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(reply.status)
            self.send_header("Content-Length", str(reply.declared or len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if reply.drip:
                    for one in reply.body:
                        self.wfile.write(bytes([one]))
                        if machine.stopping.wait(reply.drip):
                            return
                else:
                    self.wfile.write(reply.body)
            except OSError:
                pass  # the one who asked has gone

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    machine.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield machine
    finally:
        machine.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()
