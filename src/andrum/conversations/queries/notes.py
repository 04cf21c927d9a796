"""The note of a conversation as it would be signed now."""

from django.utils import timezone

from andrum.conversations.domain.note import NoteHead, NoteLine, write_note
from andrum.conversations.domain.words import ClientPosition, Source
from andrum.conversations.models import Claim, Conversation, Line, LineDecision
from andrum.conversations.queries.speech import name_of
from andrum.kernel.clock import SWEDEN
from andrum.kernel.periods import day_in_words
from andrum.language.service import factor_set

HOW = {
    "live": "Samtalet skrevs ner medan det pågick och sorterades av programmet.",
    "upload": "En ljudfil skrevs ner och sorterades av programmet.",
    "text": "Samtalet skrevs ner för hand och sorterades av programmet.",
    "dictation": "Handläggaren dikterade efteråt.",
}
DICTATED = "dictated"
ANSWERS = {"yes": "sa ja", "no": "sa nej", "stop": "sa stopp"}
LANGUAGE_WORDS = {"sv": "svenska", "en": "engelska", "sv-x-easy": "lättläst svenska"}


def lines_for_note(conversation: Conversation) -> list[Line]:
    """Lines that stand in the note: all that the worker has not taken away, in the order they were said."""
    kept = conversation.lines.exclude(decision=LineDecision.REJECTED)
    return list(kept.select_related("speaker", "client_who").order_by("n", "start", "pk"))


def note_title(conversation: Conversation) -> str:
    """The heading in the journal."""
    day = timezone.localtime(conversation.started_at or conversation.planned_at, SWEDEN).date()
    return f"Samtal {day_in_words(day)}"


def note_text(conversation: Conversation) -> str:
    """The text of the note, made of what stands now."""
    lines = lines_for_note(conversation)
    names = {area.id: area.name for area in factor_set(conversation.framework).areas}
    held = timezone.localtime(conversation.started_at or conversation.planned_at, SWEDEN)
    claims = conversation.claims.filter(decision=LineDecision.ACCEPTED).prefetch_related("lines").order_by("pk")
    kept = {line.pk for line in lines}
    head = NoteHead(
        claims=tuple(_claimed(claim) for claim in claims if {line.pk for line in claim.lines.all()} <= kept),
        title=note_title(conversation), held=f"Samtal {day_in_words(held.date())} kl. {held:%H.%M}",
        setting=conversation.setting, interpreter=conversation.interpreter,
        persons=tuple(
            f"{one.name} ({one.role})" if one.name else one.role for one in conversation.persons.order_by("place")
        ),
        informed=tuple(_told(conversation)),
        written_how=f"{HOW[conversation.way]} Handläggaren har granskat varje rad.",
        unsorted=conversation.unsorted,
        own_notes=(*dictated(conversation), *conversation.own_notes.order_by("pk").values_list("text", flat=True)),
        area_names=names,
        walked_through=any(line.client_position != ClientPosition.NOT_ASKED for line in lines),
    )  # fmt: skip
    return write_note(head, [note_line(line) for line in lines])


def _claimed(claim: Claim) -> str:
    """A claim with the quotes it rests on, and who put it in the note."""
    quotes = "; ".join(f"»{line.quote}«" for line in claim.lines.order_by("n", "start", "pk"))
    return f"{claim.text} (ur {quotes}; godkänt av {claim.decided_by})"


def dictated(conversation: Conversation) -> tuple[str, ...]:
    """What the worker dictated afterwards, whole: the worker's own words. Once signed it is an own note as well."""
    if conversation.own_notes.filter(key=DICTATED).exists():
        return ()
    rows = conversation.segments.filter(source=Source.DICTATION).order_by("n")
    whole = " ".join(row.text for row in rows)
    return (whole,) if whole else ()


def _told(conversation: Conversation) -> list[str]:
    given = conversation.information.order_by("noted_at", "pk")
    return [
        f"Information gavs på {LANGUAGE_WORDS[one.language]} och klienten {ANSWERS[one.answer]}"
        f" till att samtalet skrevs ner av programmet."
        for one in given
    ]


def note_line(line: Line) -> NoteLine:
    """A row as the note takes it."""
    same = (
        "kind", "quote", "area", "polarity", "status", "time", "certainty", "question", "wording", "client_position",
        "client_words", "who", "what", "when", "due_date",
    )  # fmt: skip
    values = {name: getattr(line, name) for name in same}
    who = name_of(line.client_who) if line.client_who else ""
    return NoteLine(
        speaker=name_of(line.speaker), role=line.speaker.role, client_who=who, is_safety=line.stands_as_danger, **values
    )  # fmt: skip
