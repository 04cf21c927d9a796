"""What facts become when more are recorded is told beforehand exactly as the database tells it afterwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from andrum.audit.service import SYSTEM
from andrum.cases.service import FactValue, FactView, Matter, current_facts, open_matter, record_facts
from tests.cast import NOW, Cast

MONTH, SOURCES = "2026-11", ("citizen", "register", "document", "caseworker")
LATER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@st.composite
def values(draw: st.DrawFn, *, months: tuple[str, ...]) -> list[FactValue]:
    found: dict[tuple[str, str, str], FactValue] = {}
    for _ in range(draw(st.integers(0, 6))):
        source = draw(st.sampled_from(SOURCES))
        value = draw(st.none() | st.sampled_from([0, 1, True, "x", [1], {"amount": 2}]))
        fact = FactValue(
            name=draw(st.sampled_from(["a", "b", "c.d"])), month=draw(st.sampled_from(months)), value=value,
            source=source, unknown_reason="" if value is not None else "okänt", reason="Prov",
            source_detail=draw(st.sampled_from(["FK", "CSN"])) if source == "register" else "",
        )  # fmt: skip
        found[fact.month, fact.name, fact.source_key] = fact
    return list(found.values())


@pytest.fixture
def matter(cast: Cast) -> Matter:
    return open_matter(applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW)


def plain(views: dict[str, list[FactView]]) -> dict[str, list[FactView]]:
    return {name: [replace(view, id=0) for view in rows] for name, rows in views.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=values(months=(MONTH, "")), facts=values(months=(MONTH,)), later=st.booleans())
def test_told_beforehand_as_read_afterwards(
    matter: Matter, before: list[FactValue], facts: list[FactValue], later: bool
):
    at = LATER if later else NOW + timedelta(minutes=1)
    with transaction.atomic():
        record_facts(matter=matter, facts=before, by=SYSTEM, at=NOW)
        told = FactView.with_recorded(current_facts(matter=matter, month=MONTH), facts, recorded_by=SYSTEM.name, at=at)
        record_facts(matter=matter, facts=facts, by=SYSTEM, at=at)
        assert plain(told) == plain(current_facts(matter=matter, month=MONTH))
        transaction.set_rollback(True)
