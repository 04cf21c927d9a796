"""What a figure was measured on."""

import os
import platform
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil


def cpu_model() -> str:
    """The processor's own name, as the system tells it."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def describe() -> str:
    """One line: processor, cores, memory, Python, system and day."""
    memory = psutil.virtual_memory().total / 2**30
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()
    return (
        f"{cpu_model()}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}, {today}"
    )


def busy() -> str:
    """How much else the machine did: the load average when the figure was taken."""
    return f"load {os.getloadavg()[0]:.1f}"
