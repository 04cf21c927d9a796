"""The part of an assessment's answer that only economic assistance has."""

from dataclasses import dataclass

from andrum.law.vocabulary.answers import Amount


@dataclass(frozen=True, slots=True)
class CappedCost:
    """A cost that is accepted in part or not at all. Öre."""

    about: tuple[str, ...]
    kind: str
    words: str
    applied: Amount
    accepted: Amount
