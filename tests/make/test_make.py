"""The targets that people are told of exist, and the checks name what fails."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("target", ["demo", "test", "check", "docs", "bench", "lock", "clean"])
def test_make_knows_the_target(target):
    said = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_every_script_is_sound_to_the_shell():
    for script in (*(ROOT / "tools").glob("*.sh"), ROOT / ".ci" / "run"):
        shell = "bash" if script.name == "run" else "sh"
        assert subprocess.run([shell, "-n", script], check=False).returncode == 0, script


def test_checks_run_all_and_name_those_that_fail(tmp_path):
    for tool in ("ruff", "lint-imports", "mypy", "djlint", "python"):
        (tmp_path / tool).write_text(
            f'#!/bin/sh\necho "{tool} said this"\n[ {tool} != mypy ] && [ {tool} != djlint ]\n'
        )
        (tmp_path / tool).chmod(0o755)
    said = subprocess.run(
        ["sh", "tools/check.sh"], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert said.returncode == 1
    assert "mypy said this" in said.stdout
    assert "ruff said this" not in said.stdout
    assert said.stdout.rstrip().endswith("Wrong: types templates")
