"""A file is what its first bytes say; an appeal has until a working day."""

from datetime import date

import pytest

from andrum.cases.domain.appeals import appeal_by, appeal_period_on, working_days_after
from andrum.cases.domain.files import media_type_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.7", "application/pdf"), (b"\x89PNG\r\n\x1a\n.", "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"),
     (b"<html>%PDF-", None), (b"", None), (b"MZ", None), (b"GIF89a", None)],
)  # fmt: skip
def test_the_content_says_what_a_file_is(content: bytes, kind: str | None):
    assert media_type_of(content) == kind


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),
        (date(2026, 12, 4), date(2026, 12, 28)),
        (date(2026, 12, 11), date(2027, 1, 4)),
    ],
)
def test_an_appeal_is_in_time_for_three_weeks_and_past_days_of_rest(delivered: date, last: date):
    assert appeal_by(delivered) == last


def test_before_the_act_there_is_no_period():
    with pytest.raises(ValueError, match="empty"):
        appeal_period_on(date(2018, 6, 30))


def test_working_days_pass_over_the_weekend():
    assert working_days_after(date(2026, 11, 6), 2) == date(2026, 11, 10)
