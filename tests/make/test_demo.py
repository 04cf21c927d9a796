"""The demo starts in an empty folder, answers, stops when asked, and after a kill starts again with all it had."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.faults
COMMAND = "import sys; from andrum.site.command_line import main; sys.exit(main())"


class Demo:
    """One start of the demo as a process of its own."""

    def __init__(self, folder: Path, log: Path) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ANDRUM_")}
        self.log = log
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "demo", "--port", "8431"], cwd=folder, stdout=log.open("w"),
            stderr=subprocess.STDOUT, env={**clean, "ANDRUM_DATA": str(folder / "data")},
        )  # fmt: skip

    def address(self) -> str:
        """Where it answers, once it says so."""
        end = time.monotonic() + 90
        while time.monotonic() < end:
            found = re.search(r"http://127\.0\.0\.1:\d+", self.log.read_text())
            if found:
                return found[0]
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait."""
        self.process.send_signal(number)
        return self.process.wait(30)


def page(address: str) -> str:
    with urllib.request.urlopen(f"{address}/logga-in", timeout=10) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
        return answer.read().decode()


def gone(address: str) -> bool:
    end = time.monotonic() + 15
    while time.monotonic() < end:
        try:
            page(address)
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_the_demo_starts_answers_stops_and_starts_again_after_a_kill(tmp_path):
    first = Demo(tmp_path, tmp_path / "first.log")
    address = first.address()
    people = set(re.findall(r'name="person" value="(\w+)"', page(address)))
    assert len(people) > 40
    first.end(signal.SIGKILL)
    assert gone(address), "web server and worker stop by themselves when the demo is killed"
    second = Demo(tmp_path, tmp_path / "second.log")
    address = second.address()
    assert set(re.findall(r'name="person" value="(\w+)"', page(address))) == people
    assert second.end(signal.SIGINT) == 0
    assert gone(address)
    assert "…" not in second.log.read_text().split("Andrum is running")[0], "the second start makes nothing anew"
