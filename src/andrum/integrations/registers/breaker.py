"""A circuit breaker: one who has failed many times in a row is left alone for a while, then tried by one question."""

import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Breaker:
    """Closed until ``failures`` in a row; then open for ``seconds``; then one question is let through to see.

    The clock comes in with each call, in seconds of any steady clock. Threads may share one.
    """

    failures: int
    seconds: float
    _in_a_row: int = 0
    _until: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def may_try(self, at: float) -> bool:
        """True while closed, and for one question each time the pause is over."""
        with self._lock:
            if self._until is None:
                return True
            if at < self._until:
                return False
            self._until = at + self.seconds  # the others wait for this one; should it die, the next is let through
            return True

    def succeeded(self) -> None:
        """It answered: closed again."""
        with self._lock:
            self._in_a_row, self._until = 0, None

    def failed(self, at: float) -> None:
        """It failed: one more, and open when that was one too many."""
        with self._lock:
            self._in_a_row += 1
            if self._in_a_row >= self.failures:
                self._until = at + self.seconds
