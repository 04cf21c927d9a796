"""``andrum check`` tells an operator what is wrong with the connection, and what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from andrum.integrations.registers.in_process import MADE_UP
from andrum.integrations.registers.made_up.certificates import Papers, papers_in
from andrum.integrations.registers.options import Options, problems_of


def now() -> datetime:
    """The certificates are made when they are asked for, long after this file was read."""
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return papers_in(tmp_path_factory.mktemp("papers"))


def good(papers: Papers) -> Options:
    certificate, key = papers.pair("client")
    return replace(
        MADE_UP, url="https://ssbtek.example/v10", certificate=str(certificate), key=str(key),
        authority=str(papers.authority),
    )  # fmt: skip


def told(options: Options, *, at: datetime | None = None) -> list[tuple[str, str]]:
    found = problems_of(options, at=at or now())
    assert all(one.todo for one in found)
    return [(one.variable.removeprefix("ANDRUM_SSBTEK_"), one.what) for one in found]


def test_what_is_right_is_left_in_peace(papers: Papers):
    assert told(good(papers)) == []


def test_nothing_said_is_told_in_the_order_it_is_mended():
    nobody = replace(MADE_UP, asker=replace(MADE_UP.asker, organisation="", actor=""))
    names = [name for name, _what in told(nobody)]
    assert names == ["URL", "ORGANISATION", "ACTOR", "CERTIFICATE", "CA", "KEY"]


def test_each_thing_that_is_wrong_has_its_own_words(papers: Papers, tmp_path: Path):
    nonsense, expired = tmp_path / "nonsense.pem", papers.pair("expired")
    nonsense.write_text("not a certificate")
    options = good(papers)
    assert told(replace(options, url="http://ssbtek.example"))[0][0] == "URL"
    assert "PEM" in told(replace(options, certificate=str(nonsense)))[0][1]
    assert "finns inte" in told(replace(options, authority=str(tmp_path / "gone.pem")))[0][1]
    assert "PEM" in told(replace(options, key=str(nonsense)))[0][1]
    assert "hör inte till" in told(replace(options, key=str(expired[1])))[0][1]
    assert "gick ut" in told(replace(options, certificate=str(expired[0]), key=str(expired[1])))[0][1]
    assert "tolv siffror" in told(replace(options, asker=replace(options.asker, organisation="212000-1234")))[0][1]


def test_a_certificate_that_ends_soon_is_warned_of_in_time_to_order_another(papers: Papers):
    found = problems_of(good(papers), at=now() + timedelta(days=340))
    assert [(one.variable, one.stops) for one in found] == [("ANDRUM_SSBTEK_CERTIFICATE", False)]


def test_a_folder_in_place_of_a_file_cannot_be_read(papers: Papers, tmp_path: Path):
    assert "går inte att läsa" in told(replace(good(papers), certificate=str(tmp_path)))[0][1]


def test_a_key_that_anybody_may_read_is_warned_of(papers: Papers, tmp_path: Path):
    certificate, key = papers.pair("client")
    open_key = tmp_path / "open.key"
    open_key.write_bytes(key.read_bytes())
    open_key.chmod(0o644)
    found = problems_of(replace(good(papers), certificate=str(certificate), key=str(open_key)), at=now())
    assert [(one.variable, one.stops) for one in found] == [("ANDRUM_SSBTEK_KEY", False)]


def test_the_made_up_papers_are_made_once_and_made_anew_before_they_end(tmp_path: Path):
    first = papers_in(tmp_path).authority.read_bytes()
    assert papers_in(tmp_path).authority.read_bytes() == first
    assert papers_in(tmp_path, at=now() + timedelta(days=330)).authority.read_bytes() != first
    assert papers_in(tmp_path).pair("client")[1].stat().st_mode & 0o077 == 0
