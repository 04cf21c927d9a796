"""Events that are told together: to those who do better with many at once."""

from dataclasses import dataclass

import pytest

from andrum.kernel import events
from andrum.kernel.events import Together, publish, subscribe_together, together


@dataclass(frozen=True)
class Fallen:
    """A leaf."""

    number: int


heard: list[list[int]] = []


def listen(fallen: list[Fallen]) -> None:
    heard.append([event.number for event in fallen])


@pytest.fixture(autouse=True)
def listener(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_delivery", [lambda call: call()])  # no transaction here to wait for
    heard.clear()
    subscribe_together(Fallen, listen)
    subscribe_together(Fallen, listen)


def test_alone_each_event_is_told_at_once():
    publish(Fallen(1))
    publish(Fallen(2))
    assert heard == [[1], [2]]


def test_together_they_are_told_when_asked_and_at_the_end():
    with together() as gathered:
        publish(Fallen(1))
        publish(Fallen(2))
        assert heard == []
        gathered.deliver()
        publish(Fallen(3))
    assert heard == [[1, 2], [3]]


def test_what_was_kept_is_told_though_the_work_after_it_fails():
    with pytest.raises(RuntimeError):
        fail_after(Fallen(1))
    assert heard == [[1]]


def fail_after(event: Fallen) -> None:
    with together():
        publish(event)
        raise RuntimeError


def test_what_one_listener_fails_with_is_not_lost_for_the_others():
    def stumble(fallen: list[Fallen]) -> None:
        raise RuntimeError

    gathered = Together()
    gathered.add(stumble, Fallen(1))
    gathered.add(listen, Fallen(1))
    with pytest.raises(RuntimeError):
        gathered.deliver()
    gathered.deliver()
    assert heard == [[1]]
