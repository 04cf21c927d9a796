"""The door of the engine."""

from andrum.speech.activity import LoudnessActivity, VoiceActivity
from andrum.speech.errors import (
    InstallError,
    ModelFolderError,
    RecogniserSettingsError,
    RecogniserUnavailableError,
    SoundError,
    SpeechError,
)
from andrum.speech.frames import as_pcm16
from andrum.speech.pace import Pace, Speed, measure_speed
from andrum.speech.pool import AtOnce, Desk, Pool, Ticket
from andrum.speech.segmenting import Cutting
from andrum.speech.stream import Stream
from andrum.speech.utterances import Limits
from andrum.speech.vocabulary import (
    DOUBTFUL_BELOW,
    SAMPLE_RATE,
    Activity,
    Behind,
    Event,
    Final,
    Gap,
    Heard,
    Partial,
    PlacedRecogniser,
    Recogniser,
    Samples,
    Why,
    Word,
)

__all__ = [
    "DOUBTFUL_BELOW",
    "SAMPLE_RATE",
    "Activity",
    "AtOnce",
    "Behind",
    "Cutting",
    "Desk",
    "Event",
    "Final",
    "Gap",
    "Heard",
    "InstallError",
    "Limits",
    "LoudnessActivity",
    "ModelFolderError",
    "Pace",
    "Partial",
    "PlacedRecogniser",
    "Pool",
    "Recogniser",
    "RecogniserSettingsError",
    "RecogniserUnavailableError",
    "Samples",
    "SoundError",
    "SpeechError",
    "Speed",
    "Stream",
    "Ticket",
    "VoiceActivity",
    "Why",
    "Word",
    "as_pcm16",
    "measure_speed",
]
