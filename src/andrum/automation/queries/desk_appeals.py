"""Appeals on the desk: which one may see, a first draft of the statement, and the package of papers for the court."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from andrum.accounts.service import User
from andrum.automation.domain.reconsidering import lateness
from andrum.automation.models import AppealTrial
from andrum.automation.queries.reconsidering import visible_decisions
from andrum.cases.service import Decision, Document, Message
from andrum.dispatch.service import current_sender, decision_letter_pdf, paper_pdf
from andrum.kernel.clock import swedish_day
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month, day_in_words

ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "application/xml": "xml"}
MOST_DOCUMENTS = 500


def visible_appeals(*, user: User, at: datetime) -> QuerySet[Message]:
    """The appeals in the matters that the user may see."""
    decisions = visible_decisions(user=user, at=at).order_by().values("pk")
    return Message.objects.filter(kind="appeal", decision__in=decisions).select_related(
        "matter__applicant", "matter__unit", "decision"
    )


def statement_draft(message: Message, decision: Decision) -> str:
    """A start of the statement for the caseworker to go on with; only what is known is said."""
    about = f"ekonomiskt bistånd för {Month.parse(decision.month).in_words}"
    gave = f"{decision.get_outcome_display().lower()}, {kronor(decision.amount_ore)}"
    parts = [
        f"Beslutet från den {day_in_words(swedish_day(decision.decided_at))} gäller {about}: {gave}.",
        f"Överklagandet kom den {day_in_words(swedish_day(message.at))}{_in_time(message, decision)}.",
    ]
    if (later := Decision.objects.filter(changes=decision).first()) is not None:
        parts.append(
            f"Nämnden har ändrat beslutet den {day_in_words(swedish_day(later.decided_at))} till "
            f"{kronor(later.amount_ore)}. Överklagandet anses gälla även det beslutet (46 § förvaltningslagen)."
        )
    parts.append("Nämnden anser att ")
    return "\n\n".join(parts)


def _in_time(message: Message, decision: Decision) -> str:
    found = lateness(received=swedish_day(message.at), last_day=decision.appeal_by_date)
    return ", i rätt tid" if found == "in_time" else ""


def appeal_package(message: Message, trial: AppealTrial) -> tuple[bytes, int]:
    """All papers for the court as a ZIP, and how many: statement, appeal, decisions with letters, journal, documents.

    The same content gives the same bytes.
    """
    papers = list(_papers(message, trial))
    listed = "\n".join(f"{number}. {name}" for number, (name, _content) in enumerate(papers, start=2))
    sections = [("", trial.statement), ("Handlingar som följer med", listed)]
    court = current_sender().court
    first = paper_pdf(matter=message.matter, title=f"Yttrande till {court}", sections=sections, at=trial.tried_at)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for number, (name, content) in enumerate([("yttrande.pdf", first), *papers], start=1):
            moment = timezone.localtime(trial.tried_at).timetuple()[:6]
            package.writestr(ZipInfo(f"{number:02d}-{name}", date_time=moment), content, ZIP_DEFLATED)
    return buffer.getvalue(), len(papers) + 1


def _papers(message: Message, trial: AppealTrial) -> Iterator[tuple[str, bytes]]:
    matter, decision = message.matter, message.decision
    received = f"Kom den {day_in_words(swedish_day(message.at))} från {message.sender_name}."
    yield (
        "overklagande.pdf",
        paper_pdf(matter=matter, title="Överklagande", sections=[(received, message.text)], at=message.at),
    )
    while decision is not None:
        yield f"beslut-{decision.pk}.pdf", decision_letter_pdf(decision)
        decision = Decision.objects.filter(changes=decision).select_related("matter__applicant", "matter__unit").first()
    notes = [
        (f"{note.title}, {day_in_words(swedish_day(note.written_at))}, {note.written_by}", note.text)
        for note in matter.notes.filter(signed_at__isnull=False).order_by("written_at", "pk")
    ]
    if notes:
        yield "journal.pdf", paper_pdf(matter=matter, title="Journal", sections=notes, at=trial.tried_at)
    kept = Document.objects.filter(matter=matter).exclude(kind="decision_letter").order_by("received_at", "pk")
    for document in kept[:MOST_DOCUMENTS].iterator(chunk_size=1):
        ending = ENDINGS.get(document.media_type, "bin")
        name = slugify(document.title.rpartition(".")[0] or document.title)[:60] or "handling"
        yield f"{name}.{ending}", bytes(document.content)
