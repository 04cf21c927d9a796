"""What an assessment says, read by the rooms that build on it."""

import json
from pathlib import Path

import pytest

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.schema import household_schema
from andrum.law.service import (
    COST_KINDS,
    DEMO_MUNICIPALITY,
    HouseholdError,
    Outcome,
    ParameterFileError,
    Span,
    amount_in_words,
    assess,
    household_as_json,
    load_household,
    parameter_by_version,
    parameters_for,
    provision_for,
    replay,
)
from andrum.law.vocabulary.answers import Missing
from tests.unit.law.households import alva, cost, income, member


def test_a_known_household_is_decided_with_nothing_left_open():
    found = assess(alva())
    assert (found.outcome, found.grant) == (Outcome.GRANT, 1_004_000)
    assert found.may_decide_alone
    assert found.is_full_grant
    assert (found.missing, found.for_a_person, found.unconfirmed, found.capped) == ((), (), (), ())


def test_a_capped_cost_makes_the_grant_a_partial_one():
    found = assess(alva(costs=cost(kind="glasses", amount=500_000)))
    assert found.outcome is Outcome.GRANT
    assert not found.is_full_grant
    (capped,) = found.capped
    assert (capped.about, capped.kind, capped.applied) == (("k1",), "glasses", 500_000)
    assert capped.accepted == Span.of(found.costs).low < 500_000


def test_a_cost_of_another_month_is_capped_to_nothing_and_said_why():
    found = assess(alva(costs=cost(due="2024-08-31")))
    (capped,) = found.capped
    assert (capped.applied, capped.accepted) == (520_000, 0)
    assert "augusti 2024" in found.not_counted[0].why
    assert found.receipt()[-1].group == "not_counted"


def test_an_unlisted_cost_is_weighed_by_a_person_and_counts_from_nothing_to_all():
    found = assess(alva(costs=cost(kind="hörapparat", amount=90_000)))
    assert found.outcome is Outcome.HAND_OVER
    assert found.costs == Span(0, 90_000)
    assert [(it.code, it.about) for it in found.for_a_person] == [("cost_kind", "k1")]
    assert "hörapparat" in found.for_a_person[0].words
    assert not found.may_decide_alone


def test_missing_evidence_stops_the_decision_unless_it_cannot_matter():
    assert assess(alva(costs=cost(evidence=False))).for_a_person[0].code == "evidence"
    rich = assess(alva(costs=cost(evidence=False), incomes=income(amount=9_000_000)))
    assert rich.outcome is Outcome.DENY
    assert not rich.may_decide_alone


def test_what_is_missing_is_said_by_path_words_and_reason():
    found = assess(alva(members=member(1, days={"unknown": "föräldrarna har inte svarat"})))
    assert found.missing == (
        Missing("members.c1.days", "hur många dagar i månaden barnet bor här", "föräldrarna har inte svarat"),
    )


def test_an_unconfirmed_amount_always_hands_over():
    found = assess(alva(month="2026-03", incomes=[], costs=[], members=member(1, born="2019-01-01")))
    assert found.outcome is Outcome.HAND_OVER
    assert found.unconfirmed == ("riksnorm.shared.2@2026-01-01",)
    assert isinstance(found.grant, int)
    assert not found.may_decide_alone


@pytest.mark.parametrize("month", ["1990-01", "2001-12", "2011-12", "2027-01", "2198-12"])
def test_a_month_without_amounts_names_what_is_lacking(month: str):
    found = assess(alva(month=month, members=member(0), incomes=[], costs=[]))
    assert found.outcome is Outcome.HAND_OVER
    assert found.missing
    assert all(it.path.startswith("parameters.") for it in found.missing)
    assert replay(found.as_bytes())


def test_an_unconfirmed_guideline_is_named(tmp_path: Path):
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name.startswith("limits"):
            text = text.replace("status: confirmed", "status: derived")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    found = assess(alva(), municipality=tmp_path)
    assert found.outcome is Outcome.HAND_OVER
    assert "limits.assets@2023-01-01" in found.unconfirmed


