"""An agency's answer is said in one sentence, without a code that nobody but the agency knows."""

import pytest

from andrum.automation.queries.register_words import answer_in_words
from tests.unit.automation.told import CODES

SICKNESS = {"payer": "FK", "code": "SJP", "paid": "2026-09-25", "net_ore": 690_000}


def test_payments_have_their_name_amount_and_day_also_where_one_answers_for_another():
    pension = {"payer": "PM", "code": "AP", "paid": "2026-09-18", "net_ore": 780_000}
    answer = {"suppliers": [{"name": "FK", "payments": [SICKNESS]}, {"name": "PM", "payments": [pension]}]}
    assert answer_in_words("FK", answer, CODES) == (
        "Sjukpenning 6\u00a0900\u00a0kr, utbetalt 25 september 2026; "
        "Allmän pension 7\u00a0800\u00a0kr, utbetalt 18 september 2026"
    )


def test_a_payment_that_is_not_listed_keeps_the_registers_own_name():
    assert answer_in_words("FK", {"payments": [{**SICKNESS, "code": "XYZ"}]}, CODES).startswith("XYZ 6")
    assert answer_in_words("FK", {"payments": [SICKNESS]}, None).startswith("SJP 6")


@pytest.mark.parametrize(
    ("agency", "answer", "words"),
    [
        ("AF", {"is_job_seeker": True, "decisions": []}, "inskriven som arbetssökande"),
        ("AF", {"is_job_seeker": False}, "inte inskriven som arbetssökande"),
        ("CSN", {"payments": [], "decisions": []}, "inga utbetalningar"),
        ("SKV", {"tax_year": None, "income_ore": 0, "surplus_ore": 0}, "ingen inkomst av kapital"),
        ("TNS", {"owned": []}, "inget fordon"),
        ("TNS", {"owned": [{"make": "Volvo", "year": 2009}]}, "äger Volvo 2009"),
        ("MIV", {"permits": []}, "inget tillstånd"),
        ("MIV", {"permits": [{"case_type": "x"}]}, "1 tillstånd eller ärende"),
        ("FK", {"suppliers": [{"name": "PM", "state": "ERROR"}]}, "Pensionsmyndigheten kunde inte svara"),
    ],
)
def test_the_absence_of_something_is_said_and_never_an_empty_text(agency: str, answer: dict[str, object], words: str):
    assert answer_in_words(agency, answer, CODES) == words


def test_a_garbled_answer_is_said_to_be_unknown_and_breaks_nothing():
    garbled = {"payments": [{"paid": "igår", "net_ore": None}, "x"], "suppliers": "x", "owned": 3}
    assert answer_in_words("FK", garbled, CODES) == "utbetalning okänt belopp, utbetalt okänd dag"
