"""The door of the engine."""

from andrum.speech.errors import (
    InstallError,
    ModelFolderError,
    RecogniserSettingsError,
    RecogniserUnavailableError,
    SoundError,
    SpeechError,
)
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
    "Behind",
    "Event",
    "Final",
    "Gap",
    "Heard",
    "InstallError",
    "ModelFolderError",
    "Partial",
    "PlacedRecogniser",
    "Recogniser",
    "RecogniserSettingsError",
    "RecogniserUnavailableError",
    "Samples",
    "SoundError",
    "SpeechError",
    "Why",
    "Word",
]
