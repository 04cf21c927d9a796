"""Speed, time left and saved time: reckoned from what was counted, and nothing said where nothing is known."""

from datetime import UTC, datetime, timedelta

import pytest

from andrum.runs.domain import Finished, Saved, rate_of, saved_time

AT = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("many", "minutes_ago", "an_hour"),
    [(60, 60, 60), (60, 30, 120), (2, 1, 24), (90, 90, 90)],
)
def test_the_speed_is_of_the_last_hour_or_the_shorter_while_since_the_first(many, minutes_ago, an_hour):
    rate = rate_of(Finished(many, AT - timedelta(minutes=minutes_ago)), at=AT)
    assert rate is not None
    assert rate.an_hour == an_hour


def test_nothing_finished_is_no_speed_and_no_time_left():
    assert rate_of(Finished(), at=AT) is None


def test_the_time_left_is_for_what_is_under_way_alone():
    rate = rate_of(Finished(60, AT - timedelta(hours=1)), at=AT)
    assert rate is not None
    assert rate.time_left({"waiting": 80, "running": 10, "failed": 500, "decided": 9}) == timedelta(minutes=90)
    assert rate.time_left({"failed": 500}) is None


def test_saved_time_counts_only_units_with_a_figure_and_says_how_many_were_left_out():
    assert saved_time({1: 10, 2: 4}, {1: 90}) == Saved(minutes=900, counted=10, without_figure=4)
    assert saved_time({2: 4}, {1: 90}) == Saved(minutes=0, counted=0, without_figure=4)
    assert saved_time({1: 10}, {}) is None
