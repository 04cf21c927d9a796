"""KB-Whisper, or another Whisper model in CTranslate2 form, from a folder on this machine. Never fetches anything."""

import math
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from andrum.speech.errors import ModelFolderError, RecogniserSettingsError, RecogniserUnavailableError
from andrum.speech.vocabulary import SAMPLE_RATE, Heard, Samples, Word

if TYPE_CHECKING:
    from faster_whisper.transcribe import Segment

NEEDED = ("config.json", "model.bin", "tokenizer.json")
VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
COMPUTE_TYPES = frozenset({"default", "int8", "int8_float32", "int8_float16", "float16", "float32", "bfloat16"})
DEVICES = frozenset({"cpu", "cuda", "auto"})

LONGEST_S = 30
TOKENS_A_SECOND = 14
"""More than anybody says; a recogniser that loops stops here."""

LEAST_TOKENS = 16
MOST_TOKENS = 220
SHORTEST_S = 0.1
BEAM = 5


class FasterWhisper:
    """Recognises with a model in a folder. Swedish, one temperature, and no memory from utterance to utterance.

    Args:
        folder: where config.json, model.bin, tokenizer.json and the vocabulary lie.
        compute_type: how the numbers are kept; ``int8`` is the fastest on a processor.
        threads: threads for one call; 0 lets the library choose.
        workers: calls that can go on at once.
        device: ``cpu``, ``cuda`` or ``auto``.
        beam: how many readings of a whole utterance are followed at once; drafts follow one.

    Raises:
        ModelFolderError: the folder is missing, not whole, or holds something else.
        RecogniserSettingsError: an option is wrong.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        compute_type: str = "int8",
        threads: int = 0,
        workers: int = 1,
        device: str = "cpu",
        beam: int = BEAM,
    ) -> None:
        self.folder = Path(folder)
        refuse_what_is_no_model(self.folder)
        if compute_type not in COMPUTE_TYPES or device not in DEVICES or min(workers, beam) < 1 or threads < 0:
            raise RecogniserSettingsError(
                "En inställning för taligenkänningen går inte att använda.",
                todo="Kontrollera compute_type, device, threads, workers och beam.",
            )
        self._beam = beam
        try:
            self._model = import_module("faster_whisper").WhisperModel(
                str(self.folder),
                device=device,
                compute_type=compute_type,
                cpu_threads=threads,
                num_workers=workers,
                local_files_only=True,
            )
        except Exception as fault:
            raise ModelFolderError(
                f"Modellen i {self.folder} går inte att läsa in ({type(fault).__name__}).",
                todo="Kör `andrum speech check`, eller hämta modellen igen med `andrum speech install`.",
            ) from fault
        if not self._model.model.is_multilingual:
            raise ModelFolderError(
                f"Modellen i {self.folder} kan bara engelska.", todo="Hämta en med `andrum speech install base`."
            )

    def recognise(self, samples: Samples, *, final: bool) -> Heard:
        """The words in ``samples``; a draft has no times of its own, they are spread evenly."""
        sound = np.nan_to_num(np.asarray(samples, dtype=np.float32).reshape(-1), nan=0.0, posinf=0.0, neginf=0.0)
        sound = np.clip(sound[: LONGEST_S * SAMPLE_RATE], -1.0, 1.0)
        length = sound.size / SAMPLE_RATE
        if length < SHORTEST_S:
            return Heard()
        try:
            segments, _ = self._model.transcribe(
                sound,
                language="sv",
                task="transcribe",
                temperature=[0.0],
                beam_size=self._beam if final else 1,
                condition_on_previous_text=False,
                word_timestamps=final,
                without_timestamps=not final,
                vad_filter=False,
                max_new_tokens=min(LEAST_TOKENS + math.ceil(TOKENS_A_SECOND * length), MOST_TOKENS),
            )
            return heard_from(segments, length)
        except (RuntimeError, ValueError, IndexError) as fault:
            raise RecogniserUnavailableError(
                f"Taligenkänningen kunde inte läsa ljudet ({type(fault).__name__}).", todo="Försök igen."
            ) from fault


def heard_from(segments: "Iterable[Segment]", length_s: float) -> Heard:
    """The words of the segments, and the least doubt that anybody spoke in any of them."""
    words: list[Word] = []
    doubts: list[float] = []
    for segment in segments:
        doubts.append(float(segment.no_speech_prob))
        if segment.words:
            words += [
                Word(it.word.strip(), float(it.start), float(it.end), float(it.probability)) for it in segment.words
            ]
        else:
            end = min(segment.end, length_s)
            words += spread(segment.text, float(segment.start), float(end), math.exp(min(segment.avg_logprob, 0.0)))
    return Heard(tuple(words), min(doubts) if doubts else None)


def spread(text: str, start: float, end: float, probability: float | None) -> list[Word]:
    """The words of a text with times in proportion to their letters, where nobody says when each was spoken."""
    parts = text.split()
    letters = sum(map(len, parts))
    found: list[Word] = []
    at = start
    for part in parts:
        to = at + (end - start) * len(part) / letters
        found.append(Word(part, at, to, probability))
        at = to
    return found


def refuse_what_is_no_model(folder: Path) -> None:
    """Raises ModelFolderError, which says what is missing."""
    if not folder.is_dir():
        raise ModelFolderError(
            f"Mappen {folder} finns inte.",
            todo="Hämta en modell med `andrum speech install base`, eller ange en annan mapp.",
        )
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in VOCABULARIES):
        missing.append("vocabulary.json")
    if missing:
        raise ModelFolderError(
            f"Mappen {folder} är ingen hel modell i CTranslate2-format: {', '.join(missing)} saknas.",
            todo="Hämta modellen igen med `andrum speech install`, eller ange en annan mapp.",
        )
