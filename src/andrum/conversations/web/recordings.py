"""A recorded conversation that the demo plays: its sound is made from the script, with voices where espeak-ng is there.

Without espeak-ng a real voice from the speech engine is repeated where somebody speaks: what is heard then is not what
is said, so the page plays it silently. The words are the script's own either way.
"""

import io
import re
import shutil
import subprocess
import wave
from functools import lru_cache
from importlib.resources import files

import numpy as np
from django.conf import settings

from andrum.conversations.models import Conversation
from andrum.speech.service import SAMPLE_RATE, Line, SoundError, as_pcm16, read_wav, script_from_text

TAIL_S = 3.0
SPEAKER = re.compile(r"^# (\d+(?:\.\d+)?) ([A-Z]\d)$", re.MULTILINE)
LOUDEST = 0.9
VOICED = 0.1


def is_played(conversation: Conversation) -> bool:
    """True for a recording in the demo."""
    return bool(settings.ANDRUM_DEMO and conversation.script)


def speakers_of(script: str) -> list[tuple[float, str]]:
    """From which second each one speaks: lines such as ``# 12.5 M1``."""
    return [(float(found[1]), found[2]) for found in SPEAKER.finditer(script)]


@lru_cache(maxsize=2)
def recording_of(script: str) -> bytes:
    """A WAV file with a voice wherever the script has words."""
    lines = [line for line in script_from_text(script) if line.start is not None and line.end is not None]
    length = int((max((line.end or 0.0 for line in lines), default=0.0) + TAIL_S) * SAMPLE_RATE)
    whole = np.zeros(length, dtype=np.float32)
    for number, line in enumerate(lines):
        start, room = (
            int((line.start or 0.0) * SAMPLE_RATE),
            int(((line.end or 0.0) - (line.start or 0.0)) * SAMPLE_RATE),
        )
        whole[start : start + room] = _voice(line, number)[:room]
    return _wav(as_pcm16(whole))


def _voice(line: Line, number: int) -> np.ndarray:
    seconds = (line.end or 0.0) - (line.start or 0.0)
    samples = _spoken(line.text, "sv+f2" if number % 2 else "sv+f4") if has_voices() else None
    if samples is None:
        samples = _sample()
    return np.resize(samples, int(seconds * SAMPLE_RATE)).astype(np.float32)


def has_voices() -> bool:
    """True when espeak-ng is on this machine."""
    return shutil.which("espeak-ng") is not None


def _spoken(text: str, voice: str) -> np.ndarray | None:
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the text is an argument, never a shell's
            [program, "-v", voice, "--stdout", "--", text], capture_output=True, timeout=20, check=True
        )
        return read_wav(done.stdout) * LOUDEST
    except (OSError, subprocess.SubprocessError, SoundError):
        return None


@lru_cache(maxsize=1)
def _sample() -> np.ndarray:
    """A real voice without the silence around it."""
    whole = read_wav(files("andrum.speech").joinpath("data", "sample_sv.wav").read_bytes())
    tenth = SAMPLE_RATE // 10
    loud = np.sqrt((whole[: whole.size // tenth * tenth].reshape(-1, tenth) ** 2).mean(axis=1)) > VOICED
    first, last = int(loud.argmax()), loud.size - int(loud[::-1].argmax())
    return whole[first * tenth : last * tenth]


def _wav(pcm16: bytes) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm16)
    return out.getvalue()
