"""The web server and the worker as children of the demo: started, watched, and stopped with it."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

from andrum.kernel.errors import AndrumError

COMMAND = "import sys; from andrum.site.command_line import main; sys.exit(main())"
START_SECONDS = 60
STOP_SECONDS = 10


class DemoStartError(AndrumError):
    """The web server did not start."""

    def __init__(self) -> None:
        super().__init__(
            "Webbservern startade inte.", saved="Databasen är kvar.", todo="Läs raderna ovanför och försök igen."
        )


def free_port(first: int) -> int:
    """The first port from ``first`` on that nobody listens at."""
    for port in range(first, min(first + 200, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(*words: str) -> subprocess.Popen[bytes]:
    # a session of its own: Ctrl-C reaches the demo alone, which then stops its children in order
    return subprocess.Popen([sys.executable, "-c", COMMAND, *words, "--stop-with-parent"], start_new_session=True)  # noqa: S603


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/logga-in", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def serve_until_stopped(*, port: int, say: Callable[[], None]) -> int:
    """Start both, call ``say`` when pages are answered, keep both going until Ctrl-C or SIGTERM. Gives the exit code.

    Raises:
        DemoStartError: when the web server does not start.
    """
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    server, worker = _start("serve", "--port", str(port)), _start("work")
    try:
        _wait_for_answer(server, port, stopping)
        if not stopping:
            say()
        while not stopping:
            if server.poll() is not None:
                raise DemoStartError
            if worker.poll() is not None:
                worker = _start("work")
            time.sleep(0.2)
    finally:
        _stop(server, worker)
    return 0


def _wait_for_answer(server: subprocess.Popen[bytes], port: int, stopping: list[int]) -> None:
    end = time.monotonic() + START_SECONDS
    while not stopping and not _answers(port):
        if server.poll() is not None or time.monotonic() > end:
            raise DemoStartError
        time.sleep(0.05)


def _stop(*children: subprocess.Popen[bytes]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