def test_a_new_file_of_the_municipality_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("andrum.law.vocabulary.rulebooks.LOOK_AGAIN_AFTER", 0.0)
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = assess(alva(costs=cost(kind="glasses", amount=500_000)), municipality=tmp_path)
    text = (tmp_path / "costs-2023-01-01.yaml").read_text(encoding="utf-8")
    new = text.replace("valid_from: 2023-01-01", "valid_from: 2024-05-01").replace("ceiling: 1", "ceiling: 9")
    (tmp_path / "costs-2024-05-01.yaml").write_text(new, encoding="utf-8")
    after = assess(alva(costs=cost(kind="glasses", amount=500_000)), municipality=tmp_path)
    assert before.rulebook_version != after.rulebook_version
    assert replay(assess(alva(month="2024-04"), municipality=tmp_path).as_bytes(), municipality=tmp_path)


def test_every_line_of_the_receipt_opens_its_section_and_its_amounts():
    found = assess(alva(month="2025-08", incomes=income(paid="2025-07-25"), costs=cost(due="2025-08-30")))
    for line in found.receipt():
        if line.rule:
            provision = provision_for(line.rule, found.household.month)
            assert provision is not None
            assert str(provision) == line.provision
            assert provision.heading
        for version in line.parameters:
            parameter = parameter_by_version(version)
            assert parameter is not None
            assert parameter.reference


def test_the_addition_over_seven_persons_can_be_opened_too():
    children = [dict(alva()["members"][1], id=f"c{number}", born=f"20{number + 10}-02-01") for number in range(8)]
    found = assess(alva(members=[alva()["members"][0], *children], incomes=[], costs=[]))
    versions = {version for line in found.receipt() for version in line.parameters}
    over = next(version for version in versions if "over_7" in version)
    parameter = parameter_by_version(over)
    assert parameter is not None
    assert parameter.value == 19_000


def test_an_unknown_rule_or_version_opens_nothing():
    assert provision_for("norm.nothing", Month(2024, 5)) is None
    assert parameter_by_version("riksnorm.single") is None
    assert parameter_by_version("riksnorm.single@1999-01-01") is None
    assert parameter_by_version("riksnorm.single@x999-01-01") is None


def test_a_household_is_written_and_read_again_the_same():
    household = load_household(alva(surplus_last_month={"unknown": "  ingen   beräkning "}))
    again = load_household(household_as_json(household))
    assert again == household


def test_the_same_assessment_has_the_same_bytes_and_only_plain_json():
    found = assess(alva(surplus_last_month={"unknown": "ingen beräkning"}))
    assert found.as_bytes() == assess(alva(surplus_last_month={"unknown": "ingen beräkning"})).as_bytes()
    assert json.loads(found.as_bytes()) == found.as_json()
    assert json.loads(found.as_bytes())["amounts"]["incomes"] == {"low": 400_000, "high": None}


@pytest.mark.parametrize("kept", [b"", b"[]", b"{}", b"\xff", "[" * 99_999])
def test_what_is_no_assessment_cannot_be_replayed(kept: bytes | str):
    with pytest.raises(HouseholdError):
        replay(kept)


def test_another_amount_in_what_was_kept_is_seen():
    kept = assess(alva()).as_bytes()
    assert not replay(kept.replace(b'"grant":1004000', b'"grant":1004001'))


def test_the_schema_names_every_kind_and_leaves_nothing_else_in():
    text = json.dumps(household_schema())
    assert all(kind in text for kind in COST_KINDS)
    assert household_schema()["additionalProperties"] is False


def test_amounts_in_words():
    words = [
        amount_in_words(it).replace("\u00a0", " ") for it in (0, -150, Span(1, 1), Span(100, 20_000), Span(0, 10**21))
    ]
    assert words == ["0 kr", "−1,50 kr", "0,01 kr", "1–200 kr", "okänt belopp"]


def test_a_rulebook_is_refused_for_a_municipality_without_guidelines(tmp_path: Path):
    with pytest.raises(ParameterFileError):
        parameters_for(Month(2024, 5), tmp_path)
