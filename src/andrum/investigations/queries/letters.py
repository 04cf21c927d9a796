"""The letter of a decision that an investigation prepared; the same bytes each time for the same decision."""

from collections.abc import Iterator

from andrum.cases.service import Decision
from andrum.dispatch.service import current_sender, paper_pdf
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import day_in_words


def decision_paper(decision: Decision) -> bytes:
    """As tagged PDF. Raises DispatchError when the municipality's file is wrong."""
    title = f"Beslut: {decision.get_outcome_display().lower()}"
    return paper_pdf(matter=decision.matter, title=title, sections=_sections(decision), at=decision.decided_at)


def _appeal(decision: Decision) -> Iterator[str]:
    sender, got = current_sender(), swedish_day(decision.decided_at)
    last = day_in_words(Decision.appeal_by_when_got(got))
    yield "Du har rätt att överklaga beslutet. Det kostar ingenting."
    yield (
        f"Skriv vilket beslut du överklagar (ärendenummer {decision.matter.reference}), vad du vill ändra och varför. "
        "Skriv ditt namn och hur vi når dig."
    )
    yield f"Skicka det till {sender.board}, {sender.address}, eller till {sender.email}."
    yield (
        "Överklagandet måste ha kommit till oss inom tre veckor från den dag du fick beslutet. "
        f"Fick du det {day_in_words(got)} är sista dagen {last}."
    )
    yield (
        "Vi ser först om det kom i tid och om beslutet ska ändras. Ändrar vi det inte som du vill skickar vi "
        f"det vidare till {sender.court}, som prövar det (43–47 §§ förvaltningslagen). Behöver du hjälp att "
        "skriva hjälper vi dig."
    )


def _sections(decision: Decision) -> Iterator[tuple[str, str]]:
    sender = current_sender()
    what = decision.calculation.get("what") if isinstance(decision.calculation, dict) else ""
    yield "", f"{decision.matter.applicant.name}\n{decision.matter.applicant.address}"
    yield "Vad vi har beslutat", str(what or "")
    yield "Därför blev beslutet så", decision.reasons
    yield "Vem har beslutat?", f"{decision.decided_by_name} har fattat beslutet för {sender.board}."
    yield "Om du tycker att beslutet är fel", "\n".join(_appeal(decision))
    yield (
        "Prata med oss",
        f"Ring {sender.phone}, {sender.hours}. Du kan få beslutet förklarat muntligt, och du kan be om tolk.",
    )
