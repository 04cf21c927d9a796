"""Several workers on one machine: started, watched, and stopped together."""

import logging
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from types import FrameType

from andrum.site.worker import Worker

logger = logging.getLogger("andrum.worker")

STARTER = "import django; django.setup(); from andrum.site.worker import Worker; Worker(stop_with_parent=True).run()"


def run_worker(*, processes: int = 1, until_empty: bool = False) -> None:
    """Work. With several processes this one starts them, starts anew those that die, and stops them with itself."""
    if processes == 1:
        Worker(until_empty=until_empty).run()
        return
    Crew(size=processes).run()


@dataclass(slots=True)
class Crew:
    """Starts and watches worker processes."""

    size: int
    _go: bool = True
    _members: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self) -> None:
        """Keep the crew full until told to stop, then wait for each to finish its job."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self._stop)
        while self._go:
            for dead in [member for member in self._members if member.poll() is not None]:
                logger.warning("A worker process ended with code %s; a new one is started.", dead.returncode)
                self._members.remove(dead)
            while len(self._members) < self.size:
                self._members.append(subprocess.Popen([sys.executable, "-c", STARTER]))  # noqa: S603 - our own code
            time.sleep(0.5)
        for member in self._members:
            member.terminate()
        for member in self._members:
            member.wait()

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the shape of a signal handler
        self._go = False
