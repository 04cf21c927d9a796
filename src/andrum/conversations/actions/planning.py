"""Before a conversation: who is there, what they were told, and what they answered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from andrum.accounts.service import User
from andrum.audit.service import Actor
from andrum.cases.service import Matter
from andrum.conversations.actions.noting import tell
from andrum.conversations.domain.errors import ConversationStateError, DeclinedError
from andrum.conversations.domain.telling import told
from andrum.conversations.domain.views import PersonPresent
from andrum.conversations.domain.words import ROLES, Answer, State, Way
from andrum.conversations.models import Conversation, InformationGiven, Presence
from andrum.conversations.queries.locked import unsigned
from andrum.conversations.queries.model import model_is_told
from andrum.conversations.queries.policy import policy_at
from andrum.kernel.words import marked as _

MOST_PRESENT = 9
"""One key on the keyboard for each."""


@transaction.atomic
def plan_conversation(
    *, matter: Matter, framework: str, way: str, persons: Sequence[PersonPresent], user: User, by: Actor, at: datetime,
    setting: str = "", interpreter: str = "", child_age: int | None = None, script: str = "",
) -> Conversation:  # fmt: skip
    """Prepare a conversation in a matter. ``script`` is that of a recording that the demo plays.

    Raises:
        ConversationStateError: when the matter is closed, or those present are none, too many or unclear.
    """
    if matter.state != "open":
        raise ConversationStateError(_("Ärendet är avslutat."), todo=_("Öppna ärendet igen först."))
    _refuse_unclear(persons)
    made = Conversation.objects.create(
        matter=matter, worker=user, framework=framework, way=way, setting=setting.strip()[:200],
        interpreter=interpreter.strip()[:100], child_age=child_age, planned_at=at, script=script,
    )  # fmt: skip
    Presence.objects.bulk_create(
        Presence(
            conversation=made, key=person.key, place=place, role=person.role, name=person.name.strip()[:150],
            person_id=person.person_id, channel=person.channel,
        )
        for place, person in enumerate(persons, 1)
    )  # fmt: skip
    tell(kind="planned", conversation=made, by=by, at=at, way=way, framework=framework, present=len(persons))
    return made


@transaction.atomic
def add_person(*, conversation: Conversation, person: PersonPresent, by: Actor, at: datetime) -> Presence:
    """Somebody came into the room.

    Raises:
        ConversationStateError: when it is signed, or there are as many as there are keys.
    """
    locked = unsigned(conversation)
    present = list(locked.persons.all())
    _refuse_unclear([*(PersonPresent(one.key, one.role) for one in present), person])
    made = Presence.objects.create(
        conversation=locked, key=person.key, place=max((one.place for one in present), default=0) + 1,
        role=person.role, name=person.name.strip()[:150], person_id=person.person_id,
    )  # fmt: skip
    Conversation.objects.filter(pk=locked.pk).update(revision=locked.revision + 1)
    tell(kind="persons_changed", conversation=locked, by=by, at=at, present=len(present) + 1)
    return made


@transaction.atomic
def note_information(
    *, conversation: Conversation, language: str, answer: str, by: Actor, at: datetime
) -> InformationGiven:
    """Keep what the client was told, in which language, by which policy, and the answer.

    Yes lets the words be written down by the program. No or stop takes that away at once; what was said before a stop
    stays until the two have agreed what to do with it.

    Raises:
        ConversationStateError: when it is signed.
        PolicyError: when the board's policy cannot be read.
    """
    locked = unsigned(conversation)
    policy = policy_at(at)
    said = told(language, policy, with_model=model_is_told(locked, at))
    made = InformationGiven.objects.create(
        conversation=locked, language=language, text="\n".join(said),
        legal_basis=policy.legal_basis[language], policy=policy.version, answer=answer, noted_by=by.name, noted_at=at,
    )  # fmt: skip
    values: dict[str, object] = {"may_listen": answer == Answer.YES}
    if locked.state == State.PLANNED:
        values["keeps_sound"] = answer == Answer.YES and policy.keep_sound and locked.way in {Way.LIVE, Way.UPLOAD}
    elif answer != Answer.YES and locked.state == State.LIVE:
        values["state"] = State.PAUSED
    _change(conversation, locked, **values)
    tell(kind="informed", conversation=locked, by=by, at=at, language=language, answer=answer, policy=policy.version)
    return made


@transaction.atomic
def start_conversation(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """Begin, or go on after a pause. To begin what has begun already changes nothing.

    Raises:
        DeclinedError: when the client has not been told, or has not said yes to being written down.
        ConversationStateError: when it has ended.
    """
    locked = unsigned(conversation)
    if locked.state == State.LIVE:
        return conversation
    if locked.state not in {State.PLANNED, State.PAUSED}:
        raise ConversationStateError(_("Samtalet är avslutat."), todo=_("Förbered ett nytt samtal."))
    by_worker_alone = locked.way in {Way.TEXT, Way.DICTATION}
    if not locked.may_listen and not by_worker_alone and not locked.information.exists():
        raise DeclinedError(_("Klienten har inte fått information ännu."), todo=_("Läs upp den och anteckna svaret."))
    kind = "started" if locked.started_at is None else "resumed"
    _change(conversation, locked, state=State.LIVE, started_at=locked.started_at or at)
    tell(kind=kind, conversation=locked, by=by, at=at)
    return conversation


@transaction.atomic
def pause_conversation(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """Pause: nothing that is said is taken in until it goes on."""
    locked = unsigned(conversation)
    if locked.state == State.LIVE:
        _change(conversation, locked, state=State.PAUSED)
        tell(kind="paused", conversation=locked, by=by, at=at)
    return conversation


@transaction.atomic
def cancel_conversation(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """Say that a prepared conversation did not take place.

    Raises:
        ConversationStateError: when something has been said in it.
    """
    locked = unsigned(conversation)
    if locked.utterances:
        raise ConversationStateError(_("Något har redan sagts i samtalet."), todo=_("Avsluta det och granska det."))
    _change(conversation, locked, state=State.CANCELLED, may_listen=False)
    tell(kind="cancelled", conversation=locked, by=by, at=at)
    return conversation


def _refuse_unclear(persons: Sequence[PersonPresent]) -> None:
    keys = [person.key for person in persons]
    if not keys or len(keys) > MOST_PRESENT:
        raise ConversationStateError(
            _("Det är oklart vilka som är med."), todo=_("Välj minst en och högst {most}."),
            values={"most": MOST_PRESENT},
        )  # fmt: skip
    if len(set(keys)) != len(keys) or any(person.role not in ROLES for person in persons):
        raise ConversationStateError(
            _("Två närvarande har samma märke, eller en roll är okänd."), todo=_("Ändra listan.")
        )


def _change(conversation: Conversation, locked: Conversation, **values: object) -> None:
    for name, value in values.items():
        setattr(locked, name, value)
        setattr(conversation, name, value)
    locked.save(update_fields=list(values))
