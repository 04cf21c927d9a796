"""A mandate in use, and parameters with small numbers so that tests are quick."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from andrum.automation.service import Mandate
from andrum.control.domain.parameters import OWN_FOLDER
from tests.cast import Cast
from tests.rooms.control.fee_stage import FeeStage, make_fee_stage
from tests.rooms.control.stage import Stage, make_mandate

STEPS = [
    {"share": 1, "reviews": 0, "bound_percent": 100},
    {"share": "1/2", "reviews": 3, "bound_percent": 64},
    {"share": "1/10", "reviews": 5, "bound_percent": 46},
]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """The municipality's folder: the first rules are not new, and few reviews are enough."""
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    write_parameters(tmp_path)
    return tmp_path


def write_parameters(folder: Path, **changes: object) -> None:
    content = yaml.safe_load((OWN_FOLDER / "control.2025-07-01.yaml").read_text())
    content["steps"] = STEPS
    content["values"]["changed_rules_reviews"]["value"] = 0
    for name, value in changes.items():
        if name in content["values"]:
            content["values"][name]["value"] = value
        else:
            content[name] = value
    (folder / "control.2026-01-01.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


@pytest.fixture
def mandate(db: None) -> Mandate:
    return make_mandate()


@pytest.fixture
def stage(cast: Cast, mandate: Mandate, folder: Path) -> Stage:
    return Stage(cast, mandate)


@pytest.fixture
def fees(db: None, folder: Path) -> FeeStage:
    return make_fee_stage()
