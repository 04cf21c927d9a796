"""A decision that is tried again: what the administrative law lets be changed, when, and in what words it is told."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from andrum.automation.domain.reconsidering import (
    AFTER_APPEAL,
    CHANGE,
    GROUND_IN_LETTER,
    HARM_GROUNDS,
    SHORTEST,
    SLIP,
    Standing,
    Wish,
    dismissal_reasons,
    duties_of_change,
    lateness,
    money_words,
    reasons_in_letter,
)

TODAY = date(2026, 11, 10)
LONG = "Hyran var fel avskriven i beslutet."
MORE = Wish(
    way=CHANGE, outcome="granted", amount_ore=700_000, reasons=LONG, before_outcome="granted", before_ore=600_000
)
LESS = replace(MORE, amount_ore=500_000, ground="wrong_information", ground_why=LONG)
OPEN, APPEALED = Standing(), Standing(is_appealed=True)


@dataclass(frozen=True)
class Sent:
    answer_by: date
    answered_at: datetime | None = None


WAITED = Sent(TODAY - timedelta(days=1))


def undone(wish: Wish, standing: Standing = OPEN, sent: Sent | None = None) -> list[str]:
    return [
        one.code for one in duties_of_change(wish=wish, standing=standing, sent=sent, today=TODAY) if not one.is_done
    ]


@pytest.mark.parametrize("way", [SLIP, CHANGE])
def test_more_to_the_person_needs_only_reasons(way: str):
    assert undone(replace(MORE, way=way)) == []
    assert undone(replace(MORE, way=way, reasons=" " * 40 + "Fel.")) == ["reasons"]


def test_a_change_that_changes_nothing_is_none():
    assert undone(replace(MORE, amount_ore=600_000)) == ["different"]
    assert undone(replace(MORE, amount_ore=600_000, outcome="partly_granted")) == []


@pytest.mark.parametrize(("field", "value"), [("way", "guess"), ("outcome", "dismissed"), ("outcome", "")])
def test_there_are_two_ways_and_three_outcomes(field: str, value: str):
    assert undone(replace(MORE, **{field: value})) == ["outcome"]


@pytest.mark.parametrize("ground", HARM_GROUNDS)
def test_harm_needs_one_of_the_three_grounds_and_that_the_person_was_told(ground: str):
    assert undone(replace(LESS, ground=ground), sent=WAITED) == []
    assert undone(replace(LESS, ground=ground)) == ["communication"]


@pytest.mark.parametrize("wrong", [{"ground": ""}, {"ground": "thrift"}, {"ground_why": "x" * (SHORTEST - 1)}])
def test_harm_without_ground_or_what_it_rests_on_is_hindered(wrong: dict[str, str]):
    assert undone(replace(LESS, **wrong), sent=WAITED) == ["ground"]


def test_a_slip_to_the_persons_harm_needs_no_ground_but_is_told():
    assert undone(replace(LESS, way=SLIP, ground="", ground_why="")) == ["communication"]
    assert undone(replace(LESS, way=SLIP, ground="", ground_why=""), sent=WAITED) == []


@pytest.mark.parametrize(
    ("sent", "left"),
    [
        (Sent(TODAY), ["answer"]),
        (Sent(TODAY + timedelta(days=9)), ["answer"]),
        (Sent(TODAY + timedelta(days=9), datetime(2026, 11, 9, tzinfo=UTC)), []),
        (WAITED, []),
    ],
)
def test_the_last_day_to_answer_is_the_persons_whole(sent: Sent, left: list[str]):
    assert undone(LESS, sent=sent) == left


def test_why_nobody_was_told_is_stated_with_more_than_a_word():
    assert undone(replace(LESS, because="Onödigt.")) == ["communication"]
    assert undone(replace(LESS, because="Personen bad själv om ändringen i ett brev.")) == []


def test_after_an_appeal_only_what_is_obviously_wrong_is_changed_and_never_to_harm():
    assert undone(MORE, APPEALED) == ["obvious"]
    assert undone(replace(MORE, obvious=LONG), APPEALED) == []
    assert undone(replace(LESS, obvious=LONG), APPEALED, WAITED) == ["no_harm"]
    assert undone(replace(MORE, way=SLIP), APPEALED) == []


@pytest.mark.parametrize("closed", [Standing(is_changed=True), Standing(is_appealed=True, is_handed_over=True)])
def test_what_is_changed_already_or_lies_with_the_court_stays(closed: Standing):
    assert "open" in undone(replace(MORE, obvious=LONG), closed)


def test_each_standing_has_words_of_its_own():
    standings = [OPEN, APPEALED, Standing(is_changed=True), Standing(is_handed_over=True)]
    assert len({one.words for one in standings}) == 4
    assert Standing(is_changed=True, is_appealed=True, is_handed_over=True).words == Standing(is_changed=True).words


def test_every_duty_that_is_not_done_says_what_to_do_and_which_section():
    duties = duties_of_change(wish=LESS, standing=APPEALED, sent=None, today=TODAY)
    assert all(one.todo and "§" in one.provision for one in duties)


def letter(wish: Wish, *, is_appealed: bool = False, ordered_ore: int = 0) -> str:
    return reasons_in_letter(
        wish=wish, day_words="2 november 2026", ordered_ore=ordered_ore, is_appealed=is_appealed
    )  # fmt: skip


def test_the_letter_says_which_decision_by_which_section_and_why():
    assert letter(MORE) == (
        f"Det här beslutet ändrar beslutet från den 2 november 2026 (37 § förvaltningslagen).\n\n{LONG}"
    )
    assert letter(replace(MORE, way=SLIP)).startswith("Det här beslutet rättar")
    assert "(36 § förvaltningslagen)" in letter(replace(MORE, way=SLIP), is_appealed=True)
    assert f"({AFTER_APPEAL})" in letter(MORE, is_appealed=True)
    assert letter(MORE, is_appealed=True).endswith("anses gälla även det här beslutet (46 §).")


@pytest.mark.parametrize("ground", HARM_GROUNDS)
def test_harm_is_told_with_its_ground(ground: str):
    assert f"eftersom {GROUND_IN_LETTER[ground]}. {LONG}" in letter(replace(LESS, ground=ground))
    assert "nackdel" not in letter(replace(LESS, ground=ground, way=SLIP))


@pytest.mark.parametrize(
    ("ordered", "said"),
    [
        (0, ""),
        (600_000, "Nu betalas skillnaden, 1\u00a0000\u00a0kr"),
        (700_000, "Inget mer betalas."),
        (700_001, "kräver inte tillbaka något"),
    ],
)
def test_the_money_is_the_difference_and_never_less_than_nothing(ordered: int, said: str):
    words = money_words(amount_ore=700_000, ordered_ore=ordered)
    assert said in words
    assert bool(words) == bool(ordered)
    assert words in letter(MORE, ordered_ore=ordered)


@pytest.mark.parametrize(
    ("last_day", "how"),
    [
        (TODAY, "in_time"),
        (TODAY + timedelta(days=1), "in_time"),
        (TODAY - timedelta(days=1), "late"),
        (None, "unknown"),
    ],
)
def test_nothing_is_late_whose_last_day_is_not_known(last_day: date | None, how: str):
    assert lateness(received=TODAY, last_day=last_day) == how


def test_a_dismissal_names_both_days_the_section_and_how_to_appeal_it():
    text = dismissal_reasons(reasons=f"  {LONG} ", received="10 november 2026", last_day="2 november 2026")
    assert "45 § förvaltningslagen" in text
    assert "Det kom den 10 november 2026. Sista dagen var den 2 november 2026." in text
    assert f"\n\n{LONG}\n\n" in text
    assert text.endswith("Du kan överklaga det här beslutet, att vi avvisar ditt överklagande.")
