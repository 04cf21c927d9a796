"""Sorts the clauses of an utterance: the models find, the rules guard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from andrum.language.alarms import alarms
from andrum.language.factors import FactorSet
from andrum.language.features import Seen
from andrum.language.models import Models
from andrum.language.safety import area_of
from andrum.language.vocabulary import Certainty, Polarity, Statement, Status, Time
from andrum.language.weighing import Weighed, directions, is_turn

CLAIMED = frozenset({Status.SAID, Status.REPORTED})

FOUND, TRAPPED = 0.3, 1.2
"""How likely a statement must be, and how much a likely trap takes away; chosen by cross-validation on the corpus."""
SIGNED = 0.15
"""How likely a danger said in jest, of others or of long ago must be; below, it is shown as neither good nor bad."""
GUARDS = frozenset({"figure", "others_own", "other_family", "years_ago", "feared", "accused", "dismissed", "over"})
CUED, SURE, DOUBTED, PLAIN = 0.25, 0.65, 0.6, 7
"""From how likely on, up to how likely a trap, and in how many words a factor's own words make a clause so sure."""
LITTLE = 0.2
CEASED = re.compile(r"\bhar (?:helt )?slutat\b", re.IGNORECASE)
"""A worry that has ceased is a strength: "jag har slutat dricka"."""
DOUBTING = frozenset({"negated", "supposed", "figure", "over", "years_ago", "others_own", "other_family", "feared"})
SURELY = 0.7
"""How surely words that carry a sign of danger must speak of a strength ("vi har låst in geväret") to be one."""
OVER = 0.4
PERHAPS = "kanske_fara"
"""The doubt of words that may be danger though no sign says so."""
AGREED, OWN = 0.25, 0.35
SHORT = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """What a statement needs to know of its utterance: ``question`` is the number of the question before it."""

    text: str
    n: int
    speaker: str
    question: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A clause and what was made of it; ``polarity`` None when it says nothing that is sorted."""

    seen: Seen
    polarity: Polarity | None
    status: Status
    strength: float
    sign: str | None
    is_suspected: bool = False
    """Whether it may be danger though no sign says so."""

    @property
    def is_danger(self) -> bool:
        """Whether the words are shown as danger, surely or perhaps."""
        return self.sign is not None or self.is_suspected


def judge(seen: Sequence[Seen], models: Models, factors: FactorSet) -> list[Judged]:
    """What the clauses of an utterance say. The models find; the rules guard; danger is never passed over."""
    weighed = [_cued(one, it, factors) for one, it in zip(seen, models.weigh(seen), strict=True)]
    found = [at for at, one in enumerate(seen) if _is_chosen(one, weighed[at])]
    when = [at for at in found if at - 1 in found and _only_says_when(seen[at - 1], seen[at])]
    ways = directions(seen, weighed, [at for at in found if at not in when])
    ways |= {at: ways[at - 1] for at in when if at - 1 in ways}
    judged = [_judged(one, weighed[at], ways.get(at)) for at, one in enumerate(seen)]
    for places in alarms(seen):
        _suspect(judged, [at for at in places if "question" not in seen[at].flags])
    return judged


def _suspect(judged: list[Judged], places: Sequence[int]) -> None:
    """Show what may be danger as that: what is sorted already, else all of the words, as neither good nor bad."""
    if any(judged[at].sign for at in places):
        return
    for at in [at for at in places if judged[at].polarity is not None] or places:
        judged[at] = replace(judged[at], polarity=judged[at].polarity or Polarity.NEUTRAL, is_suspected=True)


def _cued(seen: Seen, weighed: Weighed, factors: FactorSet) -> Weighed:
    """The same, surer where the own words of a factor stand in the clause and nothing says that they are not meant."""
    is_plain = len(seen.text.split()) <= PLAIN and weighed.evidence >= CUED and weighed.trap < DOUBTED
    without = CEASED.sub(" ", seen.text)
    if is_plain and without != seen.text and has_cue(without, Polarity.RISK, factors):
        return Weighed(max(weighed.evidence, SURE), max(weighed.protective, SURE), min(weighed.trap, LITTLE))
    if not is_plain or DOUBTING & (seen.flags | seen.sentence_flags):
        return weighed
    cued = [way for way in (Polarity.RISK, Polarity.STRENGTH) if has_cue(seen.text, way, factors)]
    if len(cued) != 1:
        return weighed
    protective = (weighed.protective + (cued[0] is Polarity.STRENGTH)) / 2
    return Weighed(max(weighed.evidence, SURE), min(max(protective, 0.01), 0.99), min(weighed.trap, LITTLE))


def _is_chosen(seen: Seen, weighed: Weighed) -> bool:
    sure = weighed.evidence * max(weighed.protective, 1 - weighed.protective) * (1 - TRAPPED * weighed.trap)
    return "question" not in seen.flags and (sure >= FOUND or seen.sign is not None)


def _only_says_when(before: Seen, seen: Seen) -> bool:
    """Whether a clause only says when the one before it is so: "hon tröstar mig / när jag är ledsen"."""
    is_when = seen.text.lower().lstrip(" ,").startswith("när ")
    return is_when and seen.sign is None and before.clause.sentence == seen.clause.sentence


def _judged(seen: Seen, weighed: Weighed, is_strength: bool | None) -> Judged:
    polarity = None if is_strength is None else Polarity.STRENGTH if is_strength else Polarity.RISK
    status = _status(seen, polarity or Polarity.RISK, weighed.trap)
    if seen.sign and polarity and status in CLAIMED:
        is_guarded = bool(GUARDS & (seen.flags | seen.sentence_flags))
        is_likely = not is_guarded or weighed.evidence * (1 - weighed.trap) >= SIGNED
        is_strong = is_strength and weighed.protective >= SURELY
        polarity = Polarity.NEUTRAL if not is_likely else Polarity.STRENGTH if is_strong else Polarity.RISK
    return Judged(seen, polarity, status, weighed.evidence, seen.sign)


def _status(seen: Seen, polarity: Polarity, doubt: float) -> Status:
    marks = seen.flags
    if "supposed" in marks or ("would" in marks and "condition" in seen.sentence_flags and doubt > 0.3):
        return Status.HYPOTHETICAL
    if (
        polarity is Polarity.RISK
        and ({"never", "only_no"} & marks or ("negated" in marks and doubt > 0.5))
        and doubt > 0.3
    ):
        return Status.DENIED
    return Status.REPORTED if "reported" in marks else Status.SAID


def _over(seen: Seen, doubt: float) -> bool:
    is_marked = {"figure", "over"} & seen.flags
    return doubt > OVER or (bool(is_marked) and doubt > OVER - 0.2)


def statements(judged: list[Judged], turn: Turn, factors: FactorSet, models: Models) -> list[Statement]:
    """The statements of an utterance: clauses beside each other that say the same thing become one."""
    groups: list[list[Judged]] = []
    last: Judged | None = None
    for one in judged:
        if one.polarity is None:
            last = None
            continue
        if last is not None and _goes_on(last, one):
            groups[-1].append(one)
        else:
            groups.append([one])
        last = one
    return [_statement(group, turn, factors, models) for group in groups]


def _goes_on(last: Judged, one: Judged) -> bool:
    """Whether a clause goes on with the statement before it."""
    is_alike = one.status == last.status or {one.status, last.status} <= CLAIMED
    if one.polarity is not last.polarity or not is_alike or is_turn(one.seen.text):
        return False
    return one.is_danger == last.is_danger or one.seen.clause.sentence == last.seen.clause.sentence


def _statement(group: list[Judged], turn: Turn, factors: FactorSet, models: Models) -> Statement:
    best = max(group, key=lambda one: one.strength)
    start, end = group[0].seen.clause.start, group[-1].seen.clause.end
    words = turn.text[start:end]
    is_short = len(words.split()) <= SHORT or bool(best.seen.flags & {"only_yes", "only_no"})
    made = Statement(
        n=turn.n,
        start=start,
        end=end,
        quote=words,
        speaker=turn.speaker,
        about=models.likeliest("about", [one.seen for one in group]),
        polarity=best.polarity or Polarity.NEUTRAL,
        area=_area(group, factors, models),
        status=Status.REPORTED if any(one.status is Status.REPORTED for one in group) else best.status,
        certainty=_certainty(best.seen),
        time=_time(best.seen),
        answers=turn.question if is_short else None,
        is_safety=any(one.is_danger for one in group),
        origin="modell",
        strength=round(best.strength, 3),
        doubt=PERHAPS if any(one.is_suspected for one in group) and not any(one.sign for one in group) else "",
    )
    return replace(made, factor=factor_of(made, factors))


def _area(group: list[Judged], factors: FactorSet, models: Models) -> str:
    """The area of danger where a risk carries a sign of it; else what the model says."""
    sign = next((one.sign for one in group if one.sign), None)
    danger = area_of(sign, factors.framework) if sign and group[0].polarity is Polarity.RISK else None
    return danger or models.likeliest(f"area_{factors.framework}", [one.seen for one in group])


def has_cue(words: str, polarity: Polarity, factors: FactorSet) -> bool:
    """Whether the words of any factor that points that way stand in the clause."""
    low = f" {words.lower()}"
    return any(
        f" {cue}" in low for area in factors.areas for f in area.factors if f.polarity is polarity for cue in f.cues
    )


def factor_of(statement: Statement, factors: FactorSet) -> str | None:
    """The factor whose cue words stand in the quote; a safety factor before others."""
    area = factors.area(statement.area)
    words = f" {statement.quote.lower()}"
    if area is None:
        return None
    fits = [f for f in area.factors if f.polarity is statement.polarity and any(f" {cue}" in words for cue in f.cues)]
    return max(fits, key=lambda f: f.is_safety).id if fits else None


def _certainty(seen: Seen) -> Certainty:
    if "unsure" not in seen.flags:
        return Certainty.SURE
    return Certainty.UNSURE if "vet inte" in seen.text.lower() or "kanske" in seen.text.lower() else Certainty.LIKELY


def _time(seen: Seen) -> Time:
    if "over" in seen.flags and "habit" not in seen.flags:
        return Time.BEFORE
    if "future" in seen.flags and "past_verb" not in seen.flags:
        return Time.LATER
    return Time.BEFORE if "past_verb" in seen.flags and "habit" not in seen.flags else Time.NOW


@dataclass(frozen=True, slots=True)
class Guarded:
    """What the rules say of a clause that somebody else points at, whichever way it points."""

    status: Status
    is_over: bool
    certainty: Certainty
    sign: str | None


def guard(seen: Seen, polarity: Polarity, models: Models) -> Guarded:
    """The same guard that the embedded reading keeps: denial, supposition, what is past or in jest, and danger."""
    doubt = models.chance("trap", seen)
    return Guarded(_status(seen, polarity, doubt), _over(seen, doubt), _certainty(seen), seen.sign)
