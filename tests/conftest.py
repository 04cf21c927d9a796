"""Shared by all tests: small repeatable properties, and nothing skipped where nothing may be."""

import os
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from andrum.site import statements

pytest_plugins = ["tests.cast"]

settings.register_profile(
    "short", max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

SHARED = Path(__file__).resolve().parents[2] / "shared"
skipped: list[str] = []


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Every test begins in Swedish, whatever language the one before it asked a page in."""
    translation.activate("sv")


@pytest.fixture(autouse=True, scope="session")
def remembered_statements_are_compared() -> None:
    """Each statement that is remembered is also made anew in every test, and must be the same."""
    statements.compare = True


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of given facts beside the checkout; the test says so when it is not there."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not beside this checkout")
    return SHARED


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if skipped and os.environ.get("CI") == "true":
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\nSkipped, though nothing may be skipped here:", *skipped, sep="\n  ")  # noqa: T201
