"""Is anybody speaking? The Silero model that comes inside the faster-whisper wheel, heard window by window."""

import functools
import importlib.util
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from andrum.speech.errors import ModelFolderError
from andrum.speech.vocabulary import Samples

WINDOW = 512
"""Samples in a window: 32 ms."""

CONTEXT = 64
MODEL_NAME = "silero_vad_v6.onnx"


def model_file() -> Path:
    """Where the model lies. Raises ModelFolderError when the wheel does not hold it."""
    found = importlib.util.find_spec("faster_whisper")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "assets" / MODEL_NAME
        if path.is_file():
            return path
    raise ModelFolderError(
        "Modellen som hör om någon talar finns inte i installationen.",
        todo="Installera om Andrum med sina beroenden (paketet faster-whisper).",
    )


@functools.lru_cache(maxsize=1)
def _session() -> onnxruntime.InferenceSession:
    """One model for the whole process; it has no state of its own and may be asked from several threads."""
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(model_file()), options, providers=["CPUExecutionProvider"])


class VoiceActivity:
    """How probable speech is, for one stream. Remembers what it heard from call to call."""

    def __init__(self) -> None:
        self._model = _session()
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
        self._hidden = np.zeros((1, 1, 128), dtype=np.float32)
        self._cell = np.zeros((1, 1, 128), dtype=np.float32)
        self._context = np.zeros(CONTEXT, dtype=np.float32)

    def probabilities(self, samples: Samples) -> NDArray[np.float32]:
        """One probability, 0 to 1, for each window of 512 samples. A last part of a window is left out."""
        count = samples.size // WINDOW
        if not count:
            return np.zeros(0, dtype=np.float32)
        windows = np.nan_to_num(samples[: count * WINDOW], nan=0.0, posinf=0.0, neginf=0.0).reshape(count, WINDOW)
        contexts = np.vstack((self._context, windows[:-1, -CONTEXT:]))
        given = np.concatenate((contexts, windows), axis=1).astype(np.float32, copy=False)
        found, self._hidden, self._cell = self._model.run(None, {"input": given, "h": self._hidden, "c": self._cell})
        self._context = windows[-1, -CONTEXT:].copy()
        return np.asarray(found, dtype=np.float32).reshape(-1)


class LoudnessActivity:
    """Speech is what is loud enough. For tests and demonstrations without a voice; a door that slams is speech too."""

    def __init__(self, threshold: float = 0.01) -> None:
        self._threshold = threshold

    def reset(self) -> None:
        """It remembers nothing."""

    def probabilities(self, samples: Samples) -> NDArray[np.float32]:
        """1 where a window is as loud as the threshold (root mean square), else 0."""
        count = samples.size // WINDOW
        windows = samples[: count * WINDOW].reshape(count, WINDOW)
        loud = np.sqrt(np.mean(np.square(windows), axis=1)) >= self._threshold
        return np.asarray(loud, dtype=np.float32)
