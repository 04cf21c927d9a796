"""The municipality's own data are whole, or the fault is named."""

from pathlib import Path

import pytest

from andrum.dispatch.domain.errors import DispatchError
from andrum.dispatch.domain.sender import DEMO, load_sender
from andrum.fees.domain.settings_file import load_fee_settings
from andrum.integrations.registers.made_up import told
from andrum.kernel.identity import check_digit


def test_the_made_up_municipality_can_send_and_pay():
    assert load_sender(DEMO).account.kind == "bankgiro"


def test_the_made_up_municipality_is_one_organisation_wherever_it_writes_its_number():
    number = load_sender(DEMO).organisation_number
    assert number == load_fee_settings().seller.organisation_number
    assert check_digit(number[:9]) == int(number[9])
    assert f"16{number}" == told.ORGANISATION


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("court:", "court_of_law:", "court"),
        ("BG 991-2346", "BG 991-2345", "debit_account"),
        ("AAAASESS", "nonsense", "bank_bic"),
        ('"2120000001"', "2120000001", "organisation_number"),
        ("ALVBODA001", "A" * 36, "för långt"),
        ("municipality:", "[", "YAML"),
    ],
)
def test_a_faulty_file_is_refused_with_what_is_wrong(tmp_path: Path, was: str, becomes: str, says: str):
    path = tmp_path / "sender.yaml"
    path.write_text(DEMO.read_text("utf-8").replace(was, becomes, 1), "utf-8")
    with pytest.raises(DispatchError, match=says):
        load_sender(path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(DispatchError, match=r"saknas\.yaml"):
        load_sender(tmp_path / "saknas.yaml")
