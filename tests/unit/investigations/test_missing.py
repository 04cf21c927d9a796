"""What is missing is lit up, the gravest first."""

from datetime import date
from typing import Any

from andrum.investigations.domain.basis import Basis
from andrum.investigations.domain.days import Deadline
from andrum.investigations.domain.material import Party
from andrum.investigations.domain.missing import Missing, missing_from
from tests.unit.investigations.made import DAY, basis_of, line, plan, talk

WRITTEN = dict.fromkeys(("purpose", "analysis", "assessment", "proposal"), "Text.")
WHOLE = (talk(1, ("barn", "Leo"), ("mamma", "Sara Ek")),)


def whole_basis() -> Basis:
    lines = [line(n, "x", area=area) for n, area in enumerate(plan().areas, 1)]
    return basis_of(*lines, talks=WHOLE, parties=(Party(1, "Sara Ek", "guardian", "Vårdnadshavare"),))


def missing(basis: Basis, **changes: Any) -> tuple[Missing, ...]:
    values: dict[str, Any] = {
        "framework": "barn_och_unga", "plan": plan(), "deadlines": (), "written": WRITTEN, "child_reason": "",
        "sent": 1, "waiting": (), "today": DAY,
    }  # fmt: skip
    return missing_from(basis, **values | changes)


def codes(found: tuple[Missing, ...]) -> list[str]:
    return [one.code for one in found]


def test_when_everything_is_there_nothing_is_missing():
    assert missing(whole_basis()) == ()


def test_a_child_that_nobody_has_spoken_with_is_what_the_law_asks_about_first():
    found = missing(basis_of(line(1, "x", area="halsa"), talks=(talk(1),)))
    assert (found[0].code, found[0].weight, found[0].section) == ("child", "stop", "3 kap. 2 § socialtjänstlagen")


def test_a_reason_for_not_hearing_the_child_is_shown_but_does_not_silence_it():
    found = missing(basis_of(line(1, "x"), talks=(talk(1),)), child_reason="Barnet är tre månader.")
    assert (found[0].code, found[0].weight, found[0].about) == ("child", "worry", ("Barnet är tre månader.",))


def test_an_adults_basis_does_not_ask_for_a_child():
    found = missing(basis_of(line(1, "x"), framework="vuxna", talks=(talk(1),)), framework="vuxna", plan=plan("vuxna"))
    assert "child" not in codes(found)


def test_a_guardian_who_has_not_been_heard_is_named():
    basis = basis_of(
        line(1, "x"), talks=WHOLE,
        parties=(Party(1, "Sara Ek", "guardian", "V"), Party(2, "Per Ek", "guardian", "V")),
    )  # fmt: skip
    assert next(one.about for one in missing(basis) if one.code == "guardians") == ("Per Ek",)


def test_silent_areas_are_listed_by_name():
    found = missing(basis_of(line(1, "x", area="halsa"), talks=WHOLE))
    assert "Utbildning" in next(one.about for one in found if one.code == "silent")


def test_what_is_late_stands_first():
    late = Deadline("prescreening", "Förhandsbedömning", "20 kap. 2 §", date(2026, 10, 1))
    found = missing(whole_basis(), deadlines=(late,))
    assert (found[0].code, found[0].about) == ("late", ("Förhandsbedömning",))


def test_empty_parts_are_named_by_their_headings_and_spaces_are_no_text():
    found = missing(whole_basis(), written={**WRITTEN, "analysis": "  \n", "proposal": ""})
    assert next(one.about for one in found if one.code == "unwritten") == ("Analys", "Förslag till beslut")


def test_a_basis_that_no_party_has_been_sent_is_told_of_and_so_are_answers_that_wait():
    assert codes(missing(whole_basis(), sent=0)) == ["not_sent"]
    found = missing(whole_basis(), waiting=(date(2026, 11, 20), date(2026, 10, 20)))
    assert [(one.code, one.about) for one in found] == [("answers_wait", ("1", "2026-11-20"))]


def test_drafts_and_unsorted_words_are_counted():
    basis = basis_of(line(1, "x"), talks=WHOLE, drafts=2, unsorted_words=12)
    counted = {one.code: one.about for one in missing(basis)}
    assert (counted["drafts"], counted["unsorted"]) == (("2",), ("12",))


def test_an_empty_case_says_that_there_is_nothing_yet():
    assert "nothing" in codes(missing(basis_of()))
