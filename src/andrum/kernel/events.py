"""Domain events: a lower room tells, higher rooms listen, after the change is safely kept.

An event is a hint, never the only carrier of work: a listener that was dead finds the work again by reading the state.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

Handler = Callable[[Any], None]
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


def publish(event: object) -> None:
    """Tell those who listen, once the transaction is committed."""
    for handler in tuple(_handlers[type(event)]):
        _delivery[0](partial(handler, event))
