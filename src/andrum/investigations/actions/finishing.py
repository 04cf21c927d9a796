"""Finish: a person has written what a person must write; the document is made, kept and locked. And begin anew."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Document, add_document, finish_task_with_key
from andrum.investigations.actions.keeping import keep_basis
from andrum.investigations.actions.locking import locked_open
from andrum.investigations.domain.errors import (
    NOTHING_CHANGED,
    InvestigationStateError,
    LockedInvestigationError,
    ReasonMissingError,
)
from andrum.investigations.models import Investigation, InvestigationState, Part, PartVersion, Placement, WrittenPart
from andrum.investigations.queries.compiled import Compiled, compiled
from andrum.investigations.queries.days import deadlines_of, task_key
from andrum.investigations.queries.files import PDF, WORD, paper_for, pdf_of, word_of
from andrum.investigations.queries.written import standing_version, waiting_asides
from andrum.kernel.clock import swedish_day
from andrum.kernel.words import marked as _

MUST_BE_WRITTEN = (WrittenPart.ANALYSIS, WrittenPart.ASSESSMENT, WrittenPart.PROPOSAL)
MIN_REASON = 10


@transaction.atomic
def finish(*, investigation: Investigation, not_sent_because: str, by: Actor, at: datetime) -> Investigation:
    """Finish and lock the investigation. The document is kept as Word and PDF; asked again it does nothing.

    Args:
        investigation: The investigation.
        not_sent_because: Why the decision needs not wait for the parties (FL 25 §); needed when nobody was sent the
            basis, or somebody still has time to answer.
        by: Who finishes.
        at: Now.

    Raises:
        InvestigationStateError: when something that a person must write is missing, or texts wait beside each other.
        ReasonMissingError: when a child has not been heard or a party has no say, and it is not said why.
        DispatchError: when the municipality's sender is not known.
    """
    try:
        found = locked_open(investigation=investigation, by=by, at=at)
    except LockedInvestigationError:
        investigation.refresh_from_db()
        if investigation.state == InvestigationState.FINISHED:
            return investigation
        raise
    today = swedish_day(at)
    before = compiled(found, today=today)
    _refuse_unfinished(before, found)
    _refuse_unheard(before, found, not_sent_because=not_sent_because, at=at)
    found.not_sent_because = not_sent_because.strip()
    kept = keep_basis(investigation=found, cause="finished", by=by, at=at)
    found.finished_at, found.finished_by = at, by.name  # the days of the document say that it is done
    paper = paper_for(compiled(found, today=today), at=at, is_draft=False)
    found.word = _document(found, "decision_basis_word", WORD, word_of(paper, at=at), by=by, at=at)
    found.pdf = _document(found, "decision_basis", PDF, pdf_of(paper, at=at), by=by, at=at)
    _close_tasks(found, by=by, at=at)
    found.state = InvestigationState.FINISHED
    found.save()
    record(
        kind="investigations.finished", by=by, at=at, subject=f"investigation:{found.pk}",
        matter=str(found.matter_id), person=str(found.matter.applicant_id),
        details={
            "basis": kept.number, "word": found.word.sha256, "pdf": found.pdf.sha256, "missing": len(before.missing),
        },
    )  # fmt: skip
    return found


def _refuse_unfinished(before: Compiled, found: Investigation) -> None:
    titles = {section.part: section.title for section in before.plan.sections if section.kind == "written"}
    empty = [titles[part] for part in MUST_BE_WRITTEN if part in titles and before.written[part].is_empty]
    if empty:
        raise InvestigationStateError(
            _("Det här är inte skrivet: {parts}."), saved=NOTHING_CHANGED,
            todo=_("Skriv det först; det är en människa som bedömer."), values={"parts": ", ".join(empty)},
        )  # fmt: skip
    if waiting_asides(found).exists():
        raise InvestigationStateError(
            _("Två har skrivit i samma del och en text ligger bredvid."), saved=NOTHING_CHANGED,
            todo=_("Jämför texterna och välj vad som ska stå."),
        )  # fmt: skip


def _refuse_unheard(before: Compiled, found: Investigation, *, not_sent_because: str, at: datetime) -> None:
    if found.is_child and not before.basis.heard.child and not found.child_not_heard.strip():
        raise ReasonMissingError(
            _("Barnet har inte hörts, och det står inte varför."), saved=NOTHING_CHANGED,
            todo=_("Tala med barnet, eller skriv skälet (3 kap. 2 § socialtjänstlagen)."),
        )  # fmt: skip
    today = swedish_day(at)
    waits = [
        one for one in before.hearings if one.communication.answered_at is None and one.communication.answer_by >= today
    ]
    if (waits or not before.hearings) and len(not_sent_because.strip()) < MIN_REASON:
        raise ReasonMissingError(
            _("Någon har fortfarande tid att svara.") if waits else _("Parterna har inte fått yttra sig."),
            saved=NOTHING_CHANGED,
            todo=_("Vänta på svaret, eller skriv varför det är uppenbart obehövligt (25 § förvaltningslagen)."),
        )


def _document(found: Investigation, kind: str, media_type: str, content: bytes, *, by: Actor, at: datetime) -> Document:
    return add_document(
        matter=found.matter, kind=kind, title=f"Beslutsunderlag, version {found.number}", media_type=media_type,
        content=content, source="andrum", key=f"investigation:{found.pk}:{kind}", by=by, at=at,
    )  # fmt: skip


def _close_tasks(found: Investigation, *, by: Actor, at: datetime) -> None:
    for one in deadlines_of(found):
        if one.code == "investigation" and one.due is not None:
            finish_task_with_key(key=task_key(found, one.code, one.due), by=by, at=at)


@transaction.atomic
def begin_new_version(*, investigation: Investigation, why: str, by: Actor, at: datetime) -> Investigation:
    """Begin a new version of a finished investigation: a new document that points at the old, which stays as it is.

    What was written and sorted is taken over with its author; the days go on from the first beginning.

    Raises:
        InvestigationStateError: when it is not finished, or a newer version is there already.
        ReasonMissingError: when it is not said why.
    """
    rows = Investigation.objects.select_for_update(of=("self",), no_key=True).select_related("matter")
    old = rows.get(pk=investigation.pk)
    if old.state != InvestigationState.FINISHED or Investigation.objects.filter(follows=old).exists():
        raise InvestigationStateError(
            _("En ny version kan inte börja här."), saved=NOTHING_CHANGED, todo=_("Öppna den senaste versionen.")
        )
    if Investigation.objects.filter(matter=old.matter, state__in=("prescreening", "open")).exists():
        raise InvestigationStateError(
            _("En utredning pågår redan i ärendet."), saved=NOTHING_CHANGED, todo=_("Öppna den.")
        )
    if len(why.strip()) < MIN_REASON:
        raise ReasonMissingError(_("Det står inte varför."), saved=NOTHING_CHANGED, todo=_("Skriv vad som ska ändras."))
    new = Investigation.objects.create(
        matter=old.matter, framework=old.framework, number=Investigation.objects.filter(matter=old.matter).count() + 1,
        follows=old, state=InvestigationState.OPEN, reported_date=old.reported_date,
        reason=f"{old.reason}\n\nNy version: {why.strip()}", started_date=old.started_date,
        days_version=old.days_version, child_not_heard=old.child_not_heard, opened_at=at, opened_by=by.name,
        opened_by_id=f"{by.kind}:{by.id}",
    )  # fmt: skip
    for part in WrittenPart.values:
        _take_over(old, new, part)
    Placement.objects.bulk_create(
        Placement(investigation=new, entry_key=one.entry_key, area=one.area, by=one.by, by_id=one.by_id, at=one.at)
        for one in old.placements.order_by("pk")
    )
    record(
        kind="investigations.new_version", by=by, at=at, subject=f"investigation:{new.pk}", matter=str(new.matter_id),
        person=str(new.matter.applicant_id),
        details={"follows": old.pk, "number": new.number, "sha256": sha256(why.strip().encode()).hexdigest()},
    )  # fmt: skip
    return new


def _take_over(old: Investigation, new: Investigation, part: str) -> None:
    """The text that stood, with its own author and time."""
    last = standing_version(old, part)
    if last is None:
        return
    row = Part.objects.create(investigation=new, part=part, revision=1)
    PartVersion.objects.create(
        part=row, number=1, text=last.text, written_by=last.written_by, written_by_id=last.written_by_id,
        began_at=last.began_at, saved_at=last.saved_at,
    )  # fmt: skip
