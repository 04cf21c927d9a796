"""Whether a language model may be used, and which."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from andrum.cases.service import participants_of
from andrum.conversations.domain.telling import MODEL
from andrum.conversations.models import Claim, Conversation, ModelRule, Pointing
from andrum.conversations.ports import LanguageModel
from andrum.conversations.queries.conversations import latest_answer
from andrum.kernel.clock import swedish_day
from andrum.people.service import Protection

SAID_NO = frozenset({"no", "stop"})


def model_is_set_up() -> bool:
    """Whether the operator has said where a language model is."""
    return bool(settings.ANDRUM_LANGUAGE == "endpoint")


def rule_at(at: datetime) -> ModelRule | None:
    """The board's decision in force; None when there is none."""
    return ModelRule.objects.filter(from_date__lte=swedish_day(at)).order_by("-from_date", "-pk").first()


def model_is_told(conversation: Conversation, at: datetime) -> bool:
    """Whether the client is told that a language model will read: set up, allowed, nobody protected."""
    rule = rule_at(at)
    if not model_is_set_up() or rule is None or not rule.may_point:
        return False
    matter = conversation.matter
    people = [matter.applicant, *(part.person for part in participants_of(matter))]
    return not matter.is_protected and all(person.protection == Protection.NONE for person in people)


def may_point(conversation: Conversation, at: datetime) -> bool:
    """Whether a language model may read it. A client who was informed was told of the model, and did not refuse."""
    if not model_is_told(conversation, at):
        return False
    given = latest_answer(conversation)
    return given is None or (given.answer not in SAID_NO and MODEL[given.language] in given.text)


def may_write(conversation: Conversation, at: datetime) -> bool:
    """Whether a language model may also put what is accepted into words."""
    rule = rule_at(at)
    return rule is not None and rule.may_write and may_point(conversation, at)


def claims_of(conversation: Conversation) -> list[Claim]:
    """All claims, in the order they were written, with the lines they cite."""
    return list(conversation.claims.prefetch_related("lines__speaker").order_by("pk"))


def names_of_case(conversation: Conversation) -> list[str]:
    """Names and places of those in the matter, which are hidden before anything is sent."""
    matter = conversation.matter
    people = [matter.applicant, *(part.person for part in participants_of(matter))]
    found = [word for person in people for word in (person.given_name, person.family_name, person.street, person.city)]
    staff = [conversation.worker.name]
    return [word for word in (*found, *staff) if word]


def language_model() -> LanguageModel:
    """The model of this installation. Raises AndrumError when the settings are wrong."""
    made: LanguageModel = import_string(settings.ANDRUM_LANGUAGE_ADAPTER)(**settings.ANDRUM_LANGUAGE_OPTIONS)
    return made


def pointing_of(conversation: Conversation) -> Pointing | None:
    """What a language model made of a conversation, if it was asked."""
    return Pointing.objects.filter(conversation=conversation).first()


def counts_since(at: datetime, days: int = 30) -> dict[str, object]:
    """What came of the readings of the last days: how many in each state, what was thrown away, and the faults."""
    states: Counter[str] = Counter()
    thrown: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    kept = 0
    for row in Pointing.objects.filter(asked_at__gte=at - timedelta(days=days)).only("state", "counts").iterator():
        states[row.state] += 1
        kept += int(row.counts.get("kept", 0))
        thrown.update(row.counts.get("thrown", {}))
        faults.update(row.counts.get("faults", {}))
    return {
        "states": states, "kept": kept, "thrown": sorted(thrown.items()), "faults": sorted(faults.items()),
        "readings": states.total(),
    }  # fmt: skip
