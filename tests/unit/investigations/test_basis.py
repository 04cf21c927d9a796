"""How lines find their place, where accounts differ, what has changed, and what nobody has said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from andrum.investigations.domain.basis import Basis, Part
from andrum.investigations.domain.material import Entry, EntryKind, Party, Source, SourceKind, entry_from_json
from tests.unit.investigations.made import DAY, basis_of, line, talk

LATER = DAY + timedelta(days=10)
SAID = {"area": "halsa", "factor": "halsa.r5", "polarity": "risk", "time": "nu"}


def part_of(basis: Basis, name: str) -> Part:
    return next(part for part in basis.parts if part.plan.id == name)


def area_of(basis: Basis, name: str) -> list[str]:
    return [entry.text for part in basis.parts for area in part.areas if area.area.id == name for entry in area.entries]


def test_a_line_stands_under_its_area_in_the_order_it_was_said():
    basis = basis_of(
        line(10, "Han sover bättre nu.", area="halsa"), line(9, "Han sov dåligt.", area="halsa"),
        line(1, "Tidigare samtal.", talk=2, day=DAY - timedelta(days=5), area="halsa"),
    )  # fmt: skip
    assert area_of(basis, "halsa") == ["Tidigare samtal.", "Han sov dåligt.", "Han sover bättre nu."]


def test_what_concerns_safety_stands_first_in_its_area():
    basis = basis_of(
        line(1, "Vi äter frukost.", area="sakerhet"), line(2, "Han slog mig.", area="sakerhet", is_safety=True)
    )
    assert area_of(basis, "sakerhet") == ["Han slog mig.", "Vi äter frukost."]
    assert [entry.text for entry in basis.safety] == ["Han slog mig."]


def test_a_denied_danger_is_kept_but_is_no_danger():
    denied = line(1, "Han har aldrig slagit mig.", area="sakerhet", is_safety=True, status="förnekat")
    basis = basis_of(denied)
    assert area_of(basis, "sakerhet") == ["Han har aldrig slagit mig."]
    assert basis.safety == ()


def test_no_line_is_lost_whatever_its_labels():
    lines = [
        line(1, "A", area="halsa"), line(2, "B"), line(3, "C", area="okänt_område"),
        line(4, "D", kind="own_view", area="halsa"), line(5, "E", kind="own_view"),
        line(6, "F", kind="agreement"), line(7, "G", kind="agreement", area="halsa"),
        line(8, "H", kind="own_view", speaker_role="barn", speaker="Leo"),
    ]  # fmt: skip
    basis = basis_of(*lines)
    shown = {entry.key for part in basis.parts for entry in part.entries}
    shown |= {entry.key for part in basis.parts for area in part.areas for entry in area.entries}
    assert shown == {entry.key for entry in lines}


def test_the_childs_own_view_has_its_own_place():
    basis = basis_of(
        line(1, "Jag vill bo hos mormor.", kind="own_view", speaker="Leo", speaker_role="barn"),
        line(2, "Jag vill ha hjälp.", kind="own_view"),
    )
    assert [entry.text for entry in part_of(basis, "barnets-asikter").entries] == ["Jag vill bo hos mormor."]
    assert [entry.text for entry in part_of(basis, "asikter").entries] == ["Jag vill ha hjälp."]


def test_an_area_that_nobody_has_spoken_about_is_said_to_be_silent():
    basis = basis_of(line(1, "Han sover.", area="halsa"))
    assert "Hälsa" not in [area.name for area in basis.silent]
    assert len(basis.silent) == 11
    assert "Utbildning" in [area.name for area in basis.silent]


def test_an_agreement_alone_says_nothing_of_an_area():
    basis = basis_of(line(1, "Jag ringer skolan.", kind="agreement", area="utbildning"))
    assert "Utbildning" in [area.name for area in basis.silent]


def test_with_nothing_in_the_case_every_area_is_silent():
    basis = basis_of()
    assert len(basis.silent) == 12
    assert basis.sources == ()
    assert not basis.heard.child


def test_what_one_says_and_another_denies_is_a_difference():
    basis = basis_of(
        line(1, "Han sover dåligt.", **SAID),
        line(
            1,
            "Han sover inte dåligt.",
            talk=2,
            day=LATER,
            **SAID | {"status": "förnekat"},
            speaker="Per",
            speaker_role="pappa",
        ),
    )
    (found,) = part_of(basis, "skillnader").differences
    assert (found.kind, found.area) == ("accounts", "halsa")
    assert found.second is not None
    assert (found.first.text, found.second.text) == ("Han sover dåligt.", "Han sover inte dåligt.")
    assert basis.changes == ()


def test_what_the_same_person_says_otherwise_later_is_a_change():
    basis = basis_of(
        line(1, "Han sover inte dåligt.", talk=2, day=LATER, **SAID | {"status": "förnekat"}),
        line(1, "Han sover dåligt.", **SAID),
    )
    (found,) = part_of(basis, "forandringar").changes
    assert (found.kind, found.earlier.text, found.later.text) == (
        "said_otherwise", "Han sover dåligt.", "Han sover inte dåligt."
    )  # fmt: skip
    assert basis.differences == ()


def test_what_was_so_and_is_told_as_past_is_a_change():
    basis = basis_of(
        line(1, "Han sover dåligt.", **SAID),
        line(1, "Han sov dåligt förut.", talk=2, day=LATER, **SAID | {"time": "tidigare"}),
    )
    (found,) = basis.changes
    assert found.kind == "was_before"


def test_what_two_people_say_alike_is_no_difference():
    basis = basis_of(
        line(1, "Han sover dåligt.", **SAID), line(2, "Ja, han sover dåligt.", **SAID | {"speaker": "Per"})
    )
    assert basis.differences == ()
    assert basis.changes == ()


def test_a_pair_is_told_once_only():
    same = SAID | {"status": "förnekat", "speaker": "Per"}
    basis = basis_of(line(1, "Han sover dåligt.", **SAID), line(2, "Nej.", **same))
    assert [(found.first.key, found.second and found.second.key) for found in basis.differences] == [
        ("conversation:1:1", "conversation:1:2")
    ]


def test_a_line_that_the_person_says_is_wrong_is_a_difference_with_what_they_say_instead():
    basis = basis_of(line(1, "Han sover dåligt.", area="halsa", position="disputes", position_text="Bara i våras."))
    (found,) = basis.differences
    assert (found.kind, found.first.position_text) == ("position", "Bara i våras.")


def note(number: int, text: str, **more: object) -> Entry:
    source = Source(SourceKind.NOTE, number, DAY, "Telefonsamtal", "Cilla Berg")
    return replace(Entry(source.key, source, EntryKind.NOTE, text), **more)  # type: ignore[arg-type]


def test_an_alleged_error_in_a_note_stands_beside_the_note():
    basis = basis_of(note(1, "Modern ringde."), note(2, "Det var fadern.", refers_to="note:1"))
    (found,) = basis.differences
    assert found.second is not None
    assert (found.kind, found.first.text, found.second.text) == ("note", "Modern ringde.", "Det var fadern.")


def test_a_note_that_questions_something_outside_the_basis_is_told_alone():
    (found,) = basis_of(note(2, "Det var fadern.", refers_to="note:1")).differences
    assert (found.kind, found.first.text, found.second) == ("note", "Det var fadern.", None)


def test_a_fact_that_its_sources_do_not_agree_on_is_a_difference():
    source = Source(SourceKind.FACT, 4, DAY, "Hyra", "Handläggare")
    basis = basis_of(Entry(source.key, source, EntryKind.FACT, "8 420 kr", differs=True))
    assert [found.kind for found in basis.differences] == ["fact"]


def test_a_note_that_nobody_has_sorted_stands_among_the_unsorted_and_a_sorted_one_under_its_area():
    basis = basis_of(note(1, "Skolan ringde."), note(2, "BVC ringde.", area="halsa"))
    assert [entry.text for entry in part_of(basis, "ovrigt").entries] == ["Skolan ringde."]
    assert area_of(basis, "halsa") == ["BVC ringde."]


def test_what_is_new_since_the_last_basis_is_marked_and_what_is_gone_is_told():
    first, second, third = (line(n, f"Rad {n}", area="halsa") for n in (1, 2, 3))
    basis = basis_of(second, third, before=(first, second))
    assert basis.new_keys == {third.key}
    assert [entry.text for entry in basis.gone] == ["Rad 1"]


def test_in_a_first_basis_nothing_is_new():
    assert basis_of(line(1, "Rad", area="halsa")).new_keys == frozenset()


def test_the_child_is_heard_when_it_took_part_in_a_conversation():
    assert not basis_of(talks=(talk(1),)).heard.child
    heard = basis_of(talks=(talk(1), talk(2, ("ungdom", "Leo Ek"), ("socialsekreterare", "Cilla"), day=LATER))).heard
    assert [one.source.id for one in heard.child_talks] == [2]


@pytest.mark.parametrize("named", ["Sara Ek", "sara ek", "Sara"])
def test_a_guardian_is_heard_when_named_among_those_present(named: str):
    parties = (Party(1, "Sara Ek", "guardian", "Vårdnadshavare"), Party(2, "Per Ek", "guardian", "Vårdnadshavare"))
    heard = basis_of(talks=(talk(1, ("mamma", named), ("socialsekreterare", "Per Ek")),), parties=parties).heard
    assert (heard.guardians, heard.guardians_not) == (("Sara Ek",), ("Per Ek",))


def test_a_conversation_without_a_single_line_is_a_source_all_the_same():
    assert [source.id for source in basis_of(talks=(talk(7),)).sources] == [7]


def test_a_line_is_the_same_after_it_was_kept():
    entry = line(1, "Han sover dåligt.", **SAID, second=12.5, is_safety=True, position="agrees")
    assert entry_from_json(entry.to_json()) == entry


def test_a_line_whose_labels_the_engine_does_not_know_is_compared_with_nothing():
    basis = basis_of(
        line(1, "Han sover dåligt.", **SAID | {"polarity": "annat"}), line(2, "Nej.", **SAID | {"status": "förnekat"})
    )
    assert basis.differences == ()
    assert basis.lines == 2


def test_other_frameworks_have_their_own_areas():
    basis = basis_of(line(1, "Jag dricker.", area="alkohol_droger"), framework="vuxna")
    assert area_of(basis, "alkohol_droger") == ["Jag dricker."]
    assert len(basis.silent) == 8
    assert len(basis_of(framework="aldre").silent) == 11


def test_days_order_sources():
    basis = basis_of(line(1, "B", talk=2, day=date(2026, 12, 1)), line(1, "A", talk=1))
    assert [source.id for source in basis.sources] == [1, 2]
