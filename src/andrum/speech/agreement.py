"""LocalAgreement-2: what two drafts after each other agree on is settled."""

from collections.abc import Sequence


def plain(word: str) -> str:
    """A word without case and outer marks, to compare by."""
    return word.casefold().strip(" \t\n.,;:!?…\"'»«”“’()[]-–—")


class Agreement:
    """The drafts of one utterance. What is settled only grows."""

    def __init__(self) -> None:
        self.settled: tuple[str, ...] = ()
        self._rest: tuple[str, ...] = ()

    def hear(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Settled and tentative words after one more draft of the whole utterance so far."""
        rest = tuple(words[self._where_the_rest_begins(words) :])
        agreed = 0
        for new, old in zip(rest, self._rest, strict=False):
            if plain(new) != plain(old):
                break
            agreed += 1
        self.settled += rest[:agreed]
        self._rest = rest[agreed:]
        return self.settled, self._rest

    def _where_the_rest_begins(self, words: Sequence[str]) -> int:
        """The place after the settled words; a draft may have split or joined a word before it."""
        count = len(self.settled)
        if not count:
            return 0
        last = plain(self.settled[-1])
        for shift in (0, 1, -1, 2, -2):
            at = count + shift
            if 0 < at <= len(words) and plain(words[at - 1]) == last:
                return at
        return min(count, len(words))
