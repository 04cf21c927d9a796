"""The note: lines of quotes from what weighs most, from at most half of the utterances."""

from collections.abc import Mapping, Sequence

from andrum.language.vocabulary import Agreement, Line, OwnView, Statement

SHARE = 0.48
LEAST = 0.12


def summary(
    found: Sequence[Statement | Agreement | OwnView], weight: Mapping[int, float], texts: Mapping[int, str]
) -> tuple[Line, ...]:
    """Lines in the order they were said. ``weight`` is how much each utterance is likely to matter."""
    most = max(1, int(len(texts) * SHARE))
    sure = {it.n for it in found if isinstance(it, Statement) and it.is_safety and it.is_claim and not it.doubt}
    bonus = {it.n: 0.25 for it in found if not isinstance(it, Statement) or it.is_claim}
    order = sorted(texts, key=lambda n: (n not in sure, -(weight.get(n, 0.0) + bonus.get(n, 0.0)), n))
    chosen = {n for n in order[:most] if n in sure or weight.get(n, 0.0) + bonus.get(n, 0.0) >= LEAST}
    return tuple(Line(_quotes(n, found, texts[n]), (n,)) for n in sorted(chosen))


def _quotes(n: int, found: Sequence[Statement | Agreement | OwnView], text: str) -> str:
    """The pieces of an utterance that were found, or all of it."""
    spans = sorted({(it.start, it.end) for it in found if it.n == n and (not isinstance(it, Statement) or it.is_claim)})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 2:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return " … ".join(text[start:end] for start, end in joined) or text.strip()
