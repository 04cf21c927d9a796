"""Plain papers of the unit's, as tagged PDF: a statement to a court, an appeal that was written on the web."""

from collections.abc import Iterable
from datetime import datetime

from andrum.cases.service import Matter
from andrum.dispatch.domain.typesetting import JSON, typeset
from andrum.dispatch.queries.letters import current_sender
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import day_in_words

TEMPLATE = "paper.typ"


def paper_pdf(*, matter: Matter, title: str, sections: Iterable[tuple[str, str]], at: datetime) -> bytes:
    """A paper about a matter: sections of heading (may be empty) and text. The same content gives the same bytes.

    Raises:
        DispatchError: when the municipality's ``sender.yaml`` is missing or wrong.
    """
    sender = current_sender()
    paper: dict[str, JSON] = {
        "title": title, "municipality": sender.municipality, "board": sender.board, "unit": matter.unit.name,
        "reference": matter.reference, "date": day_in_words(swedish_day(at)),
        "sections": [{"heading": heading, "text": text.replace("\r\n", "\n")} for heading, text in sections],
    }  # fmt: skip
    return typeset(template=TEMPLATE, letter=paper, at=at)
