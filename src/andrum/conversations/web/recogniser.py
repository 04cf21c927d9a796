"""The recogniser of this process: made once, shared by every room, and asked by a few threads."""

import logging
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from andrum.conversations.domain.errors import RecogniserMissingError
from andrum.speech.service import (
    AtOnce,
    Pace,
    Pool,
    Recogniser,
    SpeechError,
    Stream,
    VoiceActivity,
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
    return Pace()


def new_stream(*, at_once: bool = False) -> Stream:
    """A stream of its own. ``at_once`` does the work in the caller's thread, for a file.

    Raises:
        RecogniserMissingError: when none is set up or it cannot be loaded.
    """
    recogniser = _made() if settings.ANDRUM_SPEECH in NAMES else None
    if recogniser is None:
        raise RecogniserMissingError(
            "Taligenkänningen är inte igång.", saved="Samtalet går att skriva ändå.",
            todo="Skriv det som sägs, eller be driften se efter ANDRUM_SPEECH.",
        )  # fmt: skip
    desk: AtOnce | Pool = AtOnce() if at_once else _pool()
    return Stream(recogniser, VoiceActivity(), desk=desk, pace=Pace() if at_once else _pace())


def forget() -> None:
    """Make everything anew at the next call; for tests that change the settings."""
    for kept in (_made, _pool, _pace):
        kept.cache_clear()
