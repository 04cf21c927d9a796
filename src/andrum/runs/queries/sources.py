"""The kinds of run there are. A room tells its own when it starts."""

from collections.abc import Iterator

from django.utils.functional import Promise

from andrum.runs.ports import RunSource

_told: dict[str, RunSource] = {}


def register_run_source(name: str, source: RunSource) -> None:
    """Give the board the kinds of one room. Telling again takes the place of what was told before."""
    _told[name] = source


def run_sources() -> Iterator[RunSource]:
    """The rooms' sources, in the order they were told."""
    yield from _told.values()


def all_kinds() -> dict[str, str | Promise]:
    """Every kind with its words, in the order of the board."""
    return {key: words for source in run_sources() for key, words in source.kinds().items()}


def source_of(kind: str) -> RunSource | None:
    """The source that has a kind; None when there is no such kind."""
    return next((source for source in run_sources() if kind in source.kinds()), None)
