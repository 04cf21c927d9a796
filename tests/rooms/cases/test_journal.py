"""The journal: a signed note is locked; what is wrong is put right beside it."""

import pytest

from andrum.accounts.service import actor_of
from andrum.cases.actions.journal import allege_error, change_draft, correct_note, sign_note, write_note
from andrum.cases.domain.errors import JournalError
from andrum.cases.models import JournalNote, Matter
from tests.cast import NOW, Cast


def draft(matter: Matter, cast: Cast, *, sign: bool = False) -> JournalNote:
    return write_note(matter=matter, title="Samtal", text="Alva ringde.", sign=sign, by=actor_of(cast.cilla), at=NOW)


def test_a_draft_is_changed_by_its_writer_only_until_it_is_signed(matter: Matter, cast: Cast):
    note, cilla = draft(matter, cast), actor_of(cast.cilla)
    change_draft(note=note, title="Samtal", text="Alva ringde igen.", by=cilla, at=NOW)
    with pytest.raises(JournalError, match="någon annans"):
        change_draft(note=note, title="Samtal", text="Annat.", by=actor_of(cast.eva), at=NOW)
    sign_note(note=note, by=cilla, at=NOW)
    with pytest.raises(JournalError, match="låst"):
        change_draft(note=note, title="Samtal", text="Annat.", by=cilla, at=NOW)
    note.refresh_from_db()
    assert note.text == "Alva ringde igen."


def test_a_note_signed_in_another_window_is_not_overwritten(matter: Matter, cast: Cast):
    note, cilla = draft(matter, cast), actor_of(cast.cilla)
    stale = JournalNote.objects.get(pk=note.pk)
    sign_note(note=note, by=cilla, at=NOW)
    for again in (lambda: sign_note(note=stale, by=cilla, at=NOW),
                  lambda: change_draft(note=stale, title="A", text="B", by=cilla, at=NOW)):  # fmt: skip
        with pytest.raises(JournalError, match="låst"):
            again()


def test_a_correction_and_an_alleged_error_stand_beside_the_note_and_point_at_it(matter: Matter, cast: Cast):
    note, cilla = draft(matter, cast, sign=True), actor_of(cast.cilla)
    correction = correct_note(note=note, text="Det var Bo.", by=cilla, at=NOW)
    alleged = allege_error(note=note, text="Alva säger att hon inte ringde.", by=cilla, at=NOW)
    assert (correction.correction_of, alleged.alleges_error_in) == (note, note)
    assert correction.is_signed
    assert alleged.is_signed
    note.refresh_from_db()
    assert note.text == "Alva ringde."


def test_a_draft_is_not_corrected_but_changed(matter: Matter, cast: Cast):
    note = draft(matter, cast)
    for deed in (correct_note, allege_error):
        with pytest.raises(JournalError, match="inte signerad"):
            deed(note=note, text="Fel.", by=actor_of(cast.cilla), at=NOW)


@pytest.mark.parametrize(("title", "text"), [("", "Text"), ("Rubrik", "  ")])
def test_an_empty_note_is_refused(matter: Matter, cast: Cast, title: str, text: str):
    with pytest.raises(JournalError, match="rubrik eller text"):
        write_note(matter=matter, title=title, text=text, by=actor_of(cast.cilla), at=NOW)
