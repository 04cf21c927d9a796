"""Workers, servers and databases of a benchmark: own folder, own port, stopped by their own process id."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    """The environment of an empty database, ``sqlite`` or ``postgresql``, thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="andrum-bench-", dir=bench_folder()))
    environment = os.environ | {
        "ANDRUM_DATA": str(folder),
        "ANDRUM_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "andrum.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONWARNINGS": "ignore",
    }
    environment.pop("ANDRUM_DATABASE_URL", None)
    try:
        if kind == "sqlite":
            yield environment
        else:
            with postgresql() as address:
                yield environment | {"ANDRUM_DATABASE_URL": address}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of our own through ``tools/with_postgres.sh``; gives its address."""
    say = "import os, sys, time; print(os.environ['ANDRUM_DATABASE_URL'], flush=True); sys.stdin.read()"
    server = subprocess.Popen(
        ["sh", str(ROOT / "tools" / "with_postgres.sh"), sys.executable, "-c", say],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        address = server.stdout.readline().strip() if server.stdout else ""
        if not address:
            raise RuntimeError("PostgreSQL did not start; `make test` says how to get it")
        yield address
    finally:
        server.communicate("", timeout=30)


def bench_folder() -> Path:
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def python(code_or_module: list[str], environment: dict[str, str], *, timeout: float = 900) -> str:
    """Run our Python to its end and give what it printed; its last lines are in the error when it fails."""
    done = subprocess.run(  # noqa: PLW1510  (the error below says more than CalledProcessError)
        [sys.executable, *code_or_module], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=timeout
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(code_or_module)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def start(command: list[str], environment: dict[str, str], *, log: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a program of the environment's ``bin`` in a process group of its own."""
    output = (log or Path(environment["ANDRUM_DATA"]) / f"{Path(command[0]).name}.log").open("ab")
    return subprocess.Popen(
        [str(BIN / command[0]), *command[1:]], env=environment, cwd=ROOT, stdout=output, stderr=output,
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def stop(process: subprocess.Popen[bytes], *, how: signal.Signals = signal.SIGTERM) -> None:
    """Stop a process and its children, at the latest after ten seconds."""
    for sign in (how, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(10)
            break
        except subprocess.TimeoutExpired:
            continue


def wait_for_port(port: int, *, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")
