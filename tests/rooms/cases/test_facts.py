"""Facts: every source is kept, one counts, and a caseworker's word stands until a caseworker changes it."""

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, SYSTEM, AuditEvent
from andrum.cases.domain.errors import FactError, HeldError
from andrum.cases.models import Fact, Matter
from andrum.cases.queries.facts import fact_history
from andrum.cases.service import FactValue, current_facts, record_fact, record_facts, release_hold, take_hold, undo_fact
from tests.cast import NOW, Cast

RENT = {"name": "housing.rent", "month": "2026-11", "at": NOW}


def rents(matter: Matter) -> list[tuple[str, object]]:
    return [(view.source, view.value) for view in current_facts(matter=matter, month="2026-11")["housing.rent"]]


def test_each_source_keeps_its_own_value_and_replaces_only_its_own(matter: Matter):
    record_fact(matter=matter, value=800_000, source="citizen", by=SYSTEM, **RENT)
    for agency, value in (("FK", 810_000), ("SKV", 820_000), ("FK", 830_000)):
        record_fact(matter=matter, value=value, source="register", source_detail=agency, by=SYSTEM, **RENT)
    assert sorted(rents(matter)) == [("citizen", 800_000), ("register", 820_000), ("register", 830_000)]
    assert fact_history(matter=matter, name="housing.rent", month="2026-11").count() == 4


def test_the_same_value_from_the_same_source_is_recorded_once(matter: Matter):
    first = record_fact(matter=matter, value=800_000, source="citizen", by=SYSTEM, **RENT)
    assert record_fact(matter=matter, value=800_000, source="citizen", by=SYSTEM, **RENT) == first
    assert Fact.objects.count() == 1


def test_a_caseworkers_value_counts_and_a_newer_register_value_leaves_a_task(matter: Matter, cast: Cast):
    cilla = actor_of(cast.cilla)
    record_fact(matter=matter, value=1, source="caseworker", reason="Sett kontraktet.", by=cilla, **RENT)
    record_fact(matter=matter, value=2, source="register", source_detail="FK", by=SYSTEM, **RENT)
    assert rents(matter)[0] == ("caseworker", 1)
    assert matter.tasks.filter(kind="difference").count() == 1


def test_a_caseworker_gives_a_reason_or_nothing_is_changed(matter: Matter, cast: Cast):
    with pytest.raises(FactError, match="skäl"):
        record_fact(matter=matter, value=1, source="caseworker", reason=" ", by=actor_of(cast.cilla), **RENT)
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    "fact",
    [
        FactValue(name="", value=1),
        FactValue(name="a", value=1, source="rumour"),
        FactValue(name="a"),
        FactValue(name="a", value=1, unknown_reason="båda"),
    ],
)
def test_a_fact_without_name_source_or_value_is_refused_whole(matter: Matter, fact: FactValue):
    with pytest.raises(FactError):
        record_facts(matter=matter, facts=[FactValue(name="good", value=1), fact], by=SYSTEM, at=NOW)
    assert not Fact.objects.exists()


def test_the_same_fact_twice_in_one_batch_is_refused(matter: Matter):
    with pytest.raises(FactError, match="två gånger"):
        record_facts(
            matter=matter, facts=[FactValue(name="a", value=1), FactValue(name="a", value=2)], by=SYSTEM, at=NOW
        )


def test_undo_brings_back_the_caseworkers_earlier_value_and_then_the_other_sources(matter: Matter, cast: Cast):
    cilla = actor_of(cast.cilla)
    record_fact(matter=matter, value=5, source="citizen", by=SYSTEM, **RENT)
    for value in (1, 2):
        record_fact(matter=matter, value=value, source="caseworker", reason="Kontraktet.", by=cilla, **RENT)
    second = Fact.objects.get(value=2)
    restored = undo_fact(fact=second, reason="Fel papper.", by=cilla, at=NOW)
    assert restored is not None
    assert rents(matter)[0] == ("caseworker", 1)
    with pytest.raises(FactError, match="ångra"):
        undo_fact(fact=second, reason="Igen.", by=cilla, at=NOW)


def test_nobody_changes_a_fact_while_the_automation_holds_the_matter(matter: Matter, cast: Cast):
    cilla = actor_of(cast.cilla)
    take_hold(matter=matter, by=MACHINE, at=NOW)
    with pytest.raises(HeldError, match="Automatiken"):
        record_fact(matter=matter, value=1, source="caseworker", reason="Kontraktet.", by=cilla, **RENT)
    release_hold(matter=matter, by=MACHINE, at=NOW)
    record_fact(matter=matter, value=1, source="caseworker", reason="Kontraktet.", by=cilla, **RENT)


def test_no_value_of_a_fact_reaches_the_log(matter: Matter):
    record_fact(matter=matter, value="hemlig uppgift", source="citizen", by=SYSTEM, **RENT)
    event = AuditEvent.objects.get(kind="cases.facts_recorded")
    assert "hemlig" not in str(event.details)


def test_a_batch_costs_as_many_queries_as_one_fact(matter: Matter, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        record_facts(
            matter=matter,
            facts=[FactValue(name=f"f{n}", value=n, month="2026-11") for n in range(60)],
            by=SYSTEM,
            at=NOW,
        )
