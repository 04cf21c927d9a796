"""Whatever the sources say and in whatever order: one counts, none is lost, a difference is seen."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from andrum.cases.domain.facts import RANK, FactView, says_the_same, weigh

START = datetime(2026, 11, 1, tzinfo=UTC)


@st.composite
def views(draw: st.DrawFn) -> list[FactView]:
    count = draw(st.integers(1, 6))
    return [
        FactView(
            id=number, name="a", month="2026-11", value=draw(st.none() | st.integers(0, 2)), unknown_reason="",
            source=draw(st.sampled_from(sorted(RANK))), source_detail="", retrieved_at=START, recorded_by="",
            recorded_at=START + timedelta(minutes=draw(st.integers(0, 3))), reason="",
        )
        for number in range(count)
    ]  # fmt: skip


@given(views(), st.randoms())
def test_order_changes_nothing(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert weigh(found) == weigh(shuffled)


@given(views())
def test_exactly_one_counts_and_it_is_of_the_strongest_source(found):
    weighed = weigh(found)
    assert sorted(view.id for view in weighed) == sorted(view.id for view in found)
    assert [view.counts for view in weighed] == [True] + [False] * (len(found) - 1)
    assert RANK[weighed[0].source] == max(RANK[view.source] for view in found)


@given(views())
def test_a_difference_is_marked_on_all_or_none(found):
    weighed = weigh(found)
    expected = any(not says_the_same(weighed[0], other) for other in weighed)
    assert {view.differs for view in weighed} == {expected}
    assert all(weighed[0].source == "caseworker" for view in weighed if view.newer_than_caseworker)
