"""The door of the engine."""

from andrum.speech.activity import LoudnessActivity, VoiceActivity
from andrum.speech.engines.choosing import recogniser_from
from andrum.speech.engines.endpoint import Endpoint
from andrum.speech.engines.faster_whisper import FasterWhisper, refuse_what_is_no_model
from andrum.speech.engines.scripted import Line, Scripted, script_from_text
from andrum.speech.errors import (
    InstallError,
    ModelFolderError,
    RecogniserSettingsError,
    RecogniserUnavailableError,
    SoundError,
    SpeechError,
)
from andrum.speech.folders import check_folder, has_checksums
from andrum.speech.frames import as_pcm16
from andrum.speech.installing import MODELS, install, install_from, model_folder
from andrum.speech.measuring import Measured, measure_folder
from andrum.speech.pace import Pace, Speed, measure_speed, measured_pace
from andrum.speech.pool import AtOnce, Pool
from andrum.speech.segmenting import Cutting
from andrum.speech.sound_files import read_wav, sound_blocks
from andrum.speech.stream import Stream
from andrum.speech.utterances import Limits
from andrum.speech.vocabulary import (
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
from andrum.speech.word_errors import WordErrors, compare_words

__all__ = [
    "MODELS",
    "SAMPLE_RATE",
    "Activity",
    "AtOnce",
    "Behind",
    "Cutting",
    "Endpoint",
    "Event",
    "FasterWhisper",
    "Final",
    "Gap",
    "Heard",
    "InstallError",
    "Limits",
    "Line",
    "LoudnessActivity",
    "Measured",
    "ModelFolderError",
    "Pace",
    "Partial",
    "PlacedRecogniser",
    "Pool",
    "Recogniser",
    "RecogniserSettingsError",
    "RecogniserUnavailableError",
    "Samples",
    "Scripted",
    "SoundError",
    "SpeechError",
    "Speed",
    "Stream",
    "VoiceActivity",
    "Why",
    "Word",
    "WordErrors",
    "as_pcm16",
    "check_folder",
    "compare_words",
    "has_checksums",
    "install",
    "install_from",
    "measure_folder",
    "measure_speed",
    "measured_pace",
    "model_folder",
    "read_wav",
    "recogniser_from",
    "refuse_what_is_no_model",
    "script_from_text",
    "sound_blocks",
]
