"""A language model puts into words what the worker has accepted, claim by claim; what is not supported never stands."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from andrum.audit.service import Actor
from andrum.conversations.actions.noting import tell
from andrum.conversations.domain.errors import ClaimError
from andrum.conversations.domain.words import State, WorkerDecision
from andrum.conversations.models import Claim, Conversation, LineDecision, Pointing, PointingState
from andrum.conversations.queries.locked import unsigned
from andrum.conversations.queries.model import language_model, may_write, names_of_case
from andrum.conversations.queries.notes import lines_for_note
from andrum.conversations.queries.pointed import as_talk
from andrum.conversations.queries.speech import segments_of
from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _
from andrum.language import service as language

DECISIONS = (WorkerDecision.UNREVIEWED, WorkerDecision.ACCEPTED, WorkerDecision.REJECTED)


@transaction.atomic
def ask_claims(*, conversation: Conversation, by: Actor, at: datetime) -> Pointing:
    """Let the model put the accepted lines into words. Claims nobody has decided of give way to new ones.

    Raises:
        ClaimError: when it may not, lines are left to look at, or it is under way.
        ConversationStateError: when the conversation is signed.
    """
    locked = unsigned(conversation)
    pointing = Pointing.objects.select_for_update(no_key=True).filter(conversation=locked).first()
    if pointing is None or not may_write(locked, at):
        raise ClaimError(_("Språkmodellen får inte formulera något i det här samtalet."))
    if pointing.is_writing or pointing.goes_on:
        raise ClaimError(_("Språkmodellen arbetar redan."), todo=_("Vänta tills den är klar."))
    if locked.state != State.ENDED or locked.lines.filter(decision=LineDecision.UNREVIEWED).exists():
        raise ClaimError(_("Alla rader är inte granskade."), todo=_("Godkänn eller ta bort dem först."))
    pointing.claims_state = PointingState.WAITING
    pointing.save(update_fields=["claims_state"])
    tell(kind="claims_asked", conversation=locked, by=by, at=at)
    import_string("andrum.conversations.jobs.put_into_words").enqueue(pointing.pk)
    return pointing


def write_claims(*, pointing_id: int, by: Actor, at: datetime) -> None:
    """Ask and keep, in one transaction at the end; it may be cut off anywhere and run again."""
    pointing = Pointing.objects.select_related("conversation__matter__applicant", "conversation__worker").get(
        pk=pointing_id
    )
    conversation = pointing.conversation
    if not pointing.is_writing:
        return
    counts = language.Counts()
    claims: tuple[language.Claim, ...] = ()
    if conversation.state == State.ENDED and may_write(conversation, at):
        try:
            claims = _written(conversation, counts)
        except (AndrumError, ImportError, OSError):
            counts.faults["inställningarna"] += 1
    _keep(pointing=pointing, claims=claims, counts=counts, by=by, at=at)


def _written(conversation: Conversation, counts: language.Counts) -> tuple[language.Claim, ...]:
    names = {area.id: area.name for area in language.factor_set(conversation.framework).areas}
    cited = [
        language.Cited(
            key=line.pk, speaker=line.speaker.role, area=names.get(line.area, str(line.kind)), status=line.status,
            text=line.quote,
        )
        for line in lines_for_note(conversation)
    ]  # fmt: skip
    masker = language.masker_for(as_talk(conversation, segments_of(conversation)), names_of_case(conversation))
    return language.write_claims(cited, language_model(), masker, counts=counts)


@transaction.atomic
def _keep(
    *, pointing: Pointing, claims: tuple[language.Claim, ...], counts: language.Counts, by: Actor, at: datetime
) -> None:
    conversation = Conversation.objects.select_for_update(no_key=True).get(pk=pointing.conversation_id)
    row = Pointing.objects.select_for_update(no_key=True).get(pk=pointing.pk)
    if not row.is_writing:
        return
    row.claims_state = PointingState.DONE if claims else PointingState.FAILED
    row.claims_counts = counts.as_json()
    if conversation.state != State.ENDED:
        row.claims_state, claims = PointingState.STOPPED, ()
    row.save(update_fields=["claims_state", "claims_counts"])
    if claims:
        conversation.claims.filter(decision=LineDecision.UNREVIEWED).delete()
    kept = {line.pk for line in lines_for_note(conversation)}
    for claim in claims:
        if set(claim.keys) <= kept:
            made = Claim.objects.create(
                conversation=conversation, text=claim.text, mark=str(claim.mark), why=claim.why, written_at=at
            )
            made.lines.set(claim.keys)
    marks = [str(claim.mark) for claim in claims]
    by_mark: dict[str, Any] = {mark.replace(" ", "_"): marks.count(mark) for mark in set(marks)}
    tell(kind="claims_written", conversation=conversation, by=by, at=at, **by_mark)


@transaction.atomic
def decide_claim(*, claim: Claim, decision: str, by: Actor, at: datetime) -> Claim:
    """Put a claim in the note, take it away, or undo that.

    Raises:
        ClaimError: when the claim is not supported by its quotes, or the decision is none of these.
        ConversationStateError: when the conversation is signed.
    """
    locked = unsigned(claim.conversation)
    row = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    if decision not in DECISIONS:
        raise ClaimError(_("Det går inte att välja det."), todo=_("Ta med påståendet eller ta bort det."))
    if decision == WorkerDecision.ACCEPTED and not row.may_stand:
        raise ClaimError(
            _("Citaten styrker inte påståendet."), saved=_("Inget har ändrats."), todo=_("Skriv med egna ord.")
        )
    is_undone = decision == WorkerDecision.UNREVIEWED
    row.decision, row.decided_by, row.decided_at = decision, "" if is_undone else by.name, None if is_undone else at
    row.save(update_fields=["decision", "decided_by", "decided_at"])
    tell(kind="claim_decided", conversation=locked, by=by, at=at, claim=row.pk, decision=decision)
    return row
