"""What a person writes: saved as it is typed, with its author, and never written over."""

from datetime import timedelta
from typing import Any

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import Actor, AuditEvent
from andrum.cases.service import Matter
from andrum.investigations.actions.writing import MAX_CHARACTERS, settle_aside
from andrum.investigations.models import Investigation, PartVersion
from andrum.investigations.queries.written import versions_of, waiting_asides, written_parts
from andrum.investigations.service import InvestigationStateError, Saved, report_in, save_part
from tests.cast import NOW, Cast
from tests.rooms.investigations.stage import REASON


def write(investigation: Investigation, text: str, by: Actor, **changes: Any) -> Saved:
    values = {"part": "analysis", "base": 0, "at": NOW}
    return save_part(investigation=investigation, text=text, by=by, **values | changes)


def standing(investigation: Investigation) -> str:
    return written_parts(investigation)["analysis"].text


def test_every_part_is_empty_until_somebody_writes(investigation: Investigation):
    parts = written_parts(investigation)
    assert list(parts) == ["purpose", "analysis", "assessment", "proposal"]
    assert all(part.is_empty for part in parts.values())


def test_a_text_is_kept_with_its_author(investigation: Investigation, cilla: Actor):
    saved = write(investigation, "Leo mår dåligt.", cilla)
    assert (saved.revision, saved.version.number, saved.version.written_by) == (1, 1, "Cilla Berg")
    assert standing(investigation) == "Leo mår dåligt."


def test_one_sitting_is_one_version_and_the_next_is_another(investigation: Investigation, cilla: Actor):
    write(investigation, "Leo", cilla)
    write(investigation, "Leo mår", cilla, base=1, at=NOW + timedelta(minutes=1))
    write(investigation, "Leo mår dåligt.", cilla, base=2, at=NOW + timedelta(hours=1))
    assert [row.text for row in versions_of(investigation, "analysis")] == ["Leo mår dåligt.", "Leo mår"]


def test_another_author_begins_a_version_of_their_own(investigation: Investigation, cilla: Actor, cast: Cast):
    write(investigation, "Leo mår dåligt.", cilla)
    write(investigation, "Leo mår bättre.", actor_of(cast.eva), base=1, at=NOW + timedelta(minutes=1))
    assert [(row.written_by, row.text) for row in versions_of(investigation, "analysis")] == [
        ("Eva Lund", "Leo mår bättre."), ("Cilla Berg", "Leo mår dåligt."),
    ]  # fmt: skip


def test_two_who_write_at_once_both_keep_their_text(investigation: Investigation, cilla: Actor, cast: Cast):
    write(investigation, "Cillas text.", cilla)
    met = write(investigation, "Evas text.", actor_of(cast.eva), base=0, at=NOW + timedelta(minutes=1))
    assert met.is_conflict
    assert met.version.text == "Cillas text."
    assert standing(investigation) == "Cillas text."
    assert [row.text for row in waiting_asides(investigation)] == ["Evas text."]
    assert AuditEvent.objects.filter(kind="investigations.part_kept_aside").count() == 1


def test_two_windows_of_the_same_person_do_not_write_over_each_other(investigation: Investigation, cilla: Actor):
    write(investigation, "I det ena fönstret.", cilla)
    assert write(investigation, "I det andra fönstret.", cilla, at=NOW + timedelta(seconds=5)).is_conflict
    assert standing(investigation) == "I det ena fönstret."


def test_one_who_types_on_after_a_meeting_fills_the_same_text_beside(
    investigation: Investigation, cilla: Actor, cast: Cast
):
    write(investigation, "Cillas text.", cilla)
    eva = actor_of(cast.eva)
    for number, text in enumerate(("Evas", "Evas text", "Evas text.")):
        write(investigation, text, eva, at=NOW + timedelta(seconds=number))
    assert [row.text for row in waiting_asides(investigation)] == ["Evas text."]


def test_the_same_text_twice_is_saved_once(investigation: Investigation, cilla: Actor):
    write(investigation, "Leo.", cilla)
    again = write(investigation, "Leo.", cilla, base=0)
    assert (again.is_conflict, again.revision, PartVersion.objects.count()) == (False, 1, 1)


def test_an_empty_first_save_leaves_nothing(investigation: Investigation, cilla: Actor):
    assert write(investigation, "  \r\n ", cilla).revision == 0
    assert PartVersion.objects.count() == 0


def test_a_text_can_be_emptied_and_the_one_before_is_still_there(investigation: Investigation, cilla: Actor):
    write(investigation, "Fel ärende.", cilla)
    write(investigation, "", cilla, base=1, at=NOW + timedelta(hours=1))
    assert standing(investigation) == ""
    assert [row.text for row in versions_of(investigation, "analysis")] == ["", "Fel ärende."]


def test_line_ends_are_the_same_from_every_browser(investigation: Investigation, cilla: Actor):
    assert write(investigation, "Rad 1\r\nRad 2\x00\r\n", cilla).version.text == "Rad 1\nRad 2"


@pytest.mark.parametrize(("part", "text"), [("summary", "x"), ("analysis", "x" * (MAX_CHARACTERS + 1))])
def test_an_unknown_part_and_a_text_without_end_are_refused(
    investigation: Investigation, cilla: Actor, part: str, text: str
):
    with pytest.raises(InvestigationStateError):
        write(investigation, text, cilla, part=part)


def test_a_text_beside_is_taken_care_of_by_a_person_once_and_kept(
    investigation: Investigation, cilla: Actor, cast: Cast
):
    write(investigation, "Cillas text.", cilla)
    aside = write(investigation, "Evas text.", actor_of(cast.eva)).aside
    assert aside is not None
    settle_aside(version=aside, by=cilla, at=NOW)
    assert not waiting_asides(investigation).exists()
    assert versions_of(investigation, "analysis").filter(text="Evas text.").exists()
    with pytest.raises(InvestigationStateError, match="redan omhändertagen"):
        settle_aside(version=aside, by=cilla, at=NOW)


def test_nothing_is_written_before_the_investigation_has_begun(matter: Matter, cilla: Actor):
    found = report_in(matter=matter, reported_date=NOW.date(), reason=REASON, by=cilla, at=NOW)
    with pytest.raises(InvestigationStateError, match="inte inledd"):
        write(found, "Text.", cilla)


def test_the_log_says_who_wrote_how_much_and_not_what(investigation: Investigation, cilla: Actor):
    write(investigation, "Leo mår dåligt.", cilla)
    event = AuditEvent.objects.get(kind="investigations.part_saved")
    assert (event.actor_name, event.details["characters"]) == ("Cilla Berg", 15)
    assert "Leo" not in str(event.details)
