"""Who does the work: the caller at once, or a few workers that many rooms share."""

import heapq
import itertools
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from andrum.speech.errors import RecogniserUnavailableError

T = TypeVar("T")


class Ticket(Generic[T]):
    """A piece of work that was handed in. Its result comes once."""

    def __init__(self, work: Callable[[], T], told: Callable[[], None] | None = None) -> None:
        self._work = work
        self._told = told
        self._ready = threading.Event()
        self._result: T | None = None
        self._fault: Exception | None = None
        self._lock = threading.Lock()
        self._begun = False

    @property
    def done(self) -> bool:
        """Is there a result or a fault?"""
        return self._ready.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; true when it is done."""
        return self._ready.wait(seconds)

    def cancel(self) -> bool:
        """It is not wanted any more. True when it will never be done; work that has begun is finished all the same."""
        with self._lock:
            if self._begun:
                return False
            self._begun = True
        self._ready.set()
        return True

    def result(self) -> T:
        """What the work gave. Raises what the work raised; RecogniserUnavailableError when it was never done."""
        if self._fault is not None:
            raise self._fault
        if self._result is None:
            raise RecogniserUnavailableError("Taligenkänningen hann inte svara.", todo="Vänta en stund.")
        return self._result

    def run(self) -> None:
        """Do it. Whatever happens the ticket is done afterwards."""
        with self._lock:
            if self._begun:
                return
            self._begun = True
        try:
            self._result = self._work()
        except Exception as fault:  # noqa: BLE001 - handed on to the one who asked; the worker goes on
            self._fault = fault
        finally:
            self._ready.set()
        if self._told is not None:
            self._told()


class Desk(Protocol):
    """Takes work in."""

    def submit(
        self, work: Callable[[], T], *, urgent: bool = False, told: Callable[[], None] | None = None
    ) -> Ticket[T] | None:
        """A ticket, or None when there is no room now: ask again later."""
        ...


class AtOnce:
    """Does the work before it answers. For tests, files and a single room."""

    def submit(
        self, work: Callable[[], T], *, urgent: bool = False, told: Callable[[], None] | None = None
    ) -> Ticket[T]:
        """A ticket that is done."""
        del urgent
        ticket = Ticket(work, told)
        ticket.run()
        return ticket


class Pool:
    """Some workers and a queue that never holds more than ``room``. Urgent work goes first, else first come.

    A stream has at most one ticket at a time, so ``room`` is also how many streams can wait at once.
    """

    def __init__(self, workers: int = 1, room: int = 64) -> None:
        self._room = room
        self._queue: list[tuple[int, int, Ticket[object]]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._open = True
        self._threads = [
            threading.Thread(target=self._work, name=f"andrum-speech-{n}", daemon=True) for n in range(max(workers, 1))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def workers(self) -> int:
        """How many calls can go on at once."""
        return len(self._threads)

    def submit(
        self, work: Callable[[], T], *, urgent: bool = False, told: Callable[[], None] | None = None
    ) -> Ticket[T] | None:
        """A ticket, or None when the queue is full or the pool is closed."""
        ticket = Ticket(work, told)
        with self._changed:
            if not self._open or len(self._queue) >= self._room:
                return None
            heapq.heappush(self._queue, (0 if urgent else 1, next(self._order), ticket))  # type: ignore[misc]
            self._changed.notify()
        return ticket

    def close(self, seconds: float = 5.0) -> None:
        """Take no more work and let the workers go home; what waits is left undone, and said to be."""
        with self._changed:
            self._open = False
            left, self._queue = self._queue, []
            self._changed.notify_all()
        for _, _, ticket in left:
            ticket.cancel()
        for thread in self._threads:
            thread.join(seconds)

    def _work(self) -> None:
        while True:
            with self._changed:
                while self._open and not self._queue:
                    self._changed.wait()
                if not self._queue:
                    return
                _, _, ticket = heapq.heappop(self._queue)
            ticket.run()
