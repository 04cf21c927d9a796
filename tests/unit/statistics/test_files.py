"""The monthly files: what a household becomes, what is wrong is found, and a format that cannot be used is refused."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andrum.kernel.identity import made_up_number
from andrum.kernel.periods import Month
from andrum.statistics.domain.checking import problems_of
from andrum.statistics.domain.errors import StatisticsFileError
from andrum.statistics.domain.files import OWN_FOLDER, SOURCES, file_of, format_for, kronor_of, name_of_file
from andrum.statistics.domain.households import Adult, Household, ended
from andrum.statistics.web.words import WORDS, about_whom, in_words

OCTOBER = Month(2026, 10)
FORM = format_for(date(2026, 10, 31))
WOMAN = str(made_up_number(date(1985, 3, 2), 980))
MAN = str(made_up_number(date(1983, 7, 14), 981))
CHILD = str(made_up_number(date(2015, 1, 1), 982))
ANSWERED = {"hindrance": "01", "measure": "0", "ending": "1"}


def adult(role: str = "applicant", number: str = WOMAN, **answers: str) -> Adult:
    return Adult(1 if role == "applicant" else 2, role, number, ANSWERED | answers)


def household(matter: int = 1, **changes) -> Household:
    plain = Household(
        matter=matter, reference=f"EB-2026-{matter:06d}", unit=1, month=OCTOBER, granted_ore=1_234_550, other_ore=0,
        adults=(adult(),), born=(), says_co_applicant=False,
    )  # fmt: skip
    return replace(plain, **changes)


def rows_of(*households: Household, kind: str = "assistance") -> list[dict[str, str]]:
    text = file_of(households, FORM, kind).decode()
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def codes(*households: Household, kind: str = "assistance", **more) -> list[str]:
    return [problem.code for problem in problems_of(households, FORM, kind, is_demo=True, **more)]


def test_a_household_becomes_one_row():
    (row,) = rows_of(household(born=(date(2015, 1, 1), date(2009, 1, 1), date(2008, 10, 31)), other_ore=34_500))
    assert row["manad"] == "202610"
    assert row["hushallstyp"] == "6"
    assert (row["antal_personer"], row["antal_barn"], row["barn_fodda"]) == ("4", "2", "20090101,20150101")
    assert row["personnummer_sokande"] == WOMAN
    assert (row["forsorjningshinder_sokande"], row["personnummer_medsokande"]) == ("01", "")
    assert int(row["belopp_forsorjningsstod"]) + int(row["belopp_ovrigt"]) == int(row["belopp"]) == 12_346


@pytest.mark.parametrize(
    ("adults", "born", "kind"),
    [
        ((adult(),), (), "5"), ((adult(number=MAN),), (), "3"), ((adult(number=MAN),), (date(2020, 1, 1),), "4"),
        ((adult(), adult("co_applicant", MAN)), (), "7"),
        ((adult(), adult("co_applicant", MAN)), (date(2020, 1, 1),), "8"),
        ((adult(number="x"),), (), "9"), ((), (date(2020, 1, 1),), "1"), ((), (), "9"),
    ],
)  # fmt: skip
def test_the_kind_of_household_is_told_by_those_in_it(adults, born, kind):
    assert rows_of(household(adults=adults, born=born))[0]["hushallstyp"] == kind


def test_one_who_is_grown_up_the_last_day_of_the_month_is_no_child():
    assert household(born=(date(2008, 10, 31), date(2008, 11, 1), None)).children == (date(2008, 11, 1),)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"adults": (adult(hindrance=""),)}, "answer_missing"),
        ({"adults": (adult(measure="9"),)}, "answer_unknown"),
        ({"adults": (adult(number="198503029999"),)}, "number_wrong"),
        ({"adults": (adult(number=CHILD),)}, "adult_is_child"),
        ({"says_co_applicant": True}, "co_applicant_missing"),
        ({"adults": (adult(), adult("co_applicant", WOMAN))}, "same_person"),
        ({"born": (None,)}, "born_missing"),
        ({"other_ore": None}, "split_unknown"),
        ({"granted_ore": 0}, "amount"),
    ],
)
def test_each_fault_of_a_household_is_found(changes, code):
    assert codes(household()) == []
    assert code in codes(household(**changes))


def test_faults_between_households_are_found():
    assert codes(household(1), household(2)) == ["two_households", "two_households"]
    other = household(2, adults=(adult(number=MAN),))
    assert codes(household(1), household(1)) == ["twice", "twice"]
    assert codes(household(1), other, replace(other, matter=3, month=Month(2026, 9), adults=())) == ["wrong_month"]
    assert codes(household(1), decided_ore=1) == ["total"]
    assert codes(household(1), decided_ore=1_234_550) == []


def test_the_made_up_municipality_code_never_leaves_a_real_municipality():
    assert [problem.code for problem in problems_of([household()], FORM, "assistance")] == ["municipality_code"]


def test_no_words_about_a_fault_name_a_person():
    found = problems_of([household(adults=(adult(number="198503029999"),))], FORM, "assistance")
    assert found
    assert not any("1985" in about_whom(problem) + in_words(problem) for problem in found)


def test_every_fault_has_its_words():
    source = (OWN_FOLDER.parent / "domain" / "checking.py").read_text()
    assert {code for code in WORDS if f'"{code}"' not in source} == set()


def test_who_has_assistance_still_has_not_ended():
    assert [row.matter for row in ended([household(1), household(2)], [2])] == [1]
    (row,) = rows_of(household(1), kind="ended")
    assert (row["orsak_sokande"], row["sista_manad"]) == ("1", "202610")


@given(st.lists(st.integers(1, 10_000_000), max_size=20), st.randoms())
def test_the_file_is_the_same_whatever_order_the_households_come_in_and_adds_up(amounts, rng):
    households = [household(at, granted_ore=ore, other_ore=ore // 3) for at, ore in enumerate(amounts)]
    shuffled = households[:]
    rng.shuffle(shuffled)
    assert file_of(shuffled, FORM, "assistance") == file_of(households, FORM, "assistance")
    assert sum(int(row["belopp"]) for row in rows_of(*households)) == sum(int(kronor_of(ore)) for ore in amounts)
    for row in rows_of(*households):
        assert int(row["belopp_forsorjningsstod"]) + int(row["belopp_ovrigt"]) == int(row["belopp"])


def test_the_last_day_is_the_fifteenth_of_the_next_month_and_four_months_for_endings():
    assert FORM.due_date("assistance", Month(2026, 12)) == date(2027, 1, 15)
    assert FORM.due_date("ended", Month(2026, 12)) == date(2027, 4, 15)
    assert name_of_file(FORM, "assistance", month=OCTOBER, version=2) == "ekonomiskt-bistand-0000-2026-10-v2.csv"


def test_what_is_not_confirmed_says_so():
    assert FORM.status == "derived"


OWN = next(OWN_FOLDER.glob("*.yaml")).read_text()


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("from: household_id", "from: income_of_neighbour", "okänd källa"),
        ("due_day: 15", "due_day: 45", "due_day"),
        ('municipality_code: "0000"', 'municipality_code: "12"', "fyra siffror"),
        ("questions: [ending]", "questions: [shoe_size]", "okänd fråga"),
        ("status: derived\nmunicipality", "status: \nmunicipality", "status saknas"),
        ('  unknown: "9"\n', "", "household_kinds"),
        ("name: economic_assistance", "name: [", "YAML"),
    ],
)
def test_a_format_that_cannot_be_used_says_where_it_is_wrong(tmp_path: Path, was, becomes, says):
    assert was in OWN
    (tmp_path / "statistics.economic_assistance.2026-01-01.yaml").write_text(OWN.replace(was, becomes, 1))
    with pytest.raises(StatisticsFileError, match=says):
        format_for(date(2026, 10, 31), tmp_path)


def test_the_municipality_s_own_file_goes_first(tmp_path: Path):
    own = OWN.replace('municipality_code: "0000"', 'municipality_code: "0180"')
    (tmp_path / "statistics.economic_assistance.2026-01-01.yaml").write_text(own)
    assert format_for(date(2026, 10, 31), tmp_path).municipality_code == "0180"
    assert format_for(date(2025, 10, 31), tmp_path).municipality_code == "0000"
    with pytest.raises(StatisticsFileError):
        format_for(date(2010, 1, 1))


def test_every_source_gives_a_text_for_every_household():
    for each in (household(), household(adults=(), other_ore=None, born=(None,))):
        assert all(isinstance(source(each, FORM), str) for source in SOURCES.values())
