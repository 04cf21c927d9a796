"""A recogniser by its name."""

import inspect
from collections.abc import Callable
from pathlib import Path

from andrum.speech.engines.endpoint import Endpoint
from andrum.speech.engines.faster_whisper import FasterWhisper
from andrum.speech.engines.scripted import Scripted, script_from_text
from andrum.speech.errors import RecogniserSettingsError
from andrum.speech.vocabulary import Recogniser


def _scripted(script: str | Path = "") -> Scripted:
    """A script: the text itself, or the path of its file."""
    try:
        text = script.read_text(encoding="utf-8") if isinstance(script, Path) else script
    except (OSError, UnicodeDecodeError) as fault:
        raise RecogniserSettingsError(f"Manuset {script} går inte att läsa.", todo="Kontrollera filen.") from fault
    return Scripted(script_from_text(text))


RECOGNISERS: dict[str, Callable[..., Recogniser]] = {
    "faster-whisper": FasterWhisper,
    "endpoint": Endpoint,
    "scripted": _scripted,
}


def recogniser_from(name: str, **options: object) -> Recogniser:
    """The recogniser of that name, with its options: ``faster-whisper``, ``endpoint`` or ``scripted``.

    Raises:
        RecogniserSettingsError: there is no such recogniser, or an option is unknown, missing or wrong.
        ModelFolderError: the folder holds no whole model.
    """
    make = RECOGNISERS.get(name)
    if make is None:
        raise RecogniserSettingsError(
            f"Det finns ingen taligenkänning som heter {name!r}.", todo=f"Välj en av: {', '.join(sorted(RECOGNISERS))}."
        )
    try:
        inspect.signature(make).bind(**options)
    except TypeError as fault:
        raise RecogniserSettingsError(
            f"Inställningarna till {name} stämmer inte: {fault}.", todo="Kontrollera namnen på dem."
        ) from fault
    return make(**options)
