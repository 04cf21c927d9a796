"""Sign: the note is locked in the journal, what was said becomes facts, what was agreed becomes tasks. Once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import FactValue, add_task, record_facts, write_note
from andrum.conversations.actions.deleting import delete_at_signing
from andrum.conversations.domain.agreements import agreed_in_words
from andrum.conversations.domain.errors import SignedAlreadyError, SignError
from andrum.conversations.domain.events import ConversationSigned
from andrum.conversations.domain.words import OBSERVED, LineKind, State
from andrum.conversations.models import Conversation, Line, LineDecision, OwnNote
from andrum.conversations.queries.notes import DICTATED, dictated, lines_for_note, note_text, note_title
from andrum.conversations.queries.policy import policy_at
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _

LONGEST_NOTE = 200_000


@transaction.atomic
def sign_conversation(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """Sign. Every line must have been looked at by a person first; an empty conversation has nothing to sign.

    Raises:
        SignedAlreadyError: when it is signed, in another window too.
        SignError: when it has not ended, lines are left to look at, or there is nothing in it.
    """
    locked = Conversation.objects.select_for_update(of=("self",), no_key=True).select_related("matter__applicant").get(
        pk=conversation.pk
    )  # fmt: skip
    if locked.state == State.SIGNED:
        raise SignedAlreadyError
    if locked.state != State.ENDED:
        raise SignError(_("Samtalet är inte avslutat."), todo=_("Avsluta det först."))
    left = locked.lines.filter(decision=LineDecision.UNREVIEWED).count()
    if left:
        raise SignError(
            _("Det finns rader som inte är granskade: {left}."),
            saved=_("Allt är sparat."),
            todo=_("Godkänn eller ta bort dem."),
            values={"left": left},
        )
    lines = lines_for_note(locked)
    if not lines and not locked.own_notes.exists() and not dictated(locked):
        raise SignError(_("Det finns inget att signera."), todo=_("Välj rader ur det som sades, eller skriv själv."))
    text = note_text(locked)
    if len(text) > LONGEST_NOTE:
        raise SignError(
            _("Anteckningen är för lång."), saved=_("Allt är sparat."), todo=_("Ta bort rader som inte behövs.")
        )
    note = write_note(matter=locked.matter, title=note_title(locked), text=text, by=by, at=at, sign=True)
    facts = [_fact_of(locked, line, at) for line in lines if line.kind != LineKind.AGREEMENT]
    if facts:
        record_facts(matter=locked.matter, facts=facts, by=by, at=at)
    _add_tasks(locked, lines, by, at)
    for said in dictated(locked):  # the utterances it was made of may be deleted; what stands in the note stays
        OwnNote.objects.create(conversation=locked, text=said, written_by=by.name, written_at=at, key=DICTATED)
    locked.state, locked.signed_at, locked.signed_by, locked.note = State.SIGNED, at, by.name, note
    locked.save(update_fields=["state", "signed_at", "signed_by", "note"])
    record(
        kind="conversations.signed", by=by, at=at, subject=f"conversation:{locked.pk}", matter=str(locked.matter_id),
        person=str(locked.matter.applicant_id),
        details={"note": note.pk, "lines": len(lines), "facts": len(facts), "unsorted": locked.unsorted},
    )  # fmt: skip
    if not policy_at(at).keeps_words:
        delete_at_signing(conversation=locked, by=by, at=at)
    publish(ConversationSigned(conversation_id=locked.pk, matter_id=locked.matter_id, note_id=note.pk))
    return locked


def _fact_of(conversation: Conversation, line: Line, at: datetime) -> FactValue:
    """A line as a fact: what was said by whom, and where the words are. The worker's own sight is the worker's fact."""
    is_seen = line.status == OBSERVED
    return FactValue(
        name=f"conversation.{conversation.pk}.{line.pk}",
        value={
            "quote": line.quote, "wording": line.wording, "speaker": line.speaker.role, "about": line.about,
            "kind": str(line.kind), "area": line.area, "factor": line.factor, "polarity": line.polarity,
            "status": line.status, "certainty": line.certainty, "time": line.time, "question": line.question,
            "client_position": str(line.client_position), "client_words": line.client_words,
            "client_who": line.client_who.role if line.client_who else "",
        },
        source="caseworker" if is_seen else "citizen",
        source_detail=f"conversation:{conversation.pk}:line:{line.pk}",
        retrieved_at=conversation.started_at or at,
        reason="Handläggaren såg det vid samtalet." if is_seen else "",
    )  # fmt: skip


def _add_tasks(conversation: Conversation, lines: Sequence[Line], by: Actor, at: datetime) -> None:
    for line in lines:
        if line.kind != LineKind.AGREEMENT:
            continue
        title = agreed_in_words(
            who=line.who, speaker=line.speaker.name or line.speaker.role, what=line.wording or line.what,
            quote=line.quote,
        )  # fmt: skip
        add_task(
            matter=conversation.matter, title=title[:200],
            text=f"Överenskommet vid samtal: »{line.quote}«" + (f" ({line.when})" if line.when else ""),
            due_date=line.due_date, assigned_to=conversation.matter.assigned_to,
            key=f"conversation:{conversation.pk}:line:{line.pk}", by=by, at=at,
        )  # fmt: skip
