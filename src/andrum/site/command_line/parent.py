"""A child of the demo stops by itself when the demo is killed."""

import argparse
import os
import signal
import threading
import time

SECONDS = 0.5


def add_stop_with_parent(parser: argparse.ArgumentParser) -> None:
    """The option, for the demo's own use."""
    parser.add_argument("--stop-with-parent", action="store_true", help=argparse.SUPPRESS)


def stop_with_parent() -> None:
    """Ask this process to stop when the one that started it is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
