"""One matter of Alva's, handled by Cilla in Norr, with something in every part of it."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from andrum.accounts.service import User, actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.models import Matter
from andrum.cases.service import add_task, decide, open_matter, record_fact, write_note
from tests.cast import NOW, Cast

Page = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def matter(cast: Cast) -> Matter:
    return open_matter(
        applicant=cast.alva_person,
        co_applicant=cast.bo_person,
        unit=cast.norr,
        assigned_to=cast.cilla,
        by=SYSTEM,
        at=NOW,
    )


@pytest.fixture
def full_matter(matter: Matter, cast: Cast) -> Matter:
    by = actor_of(cast.cilla)
    record_fact(matter=matter, name="housing.rent", month="2026-11", value=842_000, source="citizen", by=SYSTEM, at=NOW)
    record_fact(
        matter=matter, name="housing.rent", month="2026-11", value=850_000, source="register", source_detail="FK",
        by=SYSTEM, at=NOW,
    )  # fmt: skip
    write_note(matter=matter, title="Samtal", text="Alva ringde.", sign=True, by=by, at=NOW)
    add_task(matter=matter, title="Ring Alva", by=by, at=NOW)
    decide_for(matter, cast)
    return matter


def decide_for(matter: Matter, cast: Cast, **changes: Any):
    values = {
        "month": "2026-11", "outcome": "granted", "amount_ore": 1_234_500, "reasons": "", "how": "person",
        "calculation": {"receipt": [
            {"group": "norm", "label": "Riksnorm", "amount": 1_234_500, "provision": "12 kap. 7 § SoL", "detail": ""},
            {"group": "not_counted", "label": "Kabel-tv", "amount": 20_000, "detail": "Ingår inte."},
        ]},
        "rulebook_version": "2026-01-01", "applied_ore": 1_234_500, "by": actor_of(cast.cilla), "at": NOW, "key": "d1",
    }  # fmt: skip
    return decide(matter=matter, **{**values, **changes})


@pytest.fixture
def page() -> Page:
    def ask(user: User | None, address: str, data: dict[str, Any] | None = None) -> Any:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client.get(address) if data is None else client.post(address, data)

    return ask
