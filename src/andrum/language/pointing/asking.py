"""Asks a language model to point, a part of the conversation at a time. What goes wrong there stops nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from andrum.language.factors import FactorSet, factor_set
from andrum.language.pointing.answers import Said, UnreadableAnswerError, pointed_in
from andrum.language.pointing.masking import Masked, Masker
from andrum.language.pointing.questions import Turn, pointing_question
from andrum.language.pointing.vocabulary import Counts, LanguageModel, ModelUnavailableError, Pointed
from andrum.language.vocabulary import Conversation, Participant, Utterance

AT_ONCE = 24
"""Utterances in one question."""
CONTEXT = 4
"""Utterances before them that are sent along to be understood, not pointed at."""
SMALLEST = 6
"""A part that cannot be read is asked about in halves, down to this."""
FAULTS_IN_A_ROW = 2
LEAST_WORDS = 40
LEAST_TURNS = 3
"""What others than those who ask must have said before anything is sent."""
NOBODY = Participant("", "annan")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it. ``state`` is ``done``, ``partly``, ``failed`` or ``too_short``; ``unread`` the numbers left."""

    state: str
    pointed: Pointed = field(default_factory=Pointed)
    counts: Counts = field(default_factory=Counts)
    unread: tuple[int, ...] = ()


def is_too_short(conversation: Conversation) -> bool:
    """Whether too little is said for anything to be sent."""
    asking = {person.id for person in conversation.participants if person.is_asking}
    said = [it.text.split() for it in conversation.utterances if it.who not in asking and it.text.strip()]
    return len(said) < LEAST_TURNS or sum(map(len, said)) < LEAST_WORDS


def masker_for(conversation: Conversation, known: Iterable[str] = ()) -> Masker:
    """The pseudonyms of a conversation: names of those present and of the case first, then what lists and signs say."""
    present = [person.name for person in conversation.participants if person.name]
    return Masker((*present, *known), [it.text for it in conversation.utterances])


def point(
    conversation: Conversation,
    model: LanguageModel,
    *,
    known: Iterable[str] = (),
    factors: FactorSet | None = None,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Result:
    """Let the model point. ``known`` are names and places of the case, hidden too; ``told`` hears how far it is."""
    if is_too_short(conversation):
        return Result("too_short")
    factors = factors or factor_set(conversation.framework)
    asking = _Asking(conversation, model, factors, masker_for(conversation, known))
    spoken = [it for it in conversation.utterances if it.text.strip()]
    found, total, gone = Pointed(), len(spoken), 0
    told(0, total)
    for first in range(0, total, AT_ONCE):
        part = spoken[first : first + AT_ONCE]
        before = spoken[max(0, first - CONTEXT) : first]
        faults = asking.counts.faults.total()
        found += asking.part(part, before)
        gone = gone + 1 if asking.counts.faults.total() > faults else 0
        told(min(first + AT_ONCE, total), total)
        if gone >= FAULTS_IN_A_ROW:
            break
    unread = tuple(it.n for it in spoken if it.n not in found.read)
    state = "failed" if not found.read else "partly" if unread else "done"
    return Result(state, found, asking.counts, unread)


@dataclass(slots=True)
class _Asking:
    conversation: Conversation
    model: LanguageModel
    factors: FactorSet
    masker: Masker
    counts: Counts = field(default_factory=Counts)
    _masked: dict[int, Masked] = field(default_factory=dict)

    def part(self, part: Sequence[Utterance], before: Sequence[Utterance]) -> Pointed:
        """What stands in a part; in halves when it cannot be read whole, and nothing when the machine is away."""
        question = pointing_question(list(self._turns(part, before)), self.factors)
        said = [Said(it.n, it.text, self._mask(it), self._person(it).is_asking) for it in part]
        self.counts.questions += 1
        try:
            return pointed_in(self.model.answer(question), said, self.factors, self.counts)
        except ModelUnavailableError as error:
            self.counts.faults[error.why] += 1
            return Pointed()
        except UnreadableAnswerError as error:
            self.counts.throw(error.why)
        if len(part) < 2 * SMALLEST:
            return Pointed()
        half = len(part) // 2
        faults = self.counts.faults.total()
        first = self.part(part[:half], before)
        if self.counts.faults.total() > faults:
            return first
        return first + self.part(part[half:], part[max(0, half - CONTEXT) : half])

    def _turns(self, part: Sequence[Utterance], before: Sequence[Utterance]) -> Iterator[Turn]:
        for it in (*before, *part):
            is_context = it.n in {one.n for one in before}
            yield Turn(it.n, self._person(it).role, self._mask(it).text, is_context)

    def _mask(self, utterance: Utterance) -> Masked:
        if utterance.n not in self._masked:
            self._masked[utterance.n] = self.masker.mask(utterance.text)
        return self._masked[utterance.n]

    def _person(self, utterance: Utterance) -> Participant:
        return next((one for one in self.conversation.participants if one.id == utterance.who), NOBODY)
