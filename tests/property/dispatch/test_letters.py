"""Whatever a person is called and whatever the reasons say, there is a letter, and it is the text that was written."""

import io
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from andrum.dispatch.domain.letter import DecisionText, letter_of
from andrum.dispatch.domain.letterhead import LetterHead
from andrum.dispatch.domain.sender import load_sender
from andrum.dispatch.domain.text import PUNCTUATION, READABLE
from andrum.dispatch.domain.typesetting import typeset

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
LINES = st.lists(
    st.dictionaries(st.sampled_from(["group", "label", "amount", "detail", "provision", "reason"]), JSON), max_size=4
)


def letter(**changes: object) -> bytes:
    head: dict[str, object] = {
        "reference": "EB-2026-000001", "unit": "Norr", "recipient": "Alva Ek", "address": "Storgatan 1\n123 45 Älvboda",
        "language": "en", "month": "2026-11", "reasons": "", "decided_by": "Cilla Berg", "role": "caseworker",
        "decided_at": AT, "appeal_by": date(2026, 11, 23),
    }  # fmt: skip
    said: dict[str, object] = {
        "outcome": "granted", "amount_ore": 512300, "applied_ore": None, "how": "person", "mandate_ref": "",
        "calculation": {}, "pays_to": "6000 •••• 789",
    }  # fmt: skip
    head |= {name: value for name, value in changes.items() if name in head}
    said |= {name: value for name, value in changes.items() if name in said}
    text = DecisionText(head=LetterHead(**head), **said)  # type: ignore[arg-type]
    return typeset(template="decision.typ", letter=letter_of(text, sender=load_sender()), at=AT)


@settings(max_examples=15)
@given(st.text(max_size=120), st.text(max_size=400), st.text(max_size=60), st.text(max_size=80))
def test_any_text_gives_a_letter(name: str, reasons: str, mandate: str, address: str):
    pdf = letter(recipient=name, reasons=reasons, mandate_ref=mandate, how="automated", address=address, unit=name)
    assert pdf.startswith(b"%PDF")


@settings(max_examples=15)
@given(LINES, LINES, JSON)
def test_any_calculation_gives_a_letter(receipt: object, not_counted: object, grant: object):
    pdf = letter(calculation={"receipt": receipt, "not_counted": not_counted, "grant": grant, "trace": receipt})
    assert pdf.startswith(b"%PDF")


def test_every_character_that_counts_as_readable_can_be_written():
    everything = sorted(READABLE | PUNCTUATION)
    pdf = letter(reasons=" ".join(everything), language="sv")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert {"Å", "ż", "ế", "Ж", "ω", "ə", "€"} <= set(text)


def test_markup_in_a_name_is_shown_and_not_run():
    hostile = '#panic("x") *fet* $x$ = Rubrik <etikett> @hänvisning'
    text = PdfReader(io.BytesIO(letter(recipient=hostile))).pages[0].extract_text()
    assert hostile in " ".join(text.split())
