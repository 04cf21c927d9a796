"""Numbers and nested data in words."""

from fractions import Fraction

from andrum.control.queries.figures import Counts
from andrum.control.web.presenting import Shown, bound_in_words, percent, shown_receipt


def test_a_bound_is_rounded_upwards():
    assert percent(Fraction(1201, 100_000)) == "1,3\u00a0%"
    assert percent(Fraction(12, 1000)) == "1,2\u00a0%"
    assert percent(1.0) == "100\u00a0%"
    assert percent(Fraction(1, 20)) == "5\u00a0%"


def test_nothing_reviewed_is_said_to_be_unknown_and_never_zero():
    assert "vet inte" in bound_in_words(Counts(decided=9, drawn=9, right=0, wrong=0, unknown=0))


def test_the_bound_is_said_in_plain_words():
    words = bound_in_words(Counts(decided=59, drawn=59, right=59, wrong=0, unknown=0))
    assert words == "Med 95 % säkerhet är högst 5\u00a0% av besluten fel."


def test_late_reviews_are_counted_as_wrong_until_they_are_known():
    late = Counts(decided=60, drawn=60, right=59, wrong=0, unknown=1)
    assert late.bound is not None
    assert late.bound > 0.07
    assert "1 försenad eller oklar som fel" in bound_in_words(late)
    assert late.finite == 1


def test_a_calculation_of_another_shape_gives_no_receipt():
    for calculation in (None, [], {"receipt": "text"}, {"receipt": [1, {}]}, {}):
        assert shown_receipt(calculation) == Shown([], [])


def test_an_unknown_amount_is_said_to_be_unknown():
    line = shown_receipt({"receipt": [{"label": "Hyra", "amount": None, "group": "costs"}]}).lines[1]
    assert (line["amount"], line["unknown"]) == (None, "okänt")


def test_what_was_not_counted_stands_below_and_the_grant_is_the_sum():
    rows = [
        {"group": "norm", "label": "Riksnorm", "amount": 100},
        {"group": "need", "label": "Behov", "amount": 100},
        {"group": "grant", "label": "Bistånd", "amount": 100},
        {"group": "not_counted", "label": "Barnbidrag", "amount": 5, "detail": "Räknas aldrig."},
    ]
    shown = shown_receipt({"receipt": rows})
    assert [(line["kind"], line["label"]) for line in shown.lines] == [
        ("group", "Riksnormen"), ("", "Riksnorm"), ("subtotal", "Behov"),
    ]  # fmt: skip
    assert [line["why"] for line in shown.not_counted] == ["Räknas aldrig."]
