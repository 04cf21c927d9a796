"""The recogniser of this process: made once, shared by every room, and asked by a few threads."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from andrum.conversations.domain.errors import RecogniserMissingError
from andrum.kernel.words import marked as _
from andrum.speech.service import (
    AtOnce,
    Heard,
    Pace,
    PlacedRecogniser,
    Pool,
    Recogniser,
    Samples,
    SpeechError,
    Stream,
    VoiceActivity,
    measured_pace,
    recogniser_from,
)

logger = logging.getLogger(__name__)
NAMES = {"scripted": "scripted", "folder": "faster-whisper", "endpoint": "endpoint"}


def is_available() -> bool:
    """True when sound can become text here."""
    return settings.ANDRUM_SPEECH in NAMES and _made() is not None


def _options(kind: str) -> dict[str, object]:
    if kind == "folder":
        return {"folder": Path(settings.ANDRUM_SPEECH_FOLDER)}
    if kind == "scripted":
        script = settings.ANDRUM_SPEECH_SCRIPT
        return {"script": Path(script) if script else ""}
    given = {
        "url": settings.ANDRUM_SPEECH_URL, "model": settings.ANDRUM_SPEECH_MODEL, "key": settings.ANDRUM_SPEECH_KEY
    }  # fmt: skip
    return {name: value for name, value in given.items() if value}


@lru_cache(maxsize=1)
def _made() -> Recogniser | None:
    try:
        return recogniser_from(NAMES[settings.ANDRUM_SPEECH], **_options(settings.ANDRUM_SPEECH))
    except (SpeechError, OSError) as error:
        logger.error("No recogniser: %s", error)
        return None


@lru_cache(maxsize=1)
def _pool() -> Pool:
    return Pool(workers=max((os.cpu_count() or 2) - 1, 1))


@lru_cache(maxsize=1)
def _pace() -> Pace:
    """Measured as the first room opens; a script is not, for each question would use up a line of it."""
    recogniser = _made() if settings.ANDRUM_SPEECH in {"folder", "endpoint"} else None
    return Pace() if recogniser is None else measured_pace(recogniser)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A recogniser that knows the time of the conversation, for a stream that began later."""

    inner: PlacedRecogniser
    seconds: float

    def recognise(self, samples: Samples, *, final: bool) -> Heard:
        """As from the start of the stream."""
        return self.recognise_at(samples, final=final, start=0.0)

    def recognise_at(self, samples: Samples, *, final: bool, start: float) -> Heard:
        """``start`` is seconds from the start of the stream."""
        return self.inner.recognise_at(samples, final=final, start=start + self.seconds)


def new_stream(
    *, at_once: bool = False, told: Callable[[], None] | None = None, starts_at: float = 0.0, script: str = ""
) -> Stream:  # fmt: skip
    """A stream of its own, that begins so many seconds into the conversation.

    ``at_once`` does the work in the caller's thread, for a file; else a few threads do it for every room, and ``told``
    is called when there is something to fetch. With a ``script`` the words are those of a recording in the demo.

    Raises:
        RecogniserMissingError: when none is set up or it cannot be loaded.
    """
    recogniser = _made() if settings.ANDRUM_SPEECH in NAMES else None
    if script and settings.ANDRUM_DEMO:
        recogniser = recogniser_from("scripted", script=script)
    if recogniser is None:
        raise RecogniserMissingError(
            _("Taligenkänningen är inte igång."), saved=_("Samtalet går att skriva ändå."),
            todo=_("Skriv det som sägs, eller be driften se efter ANDRUM_SPEECH."),
        )  # fmt: skip
    placed: Recogniser = recogniser
    if starts_at and isinstance(recogniser, PlacedRecogniser):
        placed = Shifted(recogniser, starts_at)
    desk: AtOnce | Pool = AtOnce() if at_once else _pool()
    return Stream(placed, VoiceActivity(), desk=desk, pace=Pace() if at_once else _pace(), told=told)


def forget() -> None:
    """Make everything anew at the next call; for tests that change the settings."""
    for kept in (_made, _pool, _pace):
        kept.cache_clear()
