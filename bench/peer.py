"""The OpenFisca peer: its own environment, made when needed, and its own process that speaks JSON over pipes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "bench-openfisca"
CODE = Path(__file__).parent / "openfisca_peer"
REQUIREMENTS = CODE / "requirements.txt"
RESULTS = ("riksnorm", "costs", "incomes", "deficit", "grant")
NATIONAL = ROOT / "src" / "andrum" / "law" / "economic_assistance" / "parameters"
SHARED = NATIONAL.parents[1] / "parameters"
ALVBODA = NATIONAL.parent / "municipalities" / "alvboda"


def environment() -> Path:
    """The Python of the peer's environment, installed by hash if it is not there or not current."""
    python, stamp = PLACE / "bin" / "python", PLACE / "installed.txt"
    wanted = REQUIREMENTS.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        beside = Path(sys.executable).parent / "uv"
        uv = str(beside) if beside.exists() else shutil.which("uv") or "uv"
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(PLACE)], check=True)
        install = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--python",
            str(python),
            "--require-hashes",
            "-r",
            str(REQUIREMENTS),
        ]
        subprocess.run(install, check=True)
        stamp.write_text(wanted)
    return python


class Peer:
    """Asks the peer's process, one question and one answer at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, do: str, **question: Any) -> dict[str, Any]:
        """Put a question and wait for its answer."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the peer has no pipes")
        self.process.stdin.write(json.dumps({"do": do, **question}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the peer ended; its own words stand above")
        answer: dict[str, Any] = json.loads(line)
        return answer


FEES = ROOT / "src" / "andrum" / "law" / "home_care_fee"


@contextmanager
def started(
    month: str, *, guidelines: Path = ALVBODA, national: Path = NATIONAL, benefit: str = "economic-assistance"
) -> Iterator[Peer]:
    """The peer with the rules of a month, of one benefit and one municipality's guidelines."""
    with subprocess.Popen(
        [str(environment()), str(CODE / "serve.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        peer = Peer(process)
        folders = [str(national), str(SHARED), str(guidelines)]
        peer.ask("rules", benefit=benefit, folders=folders, month=month)
        yield peer
        if process.stdin:
            process.stdin.close()


def figures(peer: Peer, month: str, households: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    """Öre by result, one a household."""
    answer: dict[str, list[int]] = peer.ask("assess", month=month, households=list(households), results=list(RESULTS))
    return answer
