"""Domain events: a lower room tells, higher rooms listen, after the change is safely kept.

An event is a hint, never the only carrier of work: a listener that was dead finds the work again by reading the state.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

Handler = Callable[[Any], None]
HandlerOfMany = Callable[[list[Any]], None]
Delivery = Callable[[Callable[[], None]], None]


def _at_once(call: Callable[[], None]) -> None:
    call()


_handlers: dict[type, list[Handler]] = defaultdict(list)
_delivery: list[Delivery] = [_at_once]


def deliver_by(delivery: Delivery) -> None:
    """Say how events are delivered; the site gives ``transaction.on_commit``."""
    _delivery[0] = delivery


def subscribe(event_type: type, handler: Handler) -> None:
    """Call ``handler`` with every published event of exactly this type. Subscribing twice is once."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def subscribe_together(event_type: type, handler: HandlerOfMany) -> None:
    """Call ``handler`` with the events of this type that were published within one ``together``; else with each."""
    subscribe(event_type, _OfMany.of(handler))


class Together:
    """The events that wait for those who take many at once."""

    def __init__(self) -> None:
        self._waiting: dict[HandlerOfMany, list[object]] = {}

    def add(self, handler: HandlerOfMany, event: object) -> None:
        """Let an event wait."""
        self._waiting.setdefault(handler, []).append(event)

    def deliver(self) -> None:
        """Tell what has waited. A listener that fails is not told again; what waits for the others stays."""
        while self._waiting:
            handler = next(iter(self._waiting))
            handler(self._waiting.pop(handler))


_together: ContextVar[Together | None] = ContextVar("andrum_events_together", default=None)


@contextmanager
def together() -> Iterator[Together]:
    """Gather the events of much small work, for those who do better with many; delivered when asked, and at the end."""
    gathered = Together()
    token = _together.set(gathered)
    try:
        yield gathered
    finally:
        _together.reset(token)
        gathered.deliver()


class _OfMany:
    """A handler of many events as one of each."""

    _known: dict[HandlerOfMany, "_OfMany"] = {}

    def __init__(self, handler: HandlerOfMany) -> None:
        self._handler = handler

    @classmethod
    def of(cls, handler: HandlerOfMany) -> "_OfMany":
        """The same for the same handler, so that subscribing twice is once."""
        return cls._known.setdefault(handler, cls(handler))

    def __call__(self, event: object) -> None:
        gathered = _together.get()
        if gathered is None:
            self._handler([event])
        else:
            gathered.add(self._handler, event)


def publish(event: object) -> None:
    """Tell those who listen, once the transaction is committed."""
    for handler in tuple(_handlers[type(event)]):
        _delivery[0](partial(handler, event))
