"""A server of several processes: each loads the application by itself, and all answer at one port."""

from pathlib import Path

from tests.faults.machine import environment_of
from tests.faults.talking import free_port, serve


def test_several_processes_answer_at_one_port(tmp_path: Path):
    server = serve(environment_of(tmp_path), free_port(), log=tmp_path / "log", processes=2)
    server.terminate()
    assert server.wait(timeout=30) == 0, (tmp_path / "log").read_text()[-2000:]
