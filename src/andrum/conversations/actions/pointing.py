"""A language model reads a conversation and points; what stands the check is merged with the program's own reading."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from andrum.audit.service import Actor, record
from andrum.conversations.actions.noting import tell
from andrum.conversations.actions.sorting import sort_again
from andrum.conversations.domain.errors import ConversationStateError, LineError, ModelRuleError
from andrum.conversations.domain.words import State
from andrum.conversations.models import Conversation, Line, LineDecision, ModelRule, Pointing, PointingState
from andrum.conversations.queries.found import line_from
from andrum.conversations.queries.locked import unsigned
from andrum.conversations.queries.model import language_model, may_point, names_of_case
from andrum.conversations.queries.pointed import as_talk, doubts_of, kept_as_text
from andrum.conversations.queries.speech import segments_of, unsorted_in
from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _
from andrum.language.service import Result, point

OVER = frozenset({State.SIGNED, State.CANCELLED})


@transaction.atomic
def note_model_rule(
    *, may_point: bool, may_write: bool, from_date: date, decision_reference: str, by: Actor, at: datetime
) -> ModelRule:
    """Note what the board has decided about language models, from a day.

    Raises:
        ModelRuleError: when the decision has no reference, or it may write without pointing.
    """
    reference = " ".join(decision_reference.split())[:120]
    if not reference:
        raise ModelRuleError(_("Beslutets beteckning saknas."), todo=_("Skriv nämndens beslut: dag och paragraf."))
    if may_write and not may_point:
        raise ModelRuleError(_("Den kan inte formulera utan att peka ut."), todo=_("Tillåt båda, eller ingen."))
    made = ModelRule.objects.create(
        may_point=may_point, may_write=may_write, from_date=from_date, decision_reference=reference,
        noted_by=by.name, noted_at=at,
    )  # fmt: skip
    record(
        kind="conversations.model_rule_noted", by=by, at=at, subject=f"model_rule:{made.pk}",
        details={
            "may_point": may_point, "may_write": may_write, "from": from_date.isoformat(), "decision": reference
        },
    )  # fmt: skip
    return made


@transaction.atomic
def ask_model(*, conversation: Conversation, by: Actor, at: datetime) -> Pointing | None:
    """Let a language model read an ended conversation, when it may. None when it may not, or already does.

    Raises:
        ConversationStateError: when it has not ended, or is signed.
    """
    locked = unsigned(conversation)
    if locked.state != State.ENDED:
        raise ConversationStateError(_("Samtalet är inte avslutat."), todo=_("Avsluta det först."))
    if not may_point(locked, at):
        return None
    made, is_new = Pointing.objects.select_for_update(no_key=True).get_or_create(
        conversation=locked, defaults={"asked_at": at, "total": locked.utterances, "result": "", "doubts": ""}
    )
    if made.goes_on and not is_new:
        return None
    if not is_new:
        made.state, made.asked_at, made.finished_at, made.done = PointingState.WAITING, at, None, 0
        made.round, made.total = made.round + 1, locked.utterances
        made.save(update_fields=["state", "asked_at", "finished_at", "done", "round", "total"])
    tell(kind="model_asked", conversation=locked, by=by, at=at, utterances=locked.utterances)
    import_string("andrum.conversations.jobs.point_out").enqueue(made.pk, made.round)
    return made


def read_with_model(*, pointing_id: int, round_: int, by: Actor, at: datetime) -> None:
    """Ask, and keep what stands. It may be cut off anywhere and run again: what it found is kept in one transaction."""
    pointing = Pointing.objects.select_related("conversation__matter__applicant", "conversation__worker").get(
        pk=pointing_id
    )
    if not pointing.goes_on or pointing.round != round_:
        return
    conversation = pointing.conversation
    if conversation.state in OVER or not may_point(conversation, at):
        _finish(pointing=pointing, result=Result("stopped"), by=by, at=at)
        return
    rows = segments_of(conversation)
    try:
        model = language_model()
    except (AndrumError, ImportError, OSError):
        _finish(pointing=pointing, result=Result("failed"), by=by, at=at)
        return
    pointing.model = model.name[:120]
    known = names_of_case(conversation)
    result = point(as_talk(conversation, rows), model, known=known, told=_teller(pointing))
    _finish(pointing=pointing, result=result, by=by, at=timezone.now())


def _teller(pointing: Pointing) -> Callable[[int, int], None]:
    """Writes how far it has come, outside every other transaction, so that the page can tell."""

    def tell(done: int, total: int) -> None:
        Pointing.objects.filter(pk=pointing.pk, round=pointing.round).update(
            state=PointingState.READING, done=done, total=total, model=pointing.model
        )

    return tell


@transaction.atomic
def _finish(*, pointing: Pointing, result: Result, by: Actor, at: datetime) -> None:
    conversation = Conversation.objects.select_for_update(no_key=True).get(pk=pointing.conversation_id)
    row = Pointing.objects.select_for_update(no_key=True).get(pk=pointing.pk)
    if row.round != pointing.round or not row.goes_on:
        return
    is_over = conversation.state in OVER
    row.state = PointingState.STOPPED if is_over else PointingState(result.state)
    row.counts = {**result.counts.as_json(), "unread": len(result.unread)}
    row.model, row.finished_at = pointing.model, at
    if not is_over and result.pointed.read:
        row.result = kept_as_text(result.pointed, segments_of(conversation))
    row.save()
    if not is_over and result.pointed.read and not sort_again(conversation=conversation, by=by, at=at):
        Pointing.objects.filter(pk=row.pk).update(state=PointingState.UNUSED)
        row.state = PointingState.UNUSED
    tell(
        kind="model_read", conversation=conversation, by=by, at=at, state=str(row.state), model=row.model,
        kept=result.counts.kept, thrown=result.counts.thrown.total(), faults=result.counts.faults.total(),
        unread=len(result.unread),
    )  # fmt: skip


@transaction.atomic
def take_doubt(*, conversation: Conversation, place: tuple[int, int, int], kind: str, by: Actor, at: datetime) -> Line:
    """Make a line of what the two readings disagree on. It is accepted at once, since a person chose it.

    Raises:
        LineError: when nothing of that kind is kept aside there.
        ConversationStateError: when the conversation is signed.
    """
    locked = unsigned(conversation)
    pointing = Pointing.objects.filter(conversation=locked).first()
    found = next(
        (it for it in doubts_of(pointing) if (it.n, it.start, it.end) == place and type(it).__name__ == kind), None
    )
    line = line_from(locked, found, {}, at) if found is not None else None
    if line is None:
        raise LineError(
            _("Raden finns inte kvar bland de tveksamma."), saved=_("Inget har ändrats."), todo=_("Ladda om sidan.")
        )
    same = locked.lines.filter(
        kind=line.kind, n=line.n, start=line.start, end=line.end, area=line.area, polarity=line.polarity
    ).first()
    if same is not None:
        return same
    line.decision, line.decided_by, line.decided_at = LineDecision.ACCEPTED, by.name, at
    line.save(force_insert=True)
    locked.unsorted = unsorted_in(locked)
    locked.save(update_fields=["unsorted"])
    record(
        kind="conversations.doubt_taken", by=by, at=at, subject=f"line:{line.pk}", matter=str(locked.matter_id),
        details={"conversation": locked.pk, "doubt": line.doubt},
    )  # fmt: skip
    return line
