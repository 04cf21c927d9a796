"""Sorts the clauses of an utterance: the models find, the rules guard."""

from dataclasses import dataclass, replace

from andrum.language.factors import FactorSet
from andrum.language.features import Seen
from andrum.language.models import Models
from andrum.language.safety import area_of, safety
from andrum.language.vocabulary import Certainty, Polarity, Statement, Status, Time

FOUND, DOUBT, OVER = 0.5, 0.3, 0.4
AGREED, OWN = 0.25, 0.35
CUED = 0.25
"""How likely a statement must be when a factor's own words stand in it."""
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


def judge(seen: Seen, models: Models, factors: FactorSet) -> Judged:
    """What one clause says, taken by itself. Danger first; then the models, helped by the factors' own words."""
    shares = (models.heads["claim"](seen) + models.heads["claim_lines"](seen)) / 2
    weight = float(1 - shares[0])
    polarity = Polarity.RISK if shares[1] >= shares[2] else Polarity.STRENGTH
    doubt = models.chance("trap", seen)
    sign = safety(seen.text)
    status = _status(seen, polarity, doubt)
    if "question" in seen.flags:
        return Judged(seen, None, status, 0.0, sign)
    if sign and status in {Status.SAID, Status.REPORTED} and "figure" not in seen.flags:
        return Judged(seen, Polarity.RISK, status, max(weight, FOUND), sign)  # danger is shown, whatever the models say
    if status in {Status.DENIED, Status.HYPOTHETICAL}:
        return Judged(seen, polarity if weight >= FOUND or sign else None, status, weight, sign)
    cued = weight >= CUED and "negated" not in seen.flags and has_cue(seen.text, polarity, factors)
    if (weight * (1 - max(0.0, doubt - DOUBT)) < FOUND and not cued) or _over(seen, doubt):
        return Judged(seen, None, status, weight, sign)
    return Judged(seen, polarity, status, weight, sign)


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
        if last is not None and (one.polarity, one.status) == (last.polarity, last.status):
            groups[-1].append(one)
        else:
            groups.append([one])
        last = one
    return [_statement(group, turn, factors, models) for group in groups]


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
        about=models.best("about", best.seen)[0],
        polarity=best.polarity or Polarity.NEUTRAL,
        area=_area(group, best.seen, factors, models),
        status=best.status,
        certainty=_certainty(best.seen),
        time=_time(best.seen),
        answers=turn.question if is_short else None,
        is_safety=any(one.sign for one in group),
        origin="modell",
        strength=round(best.strength, 3),
    )
    return replace(made, factor=factor_of(made, factors))


def _area(group: list[Judged], seen: Seen, factors: FactorSet, models: Models) -> str:
    """The area of danger where a risk carries a sign of it; else what the model says."""
    sign = next((one.sign for one in group if one.sign), None)
    danger = area_of(sign, factors.framework) if sign and group[0].polarity is Polarity.RISK else None
    return danger or models.best(f"area_{factors.framework}", seen)[0]


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
    return Guarded(_status(seen, polarity, doubt), _over(seen, doubt), _certainty(seen), safety(seen.text))
