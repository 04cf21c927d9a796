"""The letter says who decided, what, how it was calculated, why, and what the person can do; and it is accessible."""

import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import Matter
from andrum.dispatch.actions.delivery import deliver_letter
from andrum.dispatch.domain.sender import DEMO
from andrum.dispatch.service import DispatchError, decision_letter_pdf, draft_letter_pdf, order_letter, order_payment
from andrum.law.service import amount_in_words, assess
from andrum.people.service import update_contact
from tests.cast import NOW, Cast
from tests.rooms.dispatch.conftest import CALCULATION, MONTH, Decide

MANDATE = "continued-grants@2026-01-01, SN 2025-12-10 § 112"


HOUSEHOLD = json.loads((Path(__file__).parents[2] / "spec/law/kept/2025-07-family.json").read_text("utf-8"))[
    "household"
]


def read(pdf: bytes) -> str:
    """The text in reading order, with plain spaces."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("\u200b", "").split())


def test_a_letter_names_the_person_who_decided_with_role(decided: Decide):
    text = read(decision_letter_pdf(decided()))
    assert "Cilla Berg, handläggare, har fattat beslutet för Socialnämnden i Älvboda kommun." in text


def test_an_automated_decision_says_so_and_names_mandate_and_the_boards_decision(decided: Decide):
    text = read(decision_letter_pdf(decided(mandate_ref=MANDATE)))
    assert "Beslutet är fattat automatiskt" in text
    assert "SN 2025-12-10 § 112, mandat continued-grants, som gäller från 1 januari 2026" in text
    assert "Du kan alltid be att en människa går igenom beslutet." in text
    assert "handläggare, har fattat" not in text


def test_a_letter_shows_the_calculation_line_by_line_with_sections_and_what_was_not_counted(decided: Decide):
    text = read(decision_letter_pdf(decided()))
    for part in (
        "Riksnormen", "En vuxen", "3 910 kr", "12 kap. 7 § SoL (2025:400)", "Summa 5 120 kr", "Hyra", "7 500 kr",
        "Lön lön i oktober 7 497 kr", "Det här får du 5 123 kr", "Skattefri gåva, 200 kr: räknas inte som inkomst",
    ):  # fmt: skip
        assert part in text, part


def test_a_letter_explains_an_assessment_of_the_rulebook_line_by_line(decided: Decide):
    assessment = assess(HOUSEHOLD)
    grant = assessment.grant
    assert isinstance(grant, int)
    lines = [asdict(line) for line in assessment.receipt()]
    calculation = json.loads(json.dumps({**assessment.as_json(), "receipt": lines, "grant": grant}))
    text = read(decision_letter_pdf(decided(calculation=calculation, amount_ore=grant, month="2025-07")))
    for line in assessment.receipt():
        if line.group not in {"grant", "not_counted"} and line.amount:
            assert plain(amount_in_words(line.amount)) in text, line
        assert plain(line.provision) in text
    assert "Riksnorm och kostnader tillsammans" in text


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_letter_says_how_to_appeal_until_when_and_how_to_ask_for_review(decided: Decide):
    text = read(decision_letter_pdf(decided()))
    assert (
        "inom tre veckor från den dag du fick beslutet. Fick du det 2 november 2026 är sista dagen 23 november" in text
    )
    assert "skickar vi ditt överklagande vidare till Förvaltningsrätten i Älvboda" in text
    assert "Be oss titta på beslutet igen" in text
    assert text.index("Det viktigaste") < text.index("Vem har beslutat?") < text.index("Så har vi räknat")


def test_a_refusal_gives_its_reasons_and_promises_no_money(decided: Decide):
    text = read(decision_letter_pdf(decided(outcome="denied", amount_ore=0, reasons="Lönen räcker.\n\nDu har sparat.")))
    assert "Beslut: du får inte ekonomiskt bistånd för november 2026" in text
    assert "Lönen räcker." in text
    assert "betalas ut" not in text
    assert "Uträkningen ger 5 123 kr. Beslutet är 0 kr." in text


def test_the_account_in_the_letter_is_the_ordered_one_masked(decided: Decide, cast: Cast):
    decision = decided()
    assert "betalas ut" not in read(decision_letter_pdf(decision))
    order_payment(decision=decision, amount_ore=512300, by=SYSTEM, at=NOW)
    text = read(decision_letter_pdf(decision))
    assert "Pengarna betalas ut till konto 6000 •••• 789" in text
    assert "123456789" not in text


def test_a_letter_is_the_same_bytes_each_time(decided: Decide):
    decision = decided()
    assert decision_letter_pdf(decision) == decision_letter_pdf(decision)


def test_a_kept_letter_stays_as_it_was_sent(decided: Decide, cast: Cast):
    decision = decided()
    outgoing = order_letter(decision=decision, by=SYSTEM, at=NOW)
    before = decision_letter_pdf(decision)
    deliver_letter(outgoing_id=outgoing.pk, by=SYSTEM, at=NOW)
    order_payment(decision=decision, amount_ore=512300, by=SYSTEM, at=NOW)
    assert decision_letter_pdf(decision) == before


def test_a_letter_is_tagged_with_language_and_title(decided: Decide):
    reader = PdfReader(io.BytesIO(decision_letter_pdf(decided())))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "/K" in root["/StructTreeRoot"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert " ".join(str(reader.metadata.title).split()) == "Älvboda kommun: Beslut: du får 5 123 kr för november 2026"
    assert {"H1", "H2", "Table", "TH", "TD", "L", "P"} <= tags(root["/StructTreeRoot"]["/K"])


def tags(node: Any, found: set[str] | None = None) -> set[str]:
    """All structure types below a node."""
    found = set() if found is None else found
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            tags(child, found)
    elif hasattr(node, "get") and "/S" in node:
        found.add(str(node["/S"]).lstrip("/"))
        if "/K" in node:
            tags(node["/K"], found)
    return found


def test_one_who_reads_english_gets_a_translation_after_the_swedish_decision(decided: Decide, cast: Cast):
    cast.alva_person.language = "en"
    cast.alva_person.save(update_fields=["language"])
    text = read(decision_letter_pdf(decided()))
    assert "Decision: you get 5 123 kr for November 2026. A translation is on the last pages" in text
    assert text.index("Vem har beslutat?") < text.index("Who decided?")
    assert "the last day is 23 November 2026" in text


def test_a_draft_is_marked_and_says_that_nothing_is_decided(matter: Matter, cast: Cast):
    pdf = draft_letter_pdf(
        matter=matter, month=MONTH, outcome="partly_granted", amount_ore=100000, reasons="Skälen.",
        calculation=CALCULATION, by=actor_of(cast.cilla), at=NOW, applied_ore=600000,
    )  # fmt: skip
    text = read(pdf)
    assert "Utkast" in text
    assert "Inget beslut är fattat." in text
    assert "har fattat beslutet" not in text
    assert "Du ansökte om 6 000 kr." in text


@pytest.mark.parametrize("calculation", [{}, {"receipt": "trasig"}, {"receipt": [1, None, {}]}, {"grant": None}])
def test_a_letter_without_a_calculation_has_the_rest(decided: Decide, calculation: dict[str, Any]):
    text = read(decision_letter_pdf(decided(calculation=calculation)))
    assert "Om du tycker att beslutet är fel" in text


HOSTILE = (
    '#import "x" #panic("y") $ x $ *fet* _kursiv_ = Rubrik @ref <label> `kod` \\ // {} [] "',
    "O" * 4000,
    "😀👩‍👩‍👧 مرحبا \u202eabc\u202c \x00\x07\x1b[31m",
    "{amount} {month} {name}",
    "rad\n\n\n\nrad\r\nrad\u2028rad",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_neither_breaks_nor_runs(decided: Decide, cast: Cast, text: str):
    cast.alva_person.given_name = text.replace("\x00", "")[:80]
    cast.alva_person.save(update_fields=["given_name"])
    kept = text.replace("\x00", "")  # the databases keep no such character
    line = {"group": kept, "label": kept, "amount": 1, "detail": kept, "provision": kept}
    decision = decided(outcome="partly_granted", amount_ore=1, reasons=kept, calculation={"receipt": [line]})
    shown = read(decision_letter_pdf(decision))
    assert "Om du tycker att beslutet är fel" in shown
    if text.startswith("#import"):
        assert '#import "x" #panic("y") $ x $ *fet* _kursiv_ = Rubrik @ref <label> `kod` \\ // {} [] "' in shown


def test_a_municipality_without_a_sender_file_sends_nothing(decided: Decide, settings: Any, tmp_path: Any):
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    with pytest.raises(DispatchError, match=r"sender\.yaml"):
        decision_letter_pdf(decided())


def test_a_municipality_sends_in_its_own_name(decided: Decide, settings: Any, tmp_path: Any):
    (tmp_path / "sender.yaml").write_text(DEMO.read_text("utf-8").replace("Älvboda", "Björkberga"), "utf-8")
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    text = read(decision_letter_pdf(decided()))
    assert "Förvaltningsrätten i Björkberga" in text
    assert "Älvboda kommun" not in text


def test_an_address_follows_the_person(decided: Decide, cast: Cast):
    update_contact(person=cast.alva_person, street="Nygatan 2", postal_code="123 45", city="Älvboda", by=SYSTEM, at=NOW)
    assert "Nygatan 2" in read(decision_letter_pdf(decided()))
