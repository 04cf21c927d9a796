"""What can hinder the engine, each written for the one who meets it."""

from andrum.kernel.errors import AndrumError


class SpeechError(AndrumError):
    """A foreseen hinder in turning sound into text."""


class RecogniserUnavailableError(SpeechError):
    """The recogniser cannot answer now: not reached, too slow, busy, or its answer cannot be understood."""


class RecogniserSettingsError(SpeechError):
    """The recogniser that was asked for does not exist, or an option of it is wrong."""


class ModelFolderError(SpeechError):
    """The folder of a model is missing, not whole, changed, or of another kind."""


class InstallError(SpeechError):
    """A model could not be fetched."""


class SoundError(SpeechError):
    """A sound file cannot be read."""
