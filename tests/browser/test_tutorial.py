"""The tutorial can be walked as it is written, in the demo as it is started, and its pictures are what one sees."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tools.screenshots import DrawnError, Walk, demo

pytestmark = [pytest.mark.browser, pytest.mark.faults]
TUTORIAL = (Path(__file__).parents[2] / "docs" / "tutorial" / "first-case.md").read_text()


def test_the_first_case_is_walked_from_application_to_control(browser: Browser, tmp_path: Path):
    with demo() as address:
        walk = Walk(browser, address, tmp_path)
        try:
            walk.citizen()
        except DrawnError:  # the lot fell on her, as the tutorial says it may
            missing = {"4-sent.png", "5-decision.png"}
        else:
            missing = set()
        walk.caseworker()
        walk.reviewer()
        walk.manager()
    told = set(re.findall(r"images/([\w-]+\.png)", TUTORIAL))
    assert {path.name for path in tmp_path.iterdir()} == told - missing
