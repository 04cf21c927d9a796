"""``andrum assess`` as a person or another program meets it."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from andrum.law.home_care_fee.parameters import DEMO_MUNICIPALITY as FEE_MUNICIPALITY
from andrum.law.service import DEMO_MUNICIPALITY, FEE_KINDS
from andrum.site.command_line import main
from tests.unit.law.fees import asta
from tests.unit.law.households import alva, income, member

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "household.json"
    path.write_text(json.dumps(alva()), encoding="utf-8")
    return path


def assess(*words: object) -> int:
    return main(["assess", "economic-assistance", *map(str, words)])


def refused(capsys: Captured, *words: object) -> str:
    assert assess(*words) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert "Traceback" not in seen.err
    return seen.err


def test_prints_outcome_amount_receipt_and_sections_for_people(file: Path, capsys: Captured):
    assert assess(file) == 0
    text = capsys.readouterr().out.replace("\u00a0", " ")
    for words in ("maj 2024", "Utfall: bifall", "Belopp: 10 040 kr", "Kostnad: hyra", "4 kap. 3 §", "riksnorm.single@"):
        assert words in text


def test_prints_the_whole_as_json(file: Path, capsys: Captured):
    assert assess(file, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "grant"
    assert found["amounts"] == {"norm": 884_000, "costs": 520_000, "incomes": 400_000, "deficit": 1_004_000,
                                "grant": 1_004_000}  # fmt: skip
    assert found["trace"][0]["provision"]


def test_says_what_is_missing(tmp_path: Path, capsys: Captured):
    path = tmp_path / "h.json"
    path.write_text(json.dumps(alva(incomes=income(amount={"unknown": "kassan har inte svarat"}))))
    assert assess(path) == 0
    text = capsys.readouterr().out
    assert "lämnas över till en person" in text
    assert "inkomstens belopp (ersättning från a-kassa): kassan har inte svarat [incomes.i1.amount]" in text


def test_prints_the_schema(capsys: Captured):
    assert assess("--schema") == 0
    assert json.loads(capsys.readouterr().out)["title"]


def test_reads_standard_input_and_several_months(capsys: Captured, monkeypatch: pytest.MonkeyPatch):
    text = json.dumps([alva(), alva(month="2025-07")]).encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    assert assess("-", "--json") == 0
    months = [one["household"]["month"] for one in json.loads(capsys.readouterr().out)]
    assert months == ["2024-05", "2025-07"]


def test_takes_another_municipality(file: Path, capsys: Captured):
    assert assess(file, "--municipality", DEMO_MUNICIPALITY) == 0
    assert "bifall" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"schema": 1,\n "month": }', ("rad 2", "tecken 11")),
        (b"\xff\xfe\x00", ("UTF-8",)),
        (b"", ("rad 1",)),
        (b"[]", ("Listan är tom",)),
        (b"3", ("objekt",)),
        (b'"text"', ("objekt",)),
        (b"[" * 100_000, ("nästlad",)),
        (b'{"a": 1, "a": 2}', ("två gånger",)),
        (b'{"schema": NaN}', ("NaN",)),
        (b'{"schema": ' + b"9" * 5_000 + b"}", ("tal",)),
        (b" " * 2_000_001, ("för stor",)),
        (json.dumps([alva(), alva(month="2024-13")]).encode(), ("[1].month",)),
        (json.dumps(alva(members=member(1, born="2016-02-30"))).encode(), ("members[1].born", "2026-11-25")),
        (json.dumps(alva(members=member(1, born=""))).encode(), ("members[1].born",)),
        (json.dumps(alva(incomes=income(amount=-1))).encode(), ("incomes[0].amount", "0")),
        (json.dumps(alva(incomes=income(amount=12.5))).encode(), ("incomes[0].amount", "öre")),
        (json.dumps(alva(incomes=income(amount=True))).encode(), ("incomes[0].amount",)),
        (json.dumps(alva(incomes=income(member="z"))).encode(), ("incomes[0].member",)),
        (json.dumps(alva(incomes=income(kind="\ud800"))).encode(), ("incomes[0].kind",)),
        (json.dumps(alva(surplus_last_month={"unknown": "\ud800"})).encode(), ("surplus_last_month",)),
        (json.dumps(alva(surplus_last_month={"unknown": ""})).encode(), ("surplus_last_month",)),
        (json.dumps(alva(surplus_last_month=None)).encode(), ("surplus_last_month",)),
        (json.dumps(alva(members=[])).encode(), ("members",)),
        (json.dumps(alva(members=member(0) + member(0))).encode(), ("members[2].id", "samma nyckel")),
        (json.dumps(alva(members=member(1, role="applicant"))).encode(), ("members", "exakt en sökande")),
        (json.dumps(alva(members=member(0, role="co_applicant"))).encode(), ("members", "exakt en sökande")),
        (json.dumps(alva(schema=2)).encode(), ("schema",)),
        (json.dumps(alva(schema=True)).encode(), ("schema",)),
        (json.dumps(alva(more=1)).encode(), ("more", "finns inte i schemat")),
        (json.dumps({k: v for k, v in alva().items() if k != "month"}).encode(), ("month", "fältet saknas")),
        (json.dumps(alva(month="1800-01")).encode(), ("month",)),
        (json.dumps(alva(community={"persons": 0})).encode(), ("community.persons",)),
    ],
)  # fmt: skip
def test_bad_input_says_what_where_and_what_to_do(
    content: bytes, words: tuple[str, ...], tmp_path: Path, capsys: Captured
):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    message = refused(capsys, path)
    assert [word for word in words if word not in message] == []
    assert message.count(". ") >= 1 or message.rstrip().endswith(".")


def test_a_file_that_is_not_there_a_folder_and_no_file_at_all(tmp_path: Path, capsys: Captured):
    assert "finns inte" in refused(capsys, tmp_path / "nothing.json")
    assert "mapp" in refused(capsys, tmp_path)
    assert "Ange en JSON-fil" in refused(capsys)
    assert "går inte att läsa" in refused(capsys, "a\0b")


def test_a_municipality_without_files(file: Path, tmp_path: Path, capsys: Captured):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "parameterfiler" in refused(capsys, file, "--municipality", empty)
    assert "parameterfiler" in refused(capsys, file, "--municipality", tmp_path / "none")


def test_a_municipality_with_a_file_that_is_wrong(file: Path, tmp_path: Path, capsys: Captured):
    folder = tmp_path / "own"
    folder.mkdir()
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    wrong = folder / "limits-2023-01-01.yaml"
    wrong.write_text(wrong.read_text().replace("assets: 12000", "assets: tolv tusen"))
    message = refused(capsys, file, "--municipality", folder)
    assert "limits-2023-01-01.yaml" in message
    assert "assets" in message


def test_an_unknown_benefit_is_refused(file: Path):
    with pytest.raises(SystemExit) as stop:
        main(["assess", "pension", str(file)])
    assert stop.value.code == 2


def fee(*words: object) -> int:
    return main(["assess", "home-care-fee", *map(str, words)])


@pytest.fixture
def fee_file(tmp_path: Path) -> Path:
    path = tmp_path / "fee.json"
    path.write_text(json.dumps(asta()), encoding="utf-8")
    return path


def test_a_fee_is_printed_with_receipt_and_sections(fee_file: Path, capsys: Captured):
    assert fee(fee_file) == 0
    text = capsys.readouterr().out.replace("\u00a0", " ")
    for words in (
        "mars 2026", "Utfall: avgift", "Avgift: 2 204 kr", "Förbehållsbelopp", "10 timmar à 440 kr",
        "32 kap. 8 § andra stycket", "minimum_amount.single@2022-08-01",
    ):  # fmt: skip
        assert words in text


def test_a_fee_is_printed_as_json_alone_and_in_a_list(fee_file: Path, tmp_path: Path, capsys: Captured):
    assert fee(fee_file, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["outcome"], found["amounts"]["fee"], found["benefit"]) == ("charge", 220_400, "home-care-fee")
    many = tmp_path / "many.json"
    many.write_text(json.dumps([asta(), asta(month="2025-06"), asta(month="2022-03")]))
    assert fee(many, "--json") == 0
    assert [one["outcome"] for one in json.loads(capsys.readouterr().out)] == ["charge", "charge", "hand_over"]
    assert fee(many) == 0
    text = capsys.readouterr().out
    assert "Belopp som används men inte är bekräftade" in text


def test_what_a_fee_lacks_and_where_the_tariff_breaks_the_law_is_said(tmp_path: Path, capsys: Captured):
    tariff = tmp_path / "tariff"
    tariff.mkdir()
    for path in FEE_MUNICIPALITY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (tariff / path.name).write_text(
            text.replace("round_ceiling: {value: down_krona", "round_ceiling: {value: up_krona")
        )
    path = tmp_path / "fee.json"
    path.write_text(json.dumps([asta(person={"incomes": {"unknown": "pensionen är inte känd"}}),
                                asta(person={"housing": {"form": "none"}})]))  # fmt: skip
    assert fee(path, "--municipality", tariff) == 0
    text = capsys.readouterr().out.replace("\u00a0", " ")
    for words in (
        "vilka inkomster personen har: pensionen är inte känd [person.incomes]", "Taxan går utanför lagen",
        "2 661 kr mot ungefär 2 660,05 kr", "Enligt taxan som den är skriven: 2 661 kr",
    ):  # fmt: skip
        assert words in text


def test_the_schema_of_a_fee_is_printed_and_names_every_kind(capsys: Captured):
    assert fee("--schema") == 0
    text = capsys.readouterr().out
    assert all(kind in text for kinds in (FEE_KINDS.incomes, FEE_KINDS.changes, FEE_KINDS.services) for kind in kinds)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[]", ("Listan är tom",)),
        (b"[" * 100_000, ("nästlad", "home-care-fee --schema")),
        (json.dumps(asta(schema=2)).encode(), ("schema",)),
        (json.dumps(asta(month="2026-13")).encode(), ("month",)),
        (json.dumps(asta(more=1)).encode(), ("more", "finns inte i schemat")),
        (json.dumps(asta(relation="friends")).encode(), ("relation", "single, married, cohabiting")),
        (json.dumps(asta(partner=asta()["person"])).encode(), ("partner", "ensamstående")),
        (json.dumps(asta(relation="married", partner=asta()["person"])).encode(), ("partner.id",)),
        (json.dumps(asta(absent_days=32)).encode(), ("absent_days", "31")),
        (json.dumps(asta(person={"incomes": [{"id": "i", "kind": "salary", "amount": -1}]})).encode(), ("amount", "0")),
        (json.dumps(asta(person={"housing": {"form": "tent"}})).encode(), ("housing.form",)),
        (json.dumps(asta(person={"housing": {"form": "rented", "shared_by": 0}})).encode(), ("shared_by", "1")),
        (json.dumps(asta(services=[{"id": "s", "kind": "alarm"}] * 2)).encode(), ("services[1].id", "samma nyckel")),
        (
            json.dumps(
                asta(services=[{"id": "s", "kind": "alarm", "starts": "2026-03-09", "ends": "2026-03-08"}])
            ).encode(),
            ("services[0].ends", "innan den börjar"),
        ),
        (json.dumps({k: v for k, v in asta().items() if k != "services"}).encode(), ("services", "fältet saknas")),
    ],
)  # fmt: skip
def test_a_bad_fee_says_what_where_and_what_to_do(
    content: bytes, words: tuple[str, ...], tmp_path: Path, capsys: Captured
):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert fee(path) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert [word for word in words if word not in seen.err] == []
