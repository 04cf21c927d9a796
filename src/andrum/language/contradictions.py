"""Accounts that do not go together, within a conversation and between conversations."""

from collections.abc import Sequence

from andrum.language.vocabulary import Contradiction, Polarity, Statement

COMMON = "inte aldrig ingen inget inga hade bara eller också"
LESS = frozenset(word[:6] for word in COMMON.split())


def compare_conversations(
    earlier: Sequence[Statement], later: Sequence[Statement]
) -> tuple[tuple[Statement, Statement, str], ...]:
    """Pairs where the same thing about the same person is claimed in one and denied, or turned round, in the other."""
    return tuple((a, b, _what(a, b)) for a in earlier for b in later if against(a, b))


def within(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """Pairs within one conversation, each once, the earlier first."""
    pairs = [(a, b) for i, a in enumerate(statements) for b in statements[i + 1 :] if a.n < b.n and against(a, b)]
    return tuple(Contradiction(a.n, b.n, _what(a, b)) for a, b in pairs)


def against(a: Statement, b: Statement) -> bool:
    """Whether two statements are about the same and cannot both be so."""
    if a.about != b.about or a.area != b.area or Polarity.NEUTRAL in {a.polarity, b.polarity}:
        return False
    if a.is_claim != b.is_claim and a.polarity is b.polarity and "hypotetiskt" not in {a.status, b.status}:
        return (a.factor is not None and a.factor == b.factor) or _shared(a, b) >= 1
    return a.is_claim and b.is_claim and a.polarity is not b.polarity and _shared(a, b) >= 2


def _shared(a: Statement, b: Statement) -> int:
    return len(_words(a) & _words(b))


def _words(statement: Statement) -> set[str]:
    return {
        word[:6] for word in statement.quote.lower().replace(",", " ").replace(".", " ").split() if len(word) > 3
    } - LESS


def _what(a: Statement, b: Statement) -> str:
    return f"«{a.quote}» – «{b.quote}»"
